import * as vscode from 'vscode';
import { historyFacts } from '../core/scan/history-facts.ts';
import { readHistory } from '../node/git.ts';
import { createLocalScanner } from '../node/scan-in-worker.ts';
import type { LocalScanner } from '../node/scan-in-worker.ts';
import type { Folder, Scanner } from '../session/ports.ts';
import { scanScope } from './folders.ts';
import { virtualWorkspaceFiles } from './workspace-files.ts';

/** Reads the folders of this window. */
export interface FolderScanners extends vscode.Disposable {
  readonly scan: Scanner;
  /** Gets ready to read a folder, beside whatever else is being loaded. */
  warm(folder: Folder): void;
  /** Whether a change of these files, relative to the folder, can change what was found there. */
  matters(folder: Folder, paths: readonly string[]): Promise<boolean>;
}

/**
 * Scans local folders in a worker thread each, which remembers single files for the next time, and others through the
 * editor. `worker` is the URL of the worker's bundle.
 */
export function createScanners(worker: URL, today: () => string): FolderScanners {
  const local = new Map<string, LocalScanner>();
  const scannerOf = (folder: Folder, root: vscode.Uri): LocalScanner => {
    const scanner = local.get(folder.key) ?? createLocalScanner(root.fsPath, worker);
    local.set(folder.key, scanner);
    return scanner;
  };
  return {
    warm: (folder) => {
      const root = vscode.Uri.parse(folder.uri);
      if (root.scheme === 'file') {
        scannerOf(folder, root).warm();
      }
    },
    scan: async (folder, { signal, onProgress, changed }) => {
      const root = vscode.Uri.parse(folder.uri);
      const scope = scanScope(folder);
      if (root.scheme === 'file') {
        const scanner = scannerOf(folder, root);
        // Git is started in a trusted workspace alone (security rule 1).
        const history = vscode.workspace.isTrusted ? readHistory(root.fsPath, Date.now(), signal) : undefined;
        const result = await scanner.scan({ signal, onProgress, today: today(), scope, changed });
        const told = await history;
        return told !== undefined && 'value' in told ? { ...result, facts: [...result.facts, ...historyFacts(told.value)] } : result;
      }
      // The parsers weigh more than everything else; a local folder needs them in the worker only.
      const { scan } = await import('../core/scan/index.ts');
      return scan(virtualWorkspaceFiles(root), { signal, onProgress, today: today(), scope });
    },
    // Elsewhere than on a local disk every read is a request, so nothing is read unasked.
    matters: (folder, paths) => local.get(folder.key)?.matters(paths) ?? Promise.resolve(false),
    dispose: () => {
      for (const scanner of local.values()) {
        scanner.dispose();
      }
    },
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
