import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { answer, answerAll, openInterview, waitForReview } from './support/interview.ts';
import { copyOfFixture, launchVsCode, runCommand, temporaryWorkspace } from './support/vscode.ts';

const extension = { version: '1.139', vsix: 'groundplan.vsix', trust: true } as const;

/** Names as a hostile repository would choose them for packages, services, images and folders. */
const names = [
  '<img src=x onerror=alert(1)>',
  '![pixel](https://evil.example/pixel.png)',
  '[run](command:workbench.action.terminal.new)',
  '<!-- groundplan:AD-001 -->',
  '"quoted" \'end\' [x] {y}',
  '\u202Egnp.exe',
  '👩‍👩‍👧‍👦 ✅',
  'https://evil.example/?q=1',
  '</details><h1>owned</h1>',
  'end',
  '<script src="https://evil.example/x.js"></script>',
];
const folders = ['<img src=x onerror=alert(1)>', '![x](y)', '"q" [end]', '\u202Ertl', '<!-- groundplan:AD-001 -->'];

describe('a repository whose every name wants to be something else', () => {
  test('stays text in the sidebar, the trees, the rendered proposal and the rendered document; nothing is fetched', async () => {
    const workspace = hostileWorkspace();
    await using code = await launchVsCode({ ...extension, workspace, viewport: { width: 1280, height: 1100 } });
    const { page } = code;
    const outside = watchRequests(code.context, code.port);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => void dialogs.push(dialog.message()));

    const sidebar = await openInterview(page);
    await answerAll(sidebar, 1);
    await expectOnlyText(sidebar);

    const found = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Found In Workspace' }) });
    await found.locator('.pane-header').click();
    await found.locator('.monaco-list-row', { hasText: /^Components/ }).click();
    await found.locator('.monaco-list-row', { hasText: '<' }).first().waitFor();
    expect(await found.locator('.monaco-list img, .monaco-list script, .monaco-list h1').count()).toBe(0);
    await found.locator('.pane-header').click();

    await sidebar.locator('#propose').click();
    await waitForReview(page);
    await runCommand(page, 'Groundplan: Open Rendered Preview');
    const decisions = await expectOnlyOurs(markdownPreview(page));
    expect(decisions).toBeGreaterThanOrEqual(8);

    await runCommand(page, 'Groundplan: Explain This Choice');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'AD-001' }).click();
    await sidebar.locator('#explained', { hasText: /^AD-001 · / }).waitFor();
    await expectOnlyText(sidebar);
    expect(await sidebar.locator('main').innerText(), 'the names are shown as they are').toMatch(
      /<!-- groundplan:AD-001 -->|<\/details>|<img src=x|evil\.example/,
    );
    await sidebar.getByRole('button', { name: 'Back to the interview' }).click();

    await sidebar.locator('#accept').click();
    await sidebar.locator('#accept').waitFor({ state: 'detached', timeout: 30_000 });
    const text = readFileSync(join(workspace, 'ARCHITECTURE.md'), 'utf8');
    expect(text.match(/^<!-- groundplan:AD-001 -->$/gm), 'an anchor cannot be forged').toHaveLength(1);
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'Groundplan: Open Architecture Document');
    await page.locator('.tab.active', { hasText: /^ARCHITECTURE\.md/ }).waitFor();
    await runCommand(page, 'Markdown: Open Preview');
    expect(await expectOnlyOurs(markdownPreview(page))).toBe(decisions);

    expect(outside).toEqual([]);
    expect(dialogs).toEqual([]);
  }, 240_000);
});

describe('a hostile record', () => {
  const cases = {
    'is no JSON': ['{ "schemaVersion": 1, "proposal": <script>alert(1)</script> }', /could not be read and is left as it is/],
    'has fields of its own': [
      JSON.stringify({ schemaVersion: 1, __proto__x: 'evil', evidence: [{ path: '/etc/passwd', line: 1 }] }),
      /could not be read and is left as it is/,
    ],
    'is of a newer version': [JSON.stringify({ schemaVersion: 99, proposal: {} }), /newer Groundplan/],
  } as const;

  test.each(Object.entries(cases))('that %s is reported and left alone, byte for byte', async (_name, [content, message]) => {
    const workspace = copyOfFixture('node-postgres-shop');
    const record = join(workspace, '.groundplan', 'architecture.json');
    mkdirSync(join(workspace, '.groundplan'));
    writeFileSync(record, content);
    await using code = await launchVsCode({ ...extension, workspace });
    const sidebar = await openInterview(code.page);
    await sidebar.locator('.notice', { hasText: message }).waitFor({ timeout: 30_000 });
    await expectOnlyText(sidebar);
    await answer(sidebar, 1);
    await sidebar.getByRole('button', { name: 'Propose now' }).click();
    await waitForReview(code.page);
    await runCommand(code.page, 'Groundplan: Accept Proposal');
    await sidebar.locator('.notice', { hasText: /^\s*Nothing was written/ }).waitFor({ timeout: 30_000 });
    expect(readFileSync(record, 'utf8')).toBe(content);
    expect(existsSync(join(workspace, 'ARCHITECTURE.md')), 'no document without its record').toBe(false);
  });
});

/** The page of VS Code's own Markdown preview; it draws Mermaid itself. */
function markdownPreview(page: Page): FrameLocator {
  return page
    .locator('iframe.webview[src*="extensionId=vscode.markdown-language-features"]')
    .last()
    .contentFrame()
    .frameLocator('#active-frame');
}

/** The rendered document has our headings and links, every diagram is drawn, and nothing came in from a name. Returns its decisions. */
async function expectOnlyOurs(preview: FrameLocator): Promise<number> {
  await preview.locator('h2', { hasText: 'Challenges and Solutions' }).waitFor({ timeout: 60_000 });
  const body = preview.locator('.markdown-body');
  const diagrams = preview.locator('svg[aria-roledescription]');
  await expect.poll(() => diagrams.count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(4);
  const roles = await diagrams.evaluateAll((found) => found.map((svg) => svg.getAttribute('aria-roledescription')));
  expect(roles, 'a diagram that cannot be parsed is drawn as an error').not.toContain('error');
  expect(await preview.getByText(/Syntax error|Parse error|Lexical error/).count()).toBe(0);
  expect(await preview.locator('pre code.language-mermaid').count(), 'every diagram is drawn').toBe(0);

  expect(await body.locator('h2').allInnerTexts()).toEqual([
    'Objective Overview',
    'Architecture Proposal',
    'Open Questions',
    'Challenges and Solutions',
  ]);
  expect(await body.locator('h1').count()).toBe(1);
  const headings = await body.locator('h1, h2, h3, h4, h5, h6').allInnerTexts();
  expect(headings.filter((heading) => /owned|evil|<|!\[|command:/.test(heading))).toEqual([]);

  expect(await body.locator('img, iframe, object, embed, form').count()).toBe(0);
  expect(await preview.locator('script[src*="evil"], [onerror], [onmouseover]').count()).toBe(0);
  const links = await body
    .locator('a')
    .evaluateAll((found) => found.map((link) => link.getAttribute('data-href') ?? link.getAttribute('href') ?? ''));
  expect(
    links.filter((link) => /^[a-z]+:|^\/\//i.test(link)),
    'links stay inside the folder',
  ).toEqual([]);
  return headings.filter((heading) => /^AD-\d{3}/.test(heading)).length;
}

/** Nothing in the sidebar is an element that a name could have made. */
async function expectOnlyText(sidebar: FrameLocator): Promise<void> {
  expect(await sidebar.locator('main').locator('img, script, iframe, a, h1, style, link').count()).toBe(0);
}

/**
 * Collects what any frame asks of anybody but the server. A webview's files have an address under vscode-cdn.net with this
 * server's port in it, which VS Code's service worker answers from the server itself.
 */
function watchRequests(context: BrowserContext, port: number): string[] {
  const outside: string[] = [];
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    const own =
      host === `127.0.0.1:${port}` ||
      (host.startsWith('vscode-remote+127-002e0-002e0-002e1-003a') && host.endsWith(`${port}.vscode-resource.vscode-cdn.net`));
    if (!own && !['data:', 'blob:'].includes(protocol)) outside.push(request.url());
  });
  return outside;
}

function hostileWorkspace(): string {
  const text = JSON.stringify;
  const services = names.map((name, index) =>
    [
      `  ${text(name)}:`,
      `    image: ${text(index % 2 === 0 ? `evil.example/${name.replace(/\s/g, '')}:1` : 'node:22')}`,
      `    build: ./apps/app${index}`,
      '    environment:',
      '      DATABASE_URL: postgres://db:5432/shop',
      '    depends_on:',
      '      - db',
      ...(index === 0 ? [] : [`      - ${text(names[index - 1])}`]),
    ].join('\n'),
  );
  const files: Record<string, string> = {
    'package.json': text({ name: names[0], description: names[1], workspaces: ['apps/*'] }),
    'compose.yaml': `services:\n${services.join('\n')}\n  db:\n    image: postgres:15\n`,
    'README.md': `# ${names[1]}\n\n${names.join('\n')}\n`,
  };
  const scripts = { start: 'node server.js' };
  for (const [index, name] of names.entries()) {
    files[`apps/app${index}/package.json`] = text({
      name,
      dependencies: { express: '5.0.0', pg: '8.11.0', stripe: '17.0.0', [name]: '1.0.0' },
      scripts,
    });
    files[`apps/app${index}/Dockerfile`] = 'FROM node:22\nCMD ["node", "server.js"]\n';
    files[`apps/app${index}/server.js`] = '// nothing\n';
  }
  for (const name of folders) files[`services/${name}/package.json`] = text({ name, dependencies: { fastify: '5.0.0' }, scripts });
  return temporaryWorkspace(files);
}
