import * as assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { access, at, extension, session, until } from './support/folder.ts';
import { note, suite, test } from './support/suite.ts';

suite('Activation', () => {
  test('takes next to no time', async () => {
    const started = performance.now();
    const { activation } = await access();
    note(
      `VS Code ${vscode.version}: activate() took ${activation.toFixed(1)} ms, with loading its file ${Math.round(performance.now() - started)} ms (target 50 ms)`,
    );
    assert.equal(extension().isActive, true);
  });

  test('opening the view reads the workspace in the worker and shows facts', async () => {
    cpSync(path.join(extension().extensionPath, 'test', 'fixtures', 'node-postgres-shop'), at(), { recursive: true });
    const started = performance.now();
    await vscode.commands.executeCommand('groundplan.interview.focus');
    const active = await session();
    await until('facts are there', () => active.state.scan.result !== null, 30_000);
    note(`VS Code ${vscode.version}: from opening the view to the first fact ${Math.round(performance.now() - started)} ms`);
    const { facts, problems } = active.state.scan.result ?? { facts: [], problems: [] };
    assert.ok(facts.length > 20, `${facts.length} facts`);
    assert.deepEqual(problems, []);
    const store = facts.find((fact) => fact.kind === 'component' && fact.technologies.includes('postgresql'));
    assert.match(store?.evidence[0]?.path ?? '', /compose|package\.json/);
  });

  test('contributes every command that the manifest promises', async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension().packageJSON as { contributes: { commands: { command: string }[] } };
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !commands.has(command)),
      [],
    );
  });

  test('reads again when told to, with progress, and finds what is new', async () => {
    const active = await session();
    const before = active.state.scan.result;
    await vscode.commands.executeCommand('groundplan.rescanWorkspace');
    assert.notEqual(active.state.scan.result, before);
    assert.equal(active.state.scan.status, 'done');
    assert.deepEqual(
      active.state.scan.result?.facts.map(({ id }) => id),
      before?.facts.map(({ id }) => id),
    );
  });

  test('reads a file that changes again by itself, and its facts go with it', async () => {
    const active = await session();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder !== undefined);
    const added = vscode.Uri.joinPath(folder.uri, 'search', 'compose.yaml');
    const finds = (): boolean => active.facts().some(({ id }) => id === 'component.searchengine');
    assert.equal(finds(), false);
    await vscode.workspace.fs.writeFile(added, Buffer.from('services:\n  searchengine:\n    image: opensearchproject/opensearch:2\n'));
    try {
      await until('the new store is found', finds, 20_000);
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, 'search'), { recursive: true });
    }
    await until('it is gone with its file', () => !finds(), 20_000);
    assert.equal(active.state.scan.status, 'done');
  });
});
