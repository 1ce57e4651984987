import * as vscode from 'vscode';

/** One decision as the list shows it. */
export interface ListedDecision {
  readonly id: string;
  readonly title: string;
  readonly stability: number;
}

/** *Decisions*: those of the pending proposal while one waits for review, else those of the document. */
export class DecisionsTree implements vscode.TreeDataProvider<ListedDecision> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #decisions: readonly ListedDecision[] = [];

  show(decisions: readonly ListedDecision[]): void {
    this.#decisions = decisions;
    this.#changed.fire();
  }

  getChildren(decision?: ListedDecision): ListedDecision[] {
    return decision === undefined ? [...this.#decisions] : [];
  }

  getTreeItem(decision: ListedDecision): vscode.TreeItem {
    const item = new vscode.TreeItem(`${decision.id} · ${decision.title}`);
    item.id = decision.id;
    item.description = `${Math.round(decision.stability * 100)} %`;
    item.tooltip = vscode.l10n.t('Explain this choice');
    item.contextValue = 'decision';
    item.iconPath = new vscode.ThemeIcon('law');
    item.command = { command: 'groundplan.explainDecision', title: vscode.l10n.t('Explain This Choice'), arguments: [decision.id] };
    return item;
  }
}
