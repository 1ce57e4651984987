import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Folder } from '../session/ports.ts';

/** The folders of this window. The key is derived from the URI, so that a draft belongs to the folder, not to the window. */
export function openFolders(): Folder[] {
  return (vscode.workspace.workspaceFolders ?? []).map((folder) => ({
    index: folder.index,
    name: folder.name,
    uri: folder.uri.toString(),
    key: createHash('sha256').update(folder.uri.toString()).digest('hex').slice(0, 32),
  }));
}

/** Path of the document in a folder, relative. VS Code ignores the folder's own setting while it is not trusted. */
export function documentPath(folder: Folder): string {
  return vscode.workspace.getConfiguration('groundplan', vscode.Uri.parse(folder.uri)).get('documentPath', 'ARCHITECTURE.md');
}

/**
 * The sub-folder that the scan looks at, `''` for all of the folder. A setting that leads out of the folder is none: it may
 * come from the workspace.
 */
export function scanScope(folder: Folder): string {
  const written = vscode.workspace.getConfiguration('groundplan', vscode.Uri.parse(folder.uri)).get<unknown>('scan.scope');
  const parts = typeof written === 'string' ? written.split(/[\\/]/).filter((part) => part !== '' && part !== '.') : [];
  return parts.some((part) => part === '..' || part.includes(':')) ? '' : parts.join('/');
}

/** The depth from the settings. */
export function interviewDepth(folder: Folder | null): 'quick' | 'standard' | 'deep' {
  const scope = folder === null ? undefined : vscode.Uri.parse(folder.uri);
  const depth = vscode.workspace.getConfiguration('groundplan', scope).get<string>('interview.depth');
  return depth === 'quick' || depth === 'deep' ? depth : 'standard';
}
