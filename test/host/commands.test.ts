import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { at, begin, closeEditors, extension, filesBelow, firstDocument } from './support/folder.ts';
import { suite, test } from './support/suite.ts';

/** What a link in a document, another extension or a keybinding may pass. */
function hostileArguments(outside: string): unknown[] {
  const cyclic: Record<string, unknown> = { id: '../../etc/passwd' };
  cyclic['fact'] = cyclic;
  cyclic['evidence'] = cyclic;
  const throwing = {
    get id(): string {
      throw new Error('a getter that throws');
    },
  };
  const changing = Object.defineProperty({}, 'id', { enumerable: true, get: () => (Math.random() < 0.5 ? 'AD-001' : '../../etc/passwd') });
  return [
    outside,
    '../../../etc/passwd',
    'AD-001/../../x',
    'ARCHITECTURE.md',
    'ev.not-known',
    '__proto__',
    'command:workbench.action.terminal.new',
    'javascript:alert(1)',
    'x'.repeat(1_000_000),
    '\u202EAD-001\u0000',
    vscode.Uri.file(outside),
    vscode.Uri.parse('command:workbench.action.terminal.new'),
    vscode.Uri.parse('https://evil.example/'),
    { id: outside, fsPath: outside, path: outside, command: 'workbench.action.terminal.new' },
    { fact: { id: '__proto__' } },
    { fact: { id: outside }, evidence: { id: outside, path: outside, line: 1 } },
    { evidence: { id: 'ev.1', path: '../../../etc/passwd', line: 1 } },
    Object.create({ id: 'AD-001', fact: { id: 'x' } }),
    throwing,
    { fact: throwing, evidence: throwing },
    changing,
    cyclic,
    new Proxy(
      {},
      { get: () => outside, has: () => true, getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: outside }) },
    ),
    [outside],
    null,
    Number.NaN,
    () => outside,
    Symbol('AD-001'),
  ];
}

/** Commands that read or show everything again each time: three calls tell what thirty would. */
const slow = new Set(['groundplan.proposeArchitecture', 'groundplan.rescanWorkspace']);

suite('Commands with hostile arguments (security rule 14)', () => {
  const { contributes } = extension().packageJSON as { contributes: { commands: { command: string }[] } };

  for (const { command } of contributes.commands) {
    test(
      command,
      async () => {
        const outside = mkdtempSync(path.join(tmpdir(), 'groundplan-outside-'));
        const canary = path.join(outside, 'canary.md');
        writeFileSync(canary, '# Canary\n');
        const unhandled: unknown[] = [];
        const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
        process.on('unhandledRejection', onUnhandled);
        try {
          const active = await begin();
          const before = [filesBelow(at()), filesBelow(outside)];
          const facts = active.state.scan.result?.facts.length;
          const all = hostileArguments(canary);
          for (const argument of slow.has(command) ? all.slice(9, 12) : all) {
            // Some wait for a choice of the user: a choice that is closed is none. Dialogs are refused by VS Code in tests.
            const done = Promise.resolve(vscode.commands.executeCommand(command, argument, argument, canary));
            await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 60))]);
            await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
            await done;
          }
          assert.deepEqual([filesBelow(at()), filesBelow(outside)], before, 'nothing was written');
          assert.deepEqual(openFiles(), [], 'nothing was opened');
          assert.equal(vscode.window.terminals.length, 0);
          assert.equal(active.state.pending, null);
          assert.deepEqual(active.state.draft?.interview.excludedFacts, [], 'no fact was excluded');
          assert.equal(active.state.scan.result?.facts.length, facts);
          assert.equal(active.state.explained, null);
          // This host has no ripgrep and says so whenever files are looked for.
          assert.deepEqual(
            unhandled.map(String).filter((error) => !error.includes('ripgrep')),
            [],
          );
        } finally {
          process.off('unhandledRejection', onUnhandled);
          await closeEditors();
          rmSync(outside, { recursive: true, force: true });
        }
      },
      60_000,
    );
  }

  test('a path in a forged record is not opened: its file must lie in the folder', async () => {
    const active = await firstDocument();
    await closeEditors();
    const evidence = active.state.record.kind === 'present' ? active.state.record.record.proposal.evidence : [];
    assert.ok(evidence.length > 0);
    // What was shown once must still be a file of the folder when it is opened.
    assert.equal(await active.resolveInside(active.state.folder ?? assert.fail(), '../../../../etc/passwd'), undefined);
    assert.equal(await active.resolveInside(active.state.folder ?? assert.fail(), '/etc/passwd'), undefined);
    assert.equal(await active.resolveInside(active.state.folder ?? assert.fail(), '.git/config'), undefined);
  });
});

/** Files that are open in editors; the output channel is none. */
function openFiles(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof vscode.TabInputText && input.uri.scheme !== 'output'
        ? [input.uri.toString()]
        : input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputWebview
          ? ['a webview']
          : [],
    );
}
