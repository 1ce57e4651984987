/**
 * `npm run screenshots`: takes the pictures of the README from the packaged extension in a real VS Code, on a copy of a
 * sample workspace, and writes them to media/screenshots/. Nothing is retouched; each picture is a part of the window.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answer, openInterview, questionText, waitForReview } from '../test/e2e/support/interview.ts';
import { launchVsCode, runCommand } from '../test/e2e/support/vscode.ts';
import { buildAll, pack } from './package.mjs';
import { root } from './support/paths.mjs';
import { StepFailed, main, say } from './support/run.mjs';

/** Largest picture, in bytes: the README shows them, so the package carries them. */
const limit = 150_000;
const folder = path.join(root, 'media', 'screenshots');

await main(async () => {
  await buildAll();
  const parent = realpathSync(mkdtempSync(path.join(tmpdir(), 'groundplan-pictures-')));
  const vsix = path.join(parent, 'groundplan.vsix');
  // The folder's name stands in the titles and in the document.
  const workspace = path.join(parent, 'larkspur-shop');
  cpSync(path.join(root, 'test', 'fixtures', 'node-postgres-shop'), workspace, { recursive: true });
  try {
    await pack(vsix);
    mkdirSync(folder, { recursive: true });
    await takeAll({ vsix, workspace });
    checkSizes();
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});

/** @param {{ vsix: string, workspace: string }} sample */
async function takeAll({ vsix, workspace }) {
  const settings = {
    'workbench.startupEditor': 'none',
    'editor.minimap.enabled': false,
    'breadcrumbs.enabled': false,
    'workbench.layoutControl.enabled': false,
  };
  const viewport = { width: 1100, height: 720 };
  await using code = await launchVsCode({ version: '1.139', vsix, workspace, trust: true, viewport, settings });
  const { page } = code;
  const take = picture(page);
  const sidebar = await openInterview(page);
  await drag(page, page.locator('.part.sidebar'), { x: 410 });

  for (let count = 0; count < 4; count += 1) await answer(sidebar, 1);
  await sidebar.locator('.question .option input').nth(1).check();
  await page.locator('.part.editor').click();
  await take('interview', page.locator('.part.sidebar'));

  const found = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Found In Workspace' }) });
  await found.locator('.pane-header').click();
  await found.locator('.monaco-list-row').first().waitFor();
  await drag(page, found.locator('.pane-header'), { y: 180 });
  const row = (/** @type {RegExp} */ text) => found.locator('.monaco-list-row', { hasText: text }).first();
  await row(/^Components/).click();
  await row(/^db/).click();
  await row(/^docker-compose\.yml:\d+/).click();
  await page.locator('.tab.active', { hasText: 'docker-compose.yml' }).waitFor();
  await take('found');
  await found.locator('.pane-header').click();
  await runCommand(page, 'View: Close All Editors');

  while ((await questionText(sidebar)) !== undefined) await answer(sidebar, 1);
  await page.locator('.part.editor').click();
  await useTheme(code, 'Default Light Modern', 'vs');
  await take('recommendation', page.locator('.part.sidebar'));
  await useTheme(code, 'Default Dark Modern', 'vs-dark');

  await sidebar.locator('#propose').click();
  await waitForReview(page);
  await page.locator('.modified-in-monaco-diff-editor .view-line', { hasText: /Architecture\sof\slarkspur-shop/ }).waitFor();
  await take('review', undefined, 500);

  await runCommand(page, 'Groundplan: Open Rendered Preview');
  const preview = page
    .locator('iframe.webview[src*="extensionId=vscode.markdown-language-features"]')
    .last()
    .contentFrame()
    .frameLocator('#active-frame');
  const diagram = preview.locator('svg[aria-roledescription]').nth(1);
  await diagram.waitFor({ timeout: 60_000 });
  await runCommand(page, 'View: Move Editor into First Group');
  await preview
    .locator('h3', { hasText: /proposed/i })
    .first()
    .evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  await preview.locator('svg[aria-roledescription]').last().waitFor({ timeout: 60_000 });
  await take('preview');

  await sidebar.locator('#accept').click();
  await sidebar.locator('#accept').waitFor({ state: 'detached', timeout: 30_000 });
  await runCommand(page, 'View: Close All Editors');
  await runCommand(page, 'Groundplan: Open Architecture Document');
  await page.locator('.tab.active', { hasText: /^ARCHITECTURE\.md/ }).waitFor();
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+f');
  await page.locator('.find-widget textarea').first().fill('AD-001 · Style');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const lens = page.locator('.codelens-decoration a', { hasText: 'Explain this choice' }).first();
  await lens.waitFor({ timeout: 30_000 });
  // Lenses move while the editor lays itself out, and a click on a moving one is lost.
  while ((await sidebar.locator('#explained').count()) === 0) {
    await lens.click({ timeout: 2_000 }).catch(() => undefined);
    await sidebar
      .locator('#explained')
      .waitFor({ timeout: 3_000 })
      .catch(() => undefined);
  }
  await take('document', undefined, 500);
}

/** Saves the window down to a height in pixels, or a part of it. @param {import('playwright-core').Page} page */
function picture(page) {
  return async (
    /** @type {string} */ name,
    /** @type {import('playwright-core').Locator | undefined} */ part = undefined,
    height = 720,
  ) => {
    await page.mouse.move(550, 716);
    await page
      .locator('.workbench-hover-container')
      .waitFor({ state: 'detached', timeout: 5_000 })
      .catch(() => undefined);
    const file = path.join(folder, `${name}.png`);
    if (part === undefined) await page.screenshot({ path: file, animations: 'disabled', clip: { x: 0, y: 0, width: 1100, height } });
    else await part.screenshot({ path: file, animations: 'disabled' });
    say(`media/screenshots/${name}.png`);
  };
}

/**
 * Changes the theme in the settings and waits until the window follows.
 * @param {import('../test/e2e/support/vscode.ts').VsCode} code @param {string} theme @param {string} mark
 */
async function useTheme(code, theme, mark) {
  const data = path.join(code.folder, 'server', 'data');
  for (const file of ['Machine', 'User'].map((name) => path.join(data, name, 'settings.json')).filter((name) => existsSync(name))) {
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), 'workbench.colorTheme': theme }));
  }
  await code.page.locator(`.monaco-workbench.${mark}`).waitFor({ timeout: 30_000 });
}

/**
 * Drags the right border of a part to `x`, or its upper border to `y`.
 * @param {import('playwright-core').Page} page @param {import('playwright-core').Locator} part @param {{ x?: number, y?: number }} to
 */
async function drag(page, part, to) {
  const box = await part.boundingBox();
  if (box === null) throw new StepFailed('What is to be resized is not there');
  const from = to.x === undefined ? { x: box.x + 100, y: box.y } : { x: box.x + box.width, y: box.y + 300 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x ?? from.x, to.y ?? from.y, { steps: 4 });
  await page.mouse.up();
}

function checkSizes() {
  const large = readdirSync(folder).filter((name) => statSync(path.join(folder, name)).size > limit);
  if (large.length > 0) throw new StepFailed(`Larger than ${limit} bytes: ${large.join(', ')}`);
}
