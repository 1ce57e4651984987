import type { FrameLocator, Page } from 'playwright-core';
import { runCommand, webviewFrame } from './vscode.ts';

/** Opens the sidebar by its command and waits until the workspace has been read. */
export async function openInterview(page: Page): Promise<FrameLocator> {
  await runCommand(page, 'Groundplan: Propose Architecture');
  const sidebar = await webviewFrame(page, 'groundplan.interview');
  await sidebar
    .getByText(/facts found/)
    .first()
    .waitFor({ timeout: 60_000 });
  return sidebar;
}

/** Text of the question on the screen, or undefined when none is left. */
export async function questionText(sidebar: FrameLocator): Promise<string | undefined> {
  const heading = sidebar.locator('h2[data-focus]').first();
  await heading.waitFor({ timeout: 20_000 });
  return (await sidebar.locator('.question').count()) === 0 ? undefined : ((await heading.textContent()) ?? '');
}

/** Answers the question on the screen with its nth option (a text with `text`), and waits for the next screen. */
export async function answer(sidebar: FrameLocator, option = 0, text = 'Larkspur sells printed articles.'): Promise<void> {
  const before = await questionText(sidebar);
  const options = sidebar.locator('.question .option input');
  const count = await options.count();
  if (count > 0) {
    const chosen = options.nth(Math.min(option, count - 1));
    await chosen.check();
  } else {
    await sidebar.locator('.question textarea').fill(text);
  }
  await sidebar.locator('#next').click();
  await sidebar
    .locator('h2[data-focus]')
    .filter({ hasNotText: before ?? '' })
    .first()
    .waitFor({ timeout: 20_000 });
}

/** Answers until no question is left; returns the questions that were asked. */
export async function answerAll(sidebar: FrameLocator, option = 0): Promise<string[]> {
  const asked: string[] = [];
  for (let count = 0; count < 60; count += 1) {
    const question = await questionText(sidebar);
    if (question === undefined) {
      return asked;
    }
    asked.push(question);
    await answer(sidebar, option);
  }
  throw new Error(`The interview does not end: ${asked.join(' | ')}`);
}

/** The diff editor of the review. */
export async function waitForReview(page: Page): Promise<void> {
  await page
    .locator('.tab', { hasText: /proposal: review/ })
    .first()
    .waitFor({ timeout: 30_000 });
}

/** Opens the architecture document and scrolls to a text in it. */
export async function openAt(page: Page, text: string): Promise<void> {
  // A review that is just closing would take the focus back.
  await runCommand(page, 'View: Close All Editors');
  await runCommand(page, 'Groundplan: Open Architecture Document');
  await page.locator('.tab.active', { hasText: /^ARCHITECTURE\.md/ }).waitFor({ timeout: 20_000 });
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+f');
  await page.locator('.find-widget textarea').first().fill(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}
