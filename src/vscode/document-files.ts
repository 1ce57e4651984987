import * as vscode from 'vscode';
import { type PairFiles, planWrite, type RecoveryOutcome, recoverPair, writePair } from '../core/record/journal.ts';
import { recordPath } from '../core/record/targets.ts';
import { TargetError } from '../node/atomic-write.ts';
import { pairFiles } from '../node/journal.ts';
import { createNodeFiles } from '../node/node-files.ts';
import type { Documents, Folder, SavedArchitecture, WritePlan, WriteResult } from '../session/ports.ts';
import { documentPath } from './folders.ts';

/** Largest document that is read, in bytes. */
const maximumDocument = 4 * 1024 * 1024;

/**
 * Document and record of a folder. The document is changed by a text edit and saved, so that undo, other editors and save
 * participants are respected; the record follows by temporary file and rename.
 */
export function createDocuments(storage: vscode.Uri): Documents {
  return {
    resolve,
    read,
    write: (folder, plan) => write(storage, folder, plan),
    recover: (folder) => recoverFolder(storage, folder),
    forget: (folder) => forget(storage, folder),
  };
}

async function resolve(folder: Folder, path: string): Promise<string | undefined> {
  const root = vscode.Uri.parse(folder.uri);
  const uri = vscode.Uri.joinPath(root, path);
  if (root.scheme === 'file') {
    const files = await createNodeFiles(root.fsPath);
    return 'text' in (await files.read(path, maximumDocument)) ? uri.toString() : undefined;
  }
  const found = await vscode.workspace.fs.stat(uri).then(
    (stat) => stat.type,
    () => undefined,
  );
  return found === vscode.FileType.File ? uri.toString() : undefined;
}

async function read(folder: Folder): Promise<SavedArchitecture> {
  const path = documentPath(folder);
  const [document, record] = await Promise.all([text(folder, path), text(folder, recordPath)]);
  return { path, ...(document === undefined ? {} : { document }), ...(record === undefined ? {} : { record }) };
}

/** Text with its byte order mark: the document's bytes are the user's. */
async function text(folder: Folder, path: string): Promise<string | undefined> {
  const uri = await resolve(folder, path);
  if (uri === undefined) {
    return undefined;
  }
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function write(storage: vscode.Uri, folder: Folder, plan: WritePlan): Promise<WriteResult> {
  if (!vscode.workspace.isTrusted) {
    return { refused: 'untrusted', detail: '' };
  }
  const root = vscode.Uri.parse(folder.uri);
  if (root.scheme !== 'file') {
    return { refused: 'not-local', detail: root.scheme };
  }
  const { path } = plan.base;
  const uri = vscode.Uri.joinPath(root, path);
  if (isDirty(uri)) {
    return { refused: 'changed', detail: 'the document has unsaved changes' };
  }
  try {
    const files = await filesOf(storage, folder, root);
    await recoverPair(files);
    let saved = plan.document;
    let record = plan.record(saved);
    const throughEditor: PairFiles = {
      ...files,
      async write(target, text) {
        if (target === path) {
          saved = text === plan.base.document ? text : await saveDocument(uri, plan);
          record = plan.record(saved);
        } else {
          await files.write(target, record);
        }
      },
    };
    const journal = planWrite(
      { path, before: plan.base.document, after: plan.document },
      { path: recordPath, before: plan.base.record, after: record },
    );
    const outcome = await writePair(throughEditor, journal);
    return outcome === 'written' ? { written: { path, document: saved, record } } : { refused: 'changed', detail: outcome };
  } catch (error) {
    return error instanceof TargetError
      ? { refused: 'target-refused', detail: error.message }
      : { refused: 'failed', detail: String(error) };
  }
}

/** The two files with their journal, which lies in the extension's storage: the folder gets nothing but what was reviewed. */
async function filesOf(storage: vscode.Uri, folder: Folder, root: vscode.Uri): Promise<PairFiles> {
  const journals = vscode.Uri.joinPath(storage, 'journals');
  await vscode.workspace.fs.createDirectory(journals);
  return pairFiles(root.fsPath, { file: vscode.Uri.joinPath(journals, `${folder.key}.json`).fsPath });
}

async function recoverFolder(storage: vscode.Uri, folder: Folder): Promise<RecoveryOutcome> {
  const root = vscode.Uri.parse(folder.uri);
  return vscode.workspace.isTrusted && root.scheme === 'file' ? recoverPair(await filesOf(storage, folder, root)) : 'none';
}

async function forget(storage: vscode.Uri, folder: Folder): Promise<void> {
  const files = await filesOf(storage, folder, vscode.Uri.parse(folder.uri));
  await files.dropJournal([]);
}

function isDirty(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString());
}

/**
 * Changes the document by a text edit and saves it; answers what stands on the disk then. A new file is created by the
 * edit too, but never with `overwrite`: undoing that would delete a file that was there before.
 */
async function saveDocument(uri: vscode.Uri, plan: WritePlan): Promise<string> {
  const edit = new vscode.WorkspaceEdit();
  if (plan.base.document === undefined) {
    edit.createFile(uri, { ignoreIfExists: false, overwrite: false, contents: new TextEncoder().encode(plan.document) });
    await applied(edit);
  } else {
    const open = await vscode.workspace.openTextDocument(uri);
    const whole = new vscode.Range(0, 0, open.lineCount, 0);
    // The byte order mark belongs to the file's encoding and is not part of the editor's text.
    edit.replace(uri, open.validateRange(whole), plan.document.replace(/^\uFEFF/, ''));
    await applied(edit);
    if (!(await open.save())) {
      throw new Error('the editor did not save the document');
    }
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
}

async function applied(edit: vscode.WorkspaceEdit): Promise<void> {
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error('the editor did not apply the edit');
  }
}
