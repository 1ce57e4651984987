import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  answer,
  at,
  begin,
  closeEditors,
  documentName,
  filesBelow,
  firstDocument,
  read,
  recordName,
  setting,
  until,
  uriOf,
  write,
} from './support/folder.ts';
import { note, suite, test } from './support/suite.ts';

const crlf = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n');

suite('Document and record', () => {
  test('nothing is written before accept; accept writes both and opens the document', async () => {
    const active = await begin();
    await answer(active);
    const before = filesBelow(at());
    const started = performance.now();
    await active.receive({ type: 'answer', question: 'team-size', value: 5 });
    await active.propose();
    const proposed = performance.now() - started;
    assert.deepEqual(filesBelow(at()), before);
    assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff, 'the review is a diff editor');
    const accepting = performance.now();
    await vscode.commands.executeCommand('groundplan.acceptProposal');
    note(
      `VS Code ${vscode.version}: from the last answer to the review ${Math.round(proposed)} ms, accept ${Math.round(performance.now() - accepting)} ms (target for the document 200 ms)`,
    );
    assert.deepEqual((read(documentName) ?? '').match(/^## .*$/gm), [
      '## Objective Overview',
      '## Architecture Proposal',
      '## Open Questions',
      '## Challenges and Solutions',
    ]);
    assert.equal((JSON.parse(read(recordName) ?? '{}') as { schemaVersion?: number }).schemaVersion, 1);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, at(documentName));
    assert.deepEqual(readdirSync(at('.groundplan')), ['architecture.json'], 'no journal and no temporary file is left');
  });

  test('discard writes nothing and closes the review', async () => {
    const active = await begin();
    await answer(active);
    await vscode.commands.executeCommand('groundplan.proposeArchitecture');
    await until('the proposal waits', () => active.state.pending !== null);
    await vscode.commands.executeCommand('groundplan.discardProposal');
    assert.equal(active.state.pending, null);
    assert.deepEqual([read(documentName), read(recordName)], [undefined, undefined]);
    const titles = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.ok(!titles.some((title) => title.includes('review')), titles.join());
  });

  test('a closed review keeps the proposal', async () => {
    const active = await begin();
    await answer(active);
    await active.propose();
    await closeEditors();
    assert.notEqual(active.state.pending, null);
    await vscode.commands.executeCommand('groundplan.reviewProposal');
    assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff);
    await vscode.commands.executeCommand('groundplan.openRenderedPreview');
  });

  test('undo after accept brings the text before back and keeps the file', async () => {
    const active = await firstDocument();
    const before = read(documentName);
    await answer(active, 5_000);
    await active.propose();
    await active.accept();
    assert.equal(active.state.notice, null);
    const after = read(documentName);
    assert.notEqual(after, before, 'the second document differs');
    await vscode.window.showTextDocument(uriOf(documentName));
    await vscode.commands.executeCommand('undo');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.getText(), before);
    assert.equal(read(documentName), after, 'the file is there, as it was saved');
    await document?.save();
    assert.equal(read(documentName), before);
    assert.equal(
      vscode.workspace.textDocuments.some((open) => open.isDirty),
      false,
      'no dirty record is left behind',
    );
  });

  test('an undone document can be proposed and accepted again', async () => {
    const active = await firstDocument();
    await answer(active, 5_000);
    await active.propose();
    await active.accept();
    const after = read(documentName);
    await vscode.window.showTextDocument(uriOf(documentName));
    await vscode.commands.executeCommand('undo');
    await vscode.window.activeTextEditor?.document.save();
    await active.reload();
    await active.propose();
    assert.deepEqual(active.state.pending?.kept, []);
    await active.accept();
    assert.equal(active.state.notice, null);
    assert.equal(read(documentName), after);
  });

  test('what saving changes is no human’s doing: save participants and a formatter', async () => {
    const formatter = vscode.languages.registerDocumentFormattingEditProvider(
      { language: 'markdown', scheme: 'file' },
      {
        provideDocumentFormattingEdits(document) {
          const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
          // As a formatter does: other bullets, padded tables, more room.
          const text = document
            .getText()
            .replaceAll(/^- /gm, '* ')
            .replaceAll(/^\| (.*) \|$/gm, '|  $1  |')
            .replaceAll(/^(#+ .*)$/gm, '$1\n');
          return [vscode.TextEdit.replace(whole, text.replaceAll(/\n{3,}/g, '\n\n'))];
        },
      },
    );
    try {
      for (const name of ['files.trimTrailingWhitespace', 'files.insertFinalNewline', 'files.trimFinalNewlines', 'editor.formatOnSave'])
        await setting(name, true);
      const active = await firstDocument();
      await answer(active, 5_000);
      await active.propose();
      const proposed = active.state.pending?.document;
      await active.accept();
      assert.equal(active.state.notice, null);
      const saved = read(documentName);
      assert.notEqual(saved, proposed, 'the formatter did its part');
      await active.propose();
      assert.deepEqual(active.state.pending?.kept, []);
      assert.equal(active.state.pending?.changed, false, 'nothing is new');
      await active.discard();
      await answer(active, 20_000);
      await active.propose();
      assert.deepEqual(active.state.pending?.kept, [], 'no block counts as touched');
      await active.accept();
      assert.equal(active.state.notice, null);
      assert.match(read(documentName) ?? '', /20,000/);
    } finally {
      formatter.dispose();
      for (const name of ['files.trimTrailingWhitespace', 'files.insertFinalNewline', 'files.trimFinalNewlines', 'editor.formatOnSave'])
        await setting(name, undefined);
    }
  }, 60_000);

  test('a document with unsaved changes is not written over', async () => {
    const active = await firstDocument();
    await answer(active, 5_000);
    await active.propose();
    const [document, record] = [read(documentName), read(recordName)];
    const editor = await vscode.window.showTextDocument(uriOf(documentName));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Words nobody has saved.\n'));
    await active.accept();
    assert.equal(active.state.notice?.id, 'write-changed');
    assert.deepEqual([read(documentName), read(recordName)], [document, record]);
    assert.match((await vscode.workspace.openTextDocument(uriOf(documentName))).getText(), /^Words nobody has saved\./);
  });

  test('a document or record that changed since the review is not written over', async () => {
    for (const name of [documentName, recordName]) {
      const active = await firstDocument();
      await answer(active, 5_000);
      await active.propose();
      const changed = `${read(name)}\n`;
      write(name, changed);
      await active.accept();
      assert.equal(active.state.notice?.id, 'write-changed', name);
      assert.equal(read(name), changed, name);
    }
  });

  test('line ends and a byte order mark of a document stay', async () => {
    const active = await firstDocument();
    await closeEditors();
    write(documentName, `\uFEFF${crlf(read(documentName) ?? '')}`);
    await active.reload();
    await answer(active, 5_000);
    await active.propose();
    assert.deepEqual(active.state.pending?.kept, [], 'nothing of it counts as touched');
    await active.accept();
    assert.equal(active.state.notice, null);
    const text = read(documentName) ?? '';
    assert.match(text, /5,000/);
    assert.equal(text.slice(0, 1), '\uFEFF');
    assert.equal(text.slice(1).includes('\uFEFF'), false, 'one mark, at the start');
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false, 'every line ends as before');
    await active.propose();
    assert.equal(active.state.pending?.changed, false);
  });

  test('a hand-written document keeps every byte', async () => {
    const own = '# Our system\r\n\r\nWritten by hand, with two spaces at the end.  \r\n\r\n* one\r\n* two';
    const active = await begin(own);
    await answer(active);
    await active.propose();
    await active.accept();
    assert.equal(active.state.notice, null);
    const text = read(documentName) ?? '';
    assert.ok(text.startsWith(own), text.slice(0, 200));
    assert.match(text, /## Objective Overview/);
  });

  test('a path that leads out, into a reserved folder, or to a link is refused (security rule 8)', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'groundplan-outside-'));
    writeFileSync(path.join(outside, 'canary.md'), 'canary');
    writeFileSync(at('..', 'sibling.md'), 'canary');
    symlinkSync(path.join(outside, 'canary.md'), at('linked.md'));
    symlinkSync(outside, at('linked'));
    mkdirSync(at('.github'), { recursive: true });
    try {
      const active = await begin();
      await answer(active);
      for (const target of [
        '../sibling.md',
        '../new.md',
        '.github/x.md',
        '.vscode/x.md',
        '.git/x.md',
        'linked.md',
        'linked/new.md',
        'linked/canary.md',
        'src/app.js',
        '/tmp/x.md',
      ]) {
        await setting('groundplan.documentPath', target);
        await active.reload();
        await active.propose();
        await active.accept();
        assert.equal(active.state.notice?.id, 'write-target-refused', target);
        assert.equal(read(recordName), undefined, `${target}: and no record`);
      }
      assert.deepEqual(readdirSync(outside), ['canary.md']);
      assert.equal(readFileSync(path.join(outside, 'canary.md'), 'utf8'), 'canary');
      assert.equal(readFileSync(at('..', 'sibling.md'), 'utf8'), 'canary');
      for (const name of ['../new.md', '.github/x.md', '.vscode/x.md', '.git/x.md', 'src/app.js'])
        assert.equal(read(name), undefined, name);
    } finally {
      await setting('groundplan.documentPath', undefined);
      for (const name of ['linked.md', 'linked', '../sibling.md']) rmSync(at(name), { force: true });
      rmSync(outside, { recursive: true, force: true });
    }
  }, 60_000);

  test('another path inside the folder is taken, as soon as the setting says so', async () => {
    try {
      const active = await begin();
      await setting('groundplan.documentPath', 'docs/architecture/SYSTEM.md');
      await until('the session has noticed', () => active.state.saved?.path === 'docs/architecture/SYSTEM.md');
      await answer(active);
      await active.propose();
      await active.accept();
      assert.equal(active.state.notice, null);
      assert.match(read('docs/architecture/SYSTEM.md') ?? '', /## Objective Overview/);
    } finally {
      await setting('groundplan.documentPath', undefined);
      rmSync(at('docs', 'architecture'), { recursive: true, force: true });
    }
  });

  test('a record of a newer version is reported and left alone', async () => {
    const active = await begin('# Ours\n');
    write(recordName, '{ "schemaVersion": 99 }');
    await active.reload();
    assert.equal(active.state.notice?.id, 'record-refused');
    await answer(active);
    await active.propose();
    await vscode.commands.executeCommand('groundplan.acceptProposal');
    assert.equal(active.state.notice?.id, 'record-refused');
    assert.deepEqual([read(documentName), read(recordName)], ['# Ours\n', '{ "schemaVersion": 99 }']);
  });

  test('an example is shown and never written', async () => {
    const active = await begin();
    await active.tryExample('internal-tool');
    await active.propose();
    await vscode.commands.executeCommand('groundplan.acceptProposal');
    assert.deepEqual([read(documentName), read(recordName)], [undefined, undefined]);
    await active.receive({ type: 'leave-example' });
  });
});
