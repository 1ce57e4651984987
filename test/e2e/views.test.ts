import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { answer, answerAll, openAt, openInterview, waitForReview } from './support/interview.ts';
import { copyOfFixture, launchVsCode, runCommand, webviewFrame } from './support/vscode.ts';

const extension = { version: '1.139', vsix: 'groundplan.vsix', trust: true } as const;
/** Tall, because a list draws only the rows that can be seen. */
const viewport = { width: 1280, height: 1200 };

describe('Found in Workspace', () => {
  test('shows facts in groups; a fact opens to its evidence, and evidence opens the line', async () => {
    await using code = await launchVsCode({ ...extension, viewport, workspace: copyOfFixture('node-postgres-shop') });
    const { page } = code;
    await openInterview(page);
    const found = await openPane(page, 'Found In Workspace');
    await row(found, /^Components \(/).waitFor();
    const groups = await found.locator('.monaco-list-row').allInnerTexts();
    for (const group of ['Components', 'Connections', 'Technologies', 'Practices']) {
      expect(
        groups.some((text) => text.startsWith(`${group} (`)),
        group,
      ).toBe(true);
    }
    // A sash between the views stands near; the keyboard opens a row for certain.
    await row(found, /^Components \(/).click();
    await row(found, /^db/).click();
    const evidence = row(found, /^docker-compose\.yml:\d+/);
    await evidence.waitFor();
    const [, line] = /docker-compose\.yml:(\d+)/.exec(await evidence.innerText()) ?? [];
    await evidence.click();
    await page.locator('.tab.active', { hasText: 'docker-compose.yml' }).waitFor();
    await page.locator('.statusbar-item', { hasText: new RegExp(`Ln ${line}\\b`) }).waitFor();
  });

  test('a fact that is excluded is marked and no longer counts; included again it does', async () => {
    await using code = await launchVsCode({
      ...extension,
      viewport,
      settings: { 'workbench.tree.enableStickyScroll': false },
      workspace: copyOfFixture('node-postgres-shop'),
    });
    const { page } = code;
    const sidebar = await openInterview(page);
    // One service less is another way to go: the figures and the reasons of the ranking rest on it.
    const services = sidebar.locator('.ranking');
    await sidebar.getByText(/facts found/).waitFor({ timeout: 60_000 });
    const before = await services.innerText();
    const found = await openPane(page, 'Found In Workspace');
    await row(found, /^Components \(/).click();
    await act(row(found, /^api/), 'This Is Wrong: Exclude');
    await row(found, /^api\s*excluded/).waitFor();
    await expect.poll(() => services.allInnerTexts(), { timeout: 20_000 }).not.toEqual([before]);
    await act(row(found, /^api/), 'Include Again');
    await row(found, /^api\s*excluded/).waitFor({ state: 'detached' });
    await expect.poll(() => services.allInnerTexts(), { timeout: 20_000 }).toEqual([before]);
  });

  test('reading again from the view shows progress, and can be cancelled', async () => {
    const workspace = copyOfFixture('node-postgres-shop');
    await using code = await launchVsCode({ ...extension, viewport, workspace });
    const { page } = code;
    const sidebar = await openInterview(page);
    plantFiles(join(workspace, 'services'), 6000);
    await runCommand(page, 'Groundplan: Rescan Workspace');
    const toast = page.locator('.notification-toast', { hasText: /Reading / });
    await toast.waitFor({ timeout: 20_000 });
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await sidebar.getByText('The workspace has not been read.').waitFor({ timeout: 20_000 });
    await toast.waitFor({ state: 'detached' });
    await sidebar.getByRole('button', { name: 'Read again' }).click();
    await sidebar.getByRole('button', { name: 'Cancel' }).click();
    await sidebar.getByText('The workspace has not been read.').waitFor({ timeout: 20_000 });
    await sidebar.getByRole('button', { name: 'Read again' }).click();
    await sidebar.getByText(/facts found/).waitFor({ timeout: 100_000 });
  }, 200_000);
});

describe('Decisions', () => {
  test('explains the pending proposal during the review, and the document after it', async () => {
    const workspace = copyOfFixture('node-postgres-shop');
    await using code = await launchVsCode({ ...extension, viewport, workspace });
    const { page } = code;
    const sidebar = await openInterview(page);
    const decisions = await openPane(page, 'Decisions');
    await decisions
      .getByText(/no decisions|Propose/i)
      .first()
      .waitFor();
    await answer(sidebar, 1);
    await sidebar.getByRole('button', { name: 'Propose now' }).click();
    await waitForReview(page);
    await row(decisions, /^AD-002 · /).click();
    await sidebar.locator('#explained', { hasText: /^AD-002 · / }).waitFor();
    await sidebar.getByText('Of the proposal that waits for review').waitFor();
    await sidebar.getByRole('button', { name: 'AD-001', exact: true }).click();
    await sidebar.locator('#explained', { hasText: /^AD-001 · / }).waitFor();
    await sidebar.getByRole('button', { name: 'Back to the interview' }).click();
    await sidebar.locator('#accept').click();
    await sidebar.locator('#accept').waitFor({ state: 'detached', timeout: 30_000 });
    await row(decisions, /^AD-003 · /).click();
    await sidebar.locator('#explained', { hasText: /^AD-003 · / }).waitFor();
    expect(await sidebar.getByText('Of the proposal that waits for review').count()).toBe(0);
  });

  test('the evidence lens opens a line, or offers the lines; the setting hides the lenses', async () => {
    const workspace = copyOfFixture('node-postgres-shop');
    await using code = await launchVsCode({ ...extension, viewport, workspace });
    const { page } = code;
    const sidebar = await openInterview(page);
    await answerAll(sidebar, 1);
    await sidebar.locator('#propose').click();
    await waitForReview(page);
    await sidebar.locator('#accept').click();
    await sidebar.locator('#accept').waitFor({ state: 'detached', timeout: 30_000 });

    await runCommand(page, 'View: Close All Editors');
    await openAt(page, 'AD-002 · ');
    const lens = page.locator('.codelens-decoration a:visible', { hasText: /^([2-9]|\d\d+) evidence$/ }).first();
    await lens.waitFor({ timeout: 20_000 });
    const offered = page.locator('.quick-input-list .monaco-list-row', { hasText: /:\d+/ });
    // Lenses move while the editor lays itself out, and a click on a moving one is lost.
    await expect
      .poll(
        async () =>
          lens.click({ timeout: 2000 }).then(
            () => offered.count(),
            () => 0,
          ),
        { timeout: 30_000 },
      )
      .toBeGreaterThanOrEqual(2);
    const place = (await offered.locator('.label-name', { hasText: /:\d+/ }).first().innerText()).trim();
    const [, file, line] = /(\S+):(\d+)$/.exec(place) ?? [];
    await offered.filter({ hasText: place }).first().click();
    await page.locator('.tab.active', { hasText: file?.split('/').at(-1) ?? '' }).waitFor();
    await page.locator('.statusbar-item', { hasText: new RegExp(`Ln ${line}\\b`) }).waitFor();

    mkdirSync(join(workspace, '.vscode'));
    writeFileSync(join(workspace, '.vscode', 'settings.json'), '{ "groundplan.codeLens.enabled": false }');
    await openAt(page, 'AD-002 · ');
    await page.locator('.codelens-decoration').first().waitFor({ state: 'detached', timeout: 30_000 });
  });
});

describe('starting over', () => {
  test('asks first; refused, nothing changes; confirmed, the answers are gone', async () => {
    await using code = await launchVsCode({ ...extension, workspace: copyOfFixture('node-postgres-shop') });
    const { page } = code;
    const sidebar = await openInterview(page);
    await answer(sidebar, 1);
    await answer(sidebar, 1);
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'Start the interview over?' });
    await runCommand(page, 'Groundplan: Start Interview Over');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await sidebar.getByText(/^2 answered/).waitFor();
    await runCommand(page, 'Groundplan: Start Interview Over');
    await dialog.getByRole('button', { name: 'Start Over' }).click();
    await sidebar.getByText(/^0 answered/).waitFor();
  });
});

describe('a reload during the review', () => {
  test('keeps the answers; the proposal is made again and nothing was written', async () => {
    const workspace = copyOfFixture('node-postgres-shop');
    await using code = await launchVsCode({ ...extension, workspace });
    const sidebar = await openInterview(code.page);
    await answer(sidebar, 1);
    await sidebar.getByRole('button', { name: 'Propose now' }).click();
    await waitForReview(code.page);
    await code.page.reload();
    await code.page.locator('.monaco-workbench').waitFor();
    // The command makes the proposal anew from the saved answers.
    await runCommand(code.page, 'Groundplan: Propose Architecture');
    const again = await webviewFrame(code.page, 'groundplan.interview');
    await again.locator('.pending').waitFor({ timeout: 60_000 });
    await again.getByText(/^1 answered/).waitFor();
    expect(existsSync(join(workspace, 'ARCHITECTURE.md'))).toBe(false);
  });
});

/** Opens a view of Groundplan's container that starts collapsed. */
async function openPane(page: Page, title: string): Promise<Locator> {
  const pane = page.locator('.pane', { has: page.locator('.pane-header', { hasText: title }) });
  await pane.locator('.pane-header').click();
  await pane.locator('.monaco-list, .welcome-view').first().waitFor();
  return pane;
}

function row(pane: Locator, text: RegExp): Locator {
  return pane.locator('.monaco-list-row', { hasText: text }).first();
}

/** Clicks the inline action of a row, which shows when the pointer is over it. */
async function act(target: Locator, action: string): Promise<void> {
  const button = target.locator(`.action-label[aria-label^="${action}"]`);
  // A click is lost while the list draws its rows anew, so it is done until the other action takes this one's place.
  await expect
    .poll(
      async () => {
        await target.page().mouse.move(640, 300);
        await target.hover({ timeout: 2000 });
        await button.click({ timeout: 2000 });
        await button.waitFor({ state: 'detached', timeout: 3000 });
        return button.count();
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

/** Adds many small services, so that reading takes long enough to be cancelled. */
function plantFiles(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const service = join(folder, `s${index}`);
    mkdirSync(service, { recursive: true });
    writeFileSync(
      join(service, 'package.json'),
      JSON.stringify({ name: `service-${index}`, dependencies: { express: '5.0.0', pg: '8.11.0' } }),
    );
    writeFileSync(join(service, 'index.js'), "import express from 'express';\n".repeat(50));
  }
}
