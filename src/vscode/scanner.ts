import * as vscode from 'vscode';
import { readHistory } from '../node/git.ts';
import { scanInWorker } from '../node/scan-in-worker.ts';
import type { Folder, Scanner } from '../session/ports.ts';
import { virtualWorkspaceFiles } from './workspace-files.ts';

/** Scans local folders in a worker thread, others through the editor. `worker` is the URL of the worker's bundle. */
export function createScanner(worker: URL, today: () => string): Scanner {
  return async (folder, { signal, onProgress }) => {
    const root = vscode.Uri.parse(folder.uri);
    if (root.scheme === 'file') {
      return scanInWorker(root.fsPath, { signal, onProgress, today: today(), worker });
    }
    // The parsers weigh more than everything else; a local folder needs them in the worker only.
    const { scan } = await import('../core/scan/index.ts');
    return scan(virtualWorkspaceFiles(root), { signal, onProgress, today: today() });
  };
}

/** The commit of a folder, or null: no repository, or a workspace that is not trusted, where no process is started. */
export async function readCommit(folder: Folder, now: number): Promise<string | null> {
  const root = vscode.Uri.parse(folder.uri);
  if (!vscode.workspace.isTrusted || root.scheme !== 'file') {
    return null;
  }
  const history = await readHistory(root.fsPath, now);
  return 'value' in history ? history.value.head : null;
}
