import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { root, toolNode } from '../../scripts/support/paths.mjs';
import { answer, openInterview, questionText, waitForReview } from './support/interview.ts';
import { copyOfFixture, launchVsCode, runCommand, temporaryWorkspace } from './support/vscode.ts';

const extension = { version: '1.139', vsix: 'groundplan.vsix', trust: true } as const;

describe('examples to try', () => {
  test('the same startup with one team and with eight moves the recommendation; leaving gives the own answers back', async () => {
    const workspace = copyOfFixture('node-postgres-shop');
    await using code = await launchVsCode({ ...extension, workspace });
    const sidebar = await openInterview(code.page);
    await answer(sidebar, 1);
    await answer(sidebar, 1);
    const asked = await questionText(sidebar);
    const own = await ranking(sidebar);

    await sidebar.locator('summary', { hasText: 'Examples to try' }).click();
    await sidebar.locator('.example', { hasText: 'Invoicely, one team of six' }).getByRole('button').click();
    await sidebar.locator('.banner', { hasText: 'Invoicely, one team of six' }).waitFor();
    const small = await ranking(sidebar);
    // The palette offers the same companies.
    await runCommand(code.page, 'Groundplan: Try an Example Interview');
    await code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Invoicely, eight teams later' }).click();
    await sidebar.locator('.banner', { hasText: 'Invoicely, eight teams later' }).waitFor();
    const grown = await ranking(sidebar);
    expect(grown[0]).not.toBe(small[0]);

    await sidebar.getByRole('button', { name: 'Back to my answers' }).click();
    await sidebar.locator('.banner').waitFor({ state: 'detached' });
    await sidebar.getByText(/^2 answered/).waitFor();
    expect(await questionText(sidebar)).toBe(asked);
    expect(await ranking(sidebar)).toEqual(own);
  });

  test('in an empty folder a proposal from an example can be reviewed, not accepted', async () => {
    const workspace = temporaryWorkspace();
    await using code = await launchVsCode({ ...extension, workspace });
    const sidebar = await openInterview(code.page);
    await sidebar.locator('summary', { hasText: 'Examples to try' }).click();
    await sidebar.locator('.example', { hasText: 'Invoicely, one team of six' }).getByRole('button').click();
    await sidebar.locator('#propose').click();
    await waitForReview(code.page);
    await sidebar.getByText('This is an example: it is shown, never written.').waitFor();
    expect(await sidebar.locator('#accept').count()).toBe(0);
    await code.page
      .locator('.view-line', { hasText: /Architecture\sof\sInvoicely/ })
      .first()
      .waitFor();
    await runCommand(code.page, 'Groundplan: Accept Proposal');
    await sidebar
      .locator('.notice', { hasText: /example/ })
      .first()
      .waitFor();
    expect(existsSync(join(workspace, 'ARCHITECTURE.md'))).toBe(false);
    expect(existsSync(join(workspace, '.groundplan'))).toBe(false);
  });

  test('the command line writes a document from an example', () => {
    const folder = temporaryWorkspace();
    const run = [join(root, 'scripts', 'propose.mjs'), folder, '--example', 'saas-external-apis-small', '--yes'];
    execFileSync(toolNode(), run, { cwd: root, stdio: 'pipe' });
    const text = readFileSync(join(folder, 'ARCHITECTURE.md'), 'utf8');
    expect(text.match(/^## .*$/gm)).toEqual([
      '## Objective Overview',
      '## Architecture Proposal',
      '## Open Questions',
      '## Challenges and Solutions',
    ]);
    expect(JSON.parse(readFileSync(join(folder, '.groundplan', 'architecture.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
  });
});

/** Names of the styles, best first, without what is out. */
function ranking(sidebar: FrameLocator): Promise<string[]> {
  return sidebar.locator('.ranking li:not(.out) .style > span:first-child').allInnerTexts();
}
