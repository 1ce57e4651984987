import * as vscode from 'vscode';
import type { FolderEntry, ReadResult, WorkspaceFiles } from '../core/ports.ts';

/**
 * Files of a folder that is not on a local disk (a virtual workspace). Local folders are read by `node:fs` in a worker.
 * Links cannot be resolved through this interface, so they are not followed at all.
 */
export function virtualWorkspaceFiles(root: vscode.Uri): WorkspaceFiles {
  const at = (path: string): vscode.Uri =>
    vscode.Uri.joinPath(root, ...path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..'));
  return {
    async list(folder) {
      try {
        return (await vscode.workspace.fs.readDirectory(at(folder))).map(([name, type]): FolderEntry => ({ name, kind: kindOf(type) }));
      } catch {
        return undefined;
      }
    },
    async read(path, maxBytes) {
      return read(at(path), maxBytes);
    },
  };
}

async function read(uri: vscode.Uri, maxBytes: number): Promise<ReadResult> {
  try {
    const found = await vscode.workspace.fs.stat(uri);
    if ((found.type & vscode.FileType.SymbolicLink) !== 0) {
      return { refused: 'link-outside' };
    }
    if (found.type !== vscode.FileType.File) {
      return { refused: 'not-a-file' };
    }
    if (found.size > maxBytes) {
      return { refused: 'too-large' };
    }
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.length > maxBytes) {
      return { refused: 'too-large' };
    }
    return bytes.subarray(0, 8192).includes(0) ? { refused: 'binary' } : { text: new TextDecoder().decode(bytes) };
  } catch (error) {
    return { refused: error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? 'missing' : 'unreadable' };
  }
}

function kindOf(type: vscode.FileType): FolderEntry['kind'] {
  if ((type & vscode.FileType.SymbolicLink) !== 0) {
    return 'link';
  }
  return type === vscode.FileType.File ? 'file' : type === vscode.FileType.Directory ? 'folder' : 'other';
}
