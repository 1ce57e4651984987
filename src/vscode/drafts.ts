import * as vscode from 'vscode';
import type { Drafts, Folder } from '../session/ports.ts';

/**
 * Answers, in the extension's storage, a file for each folder. Not a Memento: that is a copy per window, and the last
 * window to write would silently drop what another one was told.
 */
export class DraftFiles implements Drafts, vscode.Disposable {
  readonly #folder: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Another window may have saved. */
  readonly onDidChange = this.#changed.event;
  readonly #disposables: vscode.Disposable[] = [this.#changed];

  constructor(storage: vscode.Uri) {
    this.#folder = vscode.Uri.joinPath(storage, 'interviews');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.#folder, '*.json'));
    watcher.onDidChange(() => this.#changed.fire());
    watcher.onDidCreate(() => this.#changed.fire());
    // Watching outside the workspace is best effort; coming back to the window is certain.
    const focus = vscode.window.onDidChangeWindowState((state) => state.focused && this.#changed.fire());
    this.#disposables.push(watcher, focus);
  }

  async load(folder: Folder): Promise<unknown> {
    try {
      return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#file(folder))));
    } catch {
      return undefined;
    }
  }

  async save(folder: Folder, merge: (saved: unknown) => unknown): Promise<unknown> {
    const merged = merge(await this.load(folder));
    const target = this.#file(folder);
    const temporary = target.with({ path: `${target.path}.${process.pid}.tmp` });
    await vscode.workspace.fs.createDirectory(this.#folder);
    await vscode.workspace.fs.writeFile(temporary, new TextEncoder().encode(JSON.stringify(merged)));
    await vscode.workspace.fs.rename(temporary, target, { overwrite: true });
    return merged;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #file(folder: Folder): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${folder.key}.json`);
  }
}
