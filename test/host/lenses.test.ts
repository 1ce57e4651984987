import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentName, firstDocument, read, setting, uriOf, until, write } from './support/folder.ts';
import { suite, test } from './support/suite.ts';

async function lensesOf(name: string): Promise<vscode.CodeLens[]> {
  await vscode.workspace.openTextDocument(uriOf(name));
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uriOf(name), 500);
  return found.filter((lens) => lens.command?.command.startsWith('groundplan.'));
}

suite('Code lenses', () => {
  test('every decision can be explained, and says how much evidence it has', async () => {
    const active = await firstDocument();
    const lines = (read(documentName) ?? '').split('\n');
    // The lens stands above the heading, which follows its anchor.
    const anchors = lines.flatMap(
      (text, line) =>
        /^<!-- groundplan:(AD-\d+) -->$/
          .exec(text)
          ?.slice(1)
          .map((id) => ({ id, line: line + 1 })) ?? [],
    );
    assert.ok(anchors.length >= 5, `${anchors.length} decisions`);
    const lenses = await lensesOf(documentName);
    const explaining = lenses.filter((lens) => lens.command?.command === 'groundplan.explainDecision');
    assert.deepEqual(
      explaining.map((lens) => ({ id: lens.command?.arguments?.[0] as unknown, line: lens.range.start.line })),
      anchors,
    );
    for (const lens of explaining) assert.match(lens.command?.title ?? '', /Explain this choice/);
    const counting = lenses.filter((lens) => lens.command?.command === 'groundplan.showEvidence');
    assert.ok(counting.length > 0);
    for (const lens of counting) assert.match(lens.command?.title ?? '', /^[1-9]\d* evidence$/);
    assert.equal(active.state.record.kind, 'present');
  });

  test('clicking one explains that decision, and evidence opens its line', async () => {
    const active = await firstDocument();
    const lenses = await lensesOf(documentName);
    const { command } = lenses[0] ?? {};
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
    assert.deepEqual(active.state.explained, { decision: command.arguments?.[0] as unknown, of: 'document' });
    const evidence = active.state.record.kind === 'present' ? active.state.record.record.proposal.evidence[0] : undefined;
    assert.ok(evidence);
    await vscode.commands.executeCommand('groundplan.openEvidence', evidence.id);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, uriOf(evidence.path).fsPath);
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, evidence.line - 1);
  });

  test('other Markdown files have none, also with our anchors in them', async () => {
    await firstDocument();
    write('NOTES.md', '# Notes\n\n<!-- groundplan:AD-001 -->\n### AD-001 · Style\n');
    write('sub/ARCHITECTURE.md', read(documentName) ?? '');
    assert.deepEqual(await lensesOf('NOTES.md'), []);
    assert.deepEqual(await lensesOf('sub/ARCHITECTURE.md'), []);
    assert.deepEqual(await lensesOf('README.md').catch(() => []), []);
  });

  test('an anchor that the record does not know explains itself by saying so', async () => {
    const active = await firstDocument();
    write(documentName, `${read(documentName)}\n<!-- groundplan:AD-099 -->\n### AD-099 · Forged\n`);
    await active.reload();
    await vscode.commands.executeCommand('groundplan.explainDecision', 'AD-099');
    assert.equal(active.state.notice?.id, 'no-such-decision');
    assert.equal(active.state.explained, null);
  });

  test('they can be switched off', async () => {
    await firstDocument();
    try {
      await setting('groundplan.codeLens.enabled', false);
      await until('the setting is read', () => !vscode.workspace.getConfiguration('groundplan').get('codeLens.enabled', true));
      assert.deepEqual(await lensesOf(documentName), []);
    } finally {
      await setting('groundplan.codeLens.enabled', undefined);
    }
  });
});
