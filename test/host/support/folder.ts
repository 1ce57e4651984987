/** The one folder that this VS Code has open, and the session behind it. */
import * as assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TestAccess } from '../../../src/extension.ts';
import type { Session } from '../../../src/session/session.ts';

export const documentName = 'ARCHITECTURE.md';
export const recordName = '.groundplan/architecture.json';

/** The extension under test. */
export function extension(): vscode.Extension<TestAccess | undefined> {
  const found = vscode.extensions.getExtension<TestAccess | undefined>('groundplan.groundplan');
  assert.ok(found, 'the extension groundplan.groundplan is not there');
  return found;
}

/** What `activate` gives to a suite in test mode. */
export async function access(): Promise<TestAccess> {
  const given = await extension().activate();
  assert.ok(given, 'activate() gave no access: is this not the test mode?');
  return given;
}

export async function session(): Promise<Session> {
  return (await access()).session();
}

/** Absolute path of the open folder, or of something in it. */
export function at(...names: string[]): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return path.join(folder.uri.fsPath, ...names);
}

export function uriOf(name: string): vscode.Uri {
  return vscode.Uri.file(at(name));
}

/** Text of a file of the folder with its byte order mark; undefined if there is none. */
export function read(name: string): string | undefined {
  return existsSync(at(name)) ? readFileSync(at(name), 'utf8') : undefined;
}

export function write(name: string, text: string): void {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

/** Every file below a folder with its size, for *nothing was written*. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const found = lstatSync(path.join(folder, name));
      return `${name} ${found.isFile() ? `${found.size} ${found.mtimeMs}` : 'folder or link'}`;
    })
    .sort();
}

/** Waits until something is so; the message says what was waited for. */
export async function until(what: string, isSo: () => boolean, timeout = 10_000): Promise<void> {
  const end = performance.now() + timeout;
  while (!isSo()) {
    assert.ok(performance.now() < end, `waited ${timeout} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Closes every editor and throws unsaved changes away, without a dialog. */
export async function closeEditors(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && !document.isUntitled) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Sets a setting of the folder's own; undefined takes it away. */
export async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration(undefined, vscode.workspace.workspaceFolders?.[0]?.uri)
    .update(name, value, vscode.ConfigurationTarget.Workspace);
}

/** A folder without document, record and answers, read once, and with the given text as its document. */
export async function begin(document?: string): Promise<Session> {
  const active = await session();
  await closeEditors();
  await active.discard();
  for (const name of [documentName, recordName]) rmSync(at(name), { force: true });
  if (document !== undefined) write(documentName, document);
  if (active.state.example !== null) await active.receive({ type: 'leave-example' });
  await active.reload();
  await active.startOver();
  if (active.state.scan.result === null) await active.scan();
  if (active.state.notice !== null) await active.receive({ type: 'notice', notice: active.state.notice.id, action: 'dismiss' });
  return active;
}

/** Answers for a company of six: enough for a proposal; `people` at once lets two documents differ. */
export async function answer(active: Session, people = 200): Promise<void> {
  await active.receive({ type: 'answer', question: 'team-size', value: 6 });
  await active.receive({ type: 'answer', question: 'concurrent-users', value: people });
}

/** Makes document and record, as a first run does. */
export async function firstDocument(): Promise<Session> {
  const active = await begin();
  await answer(active);
  await active.propose();
  await active.accept();
  assert.equal(active.state.notice, null);
  assert.ok(read(documentName), 'there is a document');
  return active;
}
