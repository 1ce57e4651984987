import * as vscode from 'vscode';
import type { Session } from '../session/session.ts';
import type { FolderScanners } from './scanner.ts';

/** Milliseconds of quiet after which changes are read: a checkout changes thousands of files, a save one. */
const quiet = 1500;
/** Changes that are listed one by one; with more of them reading everything is as fast. */
const maxChanges = 2000;

/**
 * Keeps what was found true while people work: when a file changes that the scan reads, that file alone is read again.
 * Does nothing before the first scan, and nothing where `scan.onOpen` is off: then people say when to read.
 */
export function watchFiles(session: Session, scanners: FolderScanners): vscode.Disposable {
  const changes = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let watched: { readonly key: string; readonly watcher: vscode.FileSystemWatcher } | undefined;
  const read = async (): Promise<void> => {
    const { folder } = session.state;
    const paths = [...changes];
    if (folder === null || paths.length === 0 || !isWanted()) {
      return;
    }
    if (paths.length <= maxChanges && !(await scanners.matters(folder, paths))) {
      for (const path of paths) {
        changes.delete(path);
      }
      return;
    }
    // Refused while another scan runs or none has run; the changes then wait for the next one.
    if (await session.filesChanged(paths.length > maxChanges ? undefined : paths)) {
      for (const path of paths) {
        changes.delete(path);
      }
    }
  };
  const changed = (uri: vscode.Uri): void => {
    const { folder } = session.state;
    const path = folder === null ? undefined : pathIn(folder.uri, uri);
    if (path === undefined || ignored.test(path)) {
      return;
    }
    changes.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => void read(), quiet);
  };
  const watch = (): void => {
    const { folder, scan } = session.state;
    if (folder?.key === watched?.key || (folder !== null && scan.result === null)) {
      return;
    }
    watched?.watcher.dispose();
    changes.clear();
    watched = undefined;
    if (folder === null || !folder.uri.startsWith('file:')) {
      return;
    }
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.parse(folder.uri), '**/*'));
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    watched = { key: folder.key, watcher };
  };
  const end = session.onChange(watch);
  watch();
  return {
    dispose: () => {
      end();
      clearTimeout(timer);
      watched?.watcher.dispose();
    },
  };
}

/** What tools write all day and no scan reads, and what Groundplan writes itself. */
const ignored = /(^|\/)(\.git|node_modules|\.groundplan|dist|target|\.terraform|__pycache__)(\/|$)/;

function isWanted(): boolean {
  return vscode.workspace.getConfiguration('groundplan').get('scan.onOpen', true);
}

function pathIn(folder: string, uri: vscode.Uri): string | undefined {
  const root = `${vscode.Uri.parse(folder).path.replace(/\/$/, '')}/`;
  return uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
}
