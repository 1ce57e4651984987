import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Axe from 'axe-core';
import type { Frame, FrameLocator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { answer, openInterview, questionText, waitForReview } from './support/interview.ts';
import { copyOfFixture, launchVsCode, runCommand } from './support/vscode.ts';
import type { VsCode } from './support/vscode.ts';

const extension = { version: '1.139', vsix: 'groundplan.vsix', trust: true } as const;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Theme and the class that the workbench has when it is on. */
const themes = [
  ['Default Dark Modern', 'vs-dark'],
  ['Default Light Modern', 'vs'],
  ['Default High Contrast', 'hc-black'],
  ['Default High Contrast Light', 'hc-light'],
] as const;

describe('the sidebar for everybody', () => {
  test('no page has a serious violation, in dark, light and high contrast', async () => {
    const workspace = copyOfFixture('node-postgres-shop');
    // A record that cannot be read makes the notice.
    const record = join(workspace, '.groundplan', 'architecture.json');
    writeFileSync(join(makeFolder(workspace), 'architecture.json'), '{ not json');
    const settings = { 'window.autoDetectHighContrast': false, 'window.autoDetectColorScheme': false };
    await using code = await launchVsCode({ ...extension, workspace, settings });
    const sidebar = await openInterview(code.page);
    const found: string[] = [];
    const seen: string[] = [];
    const check = async (name: string): Promise<void> => {
      seen.push(name);
      for (const [theme, mark] of themes) {
        await useTheme(code, theme, mark);
        found.push(...(await violations(code.page, sidebar)).map((violation) => `${name}, ${theme}: ${violation}`));
      }
    };

    await sidebar.locator('.notice.warning').waitFor();
    await check('notice');
    rmSync(record);
    await sidebar.getByRole('button', { name: 'Dismiss' }).click();
    await sidebar.locator('.notice').first().waitFor({ state: 'detached' });

    for (let count = 0; count < 60; count += 1) {
      const question = await questionText(sidebar);
      if (question === undefined) break;
      const kind = await kindOfQuestion(sidebar);
      if (!seen.includes(kind)) {
        await sidebar
          .locator('.question input')
          .first()
          .check()
          .catch(() => undefined);
        await check(kind);
      }
      await answer(sidebar, 1);
    }
    expect(seen).toEqual(expect.arrayContaining(['notice', 'choice', 'multi', 'quantity']));
    expect(await sidebar.locator('.ranking li').count()).toBeGreaterThanOrEqual(3);
    for (const summary of await sidebar.locator('summary').all()) await summary.click();
    await check('finished');
    await sidebar.locator('.answer .actions button').last().click();
    await sidebar.locator('.trial .option input').last().check();
    await sidebar.locator('.trial .styles').waitFor();
    await check('trial');
    await sidebar.locator('#close-trial').click();
    await sidebar.locator('#propose').click();
    await waitForReview(code.page);
    await sidebar.locator('.pending').waitFor();
    await check('pending');
    await runCommand(code.page, 'Groundplan: Explain This Choice');
    await code.page.locator('.quick-input-list .monaco-list-row').first().click();
    await sidebar.locator('#explained').waitFor();
    await check('explanation');
    expect(found).toEqual([]);
  }, 300_000);

  test('the check above can fail', async () => {
    await using code = await launchVsCode({ ...extension, workspace: copyOfFixture('empty') });
    const sidebar = await openInterview(code.page);
    await sidebar.locator('main').evaluate((main) => {
      main.insertAdjacentHTML('beforeend', '<img src="data:,x"><button></button>');
      const faint = main.ownerDocument.createElement('p');
      faint.textContent = 'Nobody can read this.';
      faint.style.background = '#808080';
      faint.style.color = '#858585';
      main.append(faint);
    });
    expect((await violations(code.page, sidebar)).map((violation) => violation.split(':')[0]).toSorted()).toEqual([
      'button-name',
      'color-contrast',
      'image-alt',
    ]);
  });

  test('answers, goes back and proposes with the keyboard alone, and the focus goes to each new question', async () => {
    await using code = await launchVsCode({ ...extension, workspace: copyOfFixture('node-postgres-shop') });
    const { page } = code;
    const sidebar = await openInterview(page);
    const keys = page.keyboard;
    const headings: string[] = [];
    const arrived = async (): Promise<string> => {
      const last = headings.at(-1);
      await expect.poll(() => focusedHeading(sidebar), { timeout: 20_000 }).not.toSatisfy((text: string) => text === '' || text === last);
      const heading = await questionText(sidebar);
      headings.push(heading ?? '');
      return heading ?? '';
    };

    headings.push((await questionText(sidebar)) ?? '');
    // The command put the focus into the view; from there the Tab key alone reaches everything.
    for (let count = 0; count < 3; count += 1) {
      await tabTo(page, sidebar, '.question .option input, .question textarea');
      const kind = await kindOfQuestion(sidebar);
      if (kind === 'text') await keys.type('Larkspur sells printed articles.');
      else await keys.press('Space');
      if (kind === 'choice' || kind === 'quantity') {
        await keys.press('ArrowDown');
        expect(await sidebar.locator('.question .option input').nth(1).isChecked(), 'arrows move the choice').toBe(true);
      }
      // Enter on an option is Next; so is the button.
      if (count === 1 && kind !== 'text') await keys.press('Enter');
      else {
        await tabTo(page, sidebar, '#next');
        await keys.press('Enter');
      }
      await arrived();
    }
    await sidebar.getByText(/^3 answered/).waitFor();
    expect(new Set(headings).size).toBe(4);

    await tabTo(page, sidebar, '#back');
    await keys.press('Enter');
    expect(await arrived()).toBe(headings[2]);
    await tabTo(page, sidebar, '.propose-now button');
    await keys.press('Enter');
    await waitForReview(page);
  });
});

function makeFolder(workspace: string): string {
  const folder = join(workspace, '.groundplan');
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function kindOfQuestion(sidebar: FrameLocator): Promise<string> {
  if ((await sidebar.locator('.question textarea').count()) > 0) return 'text';
  if ((await sidebar.locator('.question input[type=checkbox]').count()) > 0) return 'multi';
  return (await sidebar.locator('.question input[type=number]').count()) > 0 ? 'quantity' : 'choice';
}

/** Changes the theme in the settings, as a user does, and waits until the workbench and the view follow. */
async function useTheme(code: VsCode, theme: string, mark: string): Promise<void> {
  const files = ['Machine', 'User']
    .map((name) => join(code.folder, 'server', 'data', name, 'settings.json'))
    .filter((file) => existsSync(file));
  for (const file of files) {
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), 'workbench.colorTheme': theme }));
  }
  await code.page.locator(`.monaco-workbench.${mark}`).waitFor({ timeout: 30_000 });
  const frame = await frameOf(code.page);
  const id = { 'vs-dark': 'vscode-dark', vs: 'vscode-light', 'hc-black': 'vscode-high-contrast', 'hc-light': 'vscode-high-contrast-light' }[
    mark
  ];
  await frame.locator(`body.${id}`).waitFor({ state: 'attached', timeout: 30_000 });
}

/** Serious and critical violations that axe finds in the view: `rule: elements`. */
async function violations(page: Page, sidebar: FrameLocator): Promise<string[]> {
  await sidebar.locator('main').waitFor();
  const frame = await frameOf(page);
  await frame.evaluate(axeSource);
  return frame.locator('html').evaluate(async (html) => {
    // The page is transparent and stands on the sidebar; axe would take it for white.
    html.style.background = 'var(--vscode-sideBar-background)';
    const { axe } = globalThis as unknown as { axe: typeof Axe };
    const result = await axe.run(html.ownerDocument, { iframes: false });
    return result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 5)
            .map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`)
            .join(' | ')}`,
      );
  });
}

/** The sidebar's inner frame itself: what runs a script. */
async function frameOf(page: Page): Promise<Frame> {
  const outer = page.locator('iframe.webview[src*="extensionId=groundplan.groundplan"][src*="purpose=webviewView"]').last();
  const inner = await outer.contentFrame().locator('#active-frame').elementHandle();
  const frame = await inner?.contentFrame();
  if (frame === null || frame === undefined) throw new Error('the sidebar has no page');
  return frame;
}

/** Text of the question's heading if it has the focus, else ''. */
async function focusedHeading(sidebar: FrameLocator): Promise<string> {
  const headings = sidebar.locator('h2[data-focus]');
  return headings.evaluateAll((found) => found.find((heading) => heading === heading.ownerDocument.activeElement)?.textContent ?? '');
}

/** Presses Tab until an element of the view has the focus; 40 times at most. */
async function tabTo(page: Page, sidebar: FrameLocator, selector: string): Promise<void> {
  for (let count = 0; count < 40; count += 1) {
    await page.keyboard.press('Tab');
    const reached = await sidebar
      .locator(selector)
      .evaluateAll((found) => found.some((element) => element === element.ownerDocument.activeElement));
    if (reached) return;
  }
  throw new Error(`Tab does not reach ${selector} (${await sidebar.locator('main').innerText()})`);
}
