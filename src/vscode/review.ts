import * as vscode from 'vscode';

/** What is under review: the document as it is and as it would be. */
export interface Reviewed {
  /** Path of the document, for the titles. */
  readonly path: string;
  /** The document on the disk, if it exists. */
  readonly target: vscode.Uri | undefined;
  readonly document: string;
}

/** Scheme of the proposed text. Nothing of it is on the disk. */
export const reviewScheme = 'groundplan-review';

/**
 * The review: VS Code's own diff editor with the document on the left and the proposal on the right. Closing it keeps
 * the proposal pending.
 */
export class Review implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  #reviewed: Reviewed | null = null;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return uri.query === 'empty' ? '' : (this.#reviewed?.document ?? '');
  }

  /** Replaces what is under review; open editors follow. */
  set(reviewed: Reviewed | null): void {
    const before = this.#reviewed;
    this.#reviewed = reviewed;
    if (reviewed !== null && reviewed.document !== before?.document) {
      this.#changed.fire(this.#uri(reviewed));
    }
  }

  /** Opens the diff editor. With no document yet, the left side is empty. */
  async show(): Promise<void> {
    const reviewed = this.#reviewed;
    if (reviewed === null) {
      return;
    }
    const left = reviewed.target ?? this.#uri(reviewed).with({ query: 'empty' });
    const title = vscode.l10n.t('{0} (proposal: review)', reviewed.path);
    await vscode.commands.executeCommand('vscode.diff', left, this.#uri(reviewed), title, { preview: false });
  }

  /** Opens the rendered proposal beside the diff. */
  async preview(): Promise<void> {
    if (this.#reviewed !== null) {
      await vscode.commands.executeCommand('markdown.showPreviewToSide', this.#uri(this.#reviewed));
    }
  }

  /** Closes the editors of the review, and nothing else. */
  async close(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isReviewTab);
    if (tabs.length > 0) {
      await vscode.window.tabGroups.close(tabs);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #uri(reviewed: Reviewed): vscode.Uri {
    // The path is a setting: two slashes at the start would be no URI.
    return vscode.Uri.from({ scheme: reviewScheme, path: `/${reviewed.path.replace(/^[/\\]+/, '')}` });
  }
}

/** Whether a tab shows the review. */
export function isReviewTab(tab: vscode.Tab): boolean {
  if (tab.input instanceof vscode.TabInputTextDiff) {
    return tab.input.modified.scheme === reviewScheme;
  }
  return tab.input instanceof vscode.TabInputText && tab.input.uri.scheme === reviewScheme;
}
