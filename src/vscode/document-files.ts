import * as vscode from 'vscode';
import { createNodeFiles } from '../node/node-files.ts';
import type { Documents, Folder, SavedArchitecture, WritePlan } from '../session/ports.ts';
import { documentPath } from './folders.ts';

/** Where the record stands, relative to the folder. */
const recordPath = '.groundplan/architecture.json';

/** Largest document that is read, in bytes. */
const maximumDocument = 4 * 1024 * 1024;

/**
 * Document and record of a folder. The document is changed by a text edit and saved, so that undo, other editors and save
 * participants are respected; the record follows by temporary file and rename.
 */
export function createDocuments(): Documents {
  return { resolve, read, write };
}

async function resolve(folder: Folder, path: string): Promise<string | undefined> {
  const root = vscode.Uri.parse(folder.uri);
  const uri = vscode.Uri.joinPath(root, path);
  if (root.scheme === 'file') {
    const files = await createNodeFiles(root.fsPath);
    return 'text' in (await files.read(path, maximumDocument)) ? uri.toString() : undefined;
  }
  const found = await vscode.workspace.fs.stat(uri).then((stat) => stat.type, () => undefined);
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

async function write(folder: Folder, plan: WritePlan): ReturnType<Documents['write']> {
  if (!vscode.workspace.isTrusted) {
    return { refused: 'untrusted', detail: '' };
  }
  const root = vscode.Uri.parse(folder.uri);
  if (root.scheme !== 'file') {
    return { refused: 'not-local', detail: root.scheme };
  }
  const refusal = await refuseTargets(root.fsPath, plan.base.path);
  if (refusal !== undefined) {
    return { refused: 'target-refused', detail: refusal };
  }
  const now = await read(folder);
  const uri = vscode.Uri.joinPath(root, plan.base.path);
  if (now.document !== plan.base.document || now.record !== plan.base.record || isDirty(uri)) {
    return { refused: 'changed', detail: '' };
  }
  try {
    const saved = plan.document === plan.base.document ? plan.document : await saveDocument(uri, plan);
    const record = plan.record(saved);
    await writeRecord(root, record);
    return { written: { path: plan.base.path, document: saved, record } };
  } catch (error) {
    return { refused: 'failed', detail: String(error) };
  }
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

async function writeRecord(root: vscode.Uri, record: string): Promise<void> {
  const target = vscode.Uri.joinPath(root, recordPath);
  const temporary = target.with({ path: `${target.path}.tmp` });
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(target, '..'));
  await vscode.workspace.fs.writeFile(temporary, new TextEncoder().encode(record));
  await vscode.workspace.fs.rename(temporary, target, { overwrite: true });
}

async function refuseTargets(_root: string, path: string): Promise<string | undefined> {
  return /(^|\/)(\.git|\.github|\.vscode)(\/|$)|(^|\/)\.\.(\/|$)|^\//.test(path) || !path.endsWith('.md') ? path : undefined;
}
