import * as vscode from 'vscode';

/** What the lenses need to know of the document in front of them. */
export interface LensSource {
  /** Whether this is the architecture document of the folder in hand. */
  isArchitecture(uri: vscode.Uri): boolean;
  /** Zero-based lines of the decisions' anchors, and how much evidence each has. */
  decisions(text: string): readonly { readonly id: string; readonly line: number; readonly evidence: number }[];
}

/** *Explain this choice* and *N evidence* above every decision of the document. */
export class DecisionLenses implements vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #source: () => Promise<LensSource>;
  readonly #mayMatter: (uri: vscode.Uri) => boolean;

  /** `mayMatter` is a cheap look at the name, so that other Markdown files load nothing. */
  constructor(mayMatter: (uri: vscode.Uri) => boolean, source: () => Promise<LensSource>) {
    this.#mayMatter = mayMatter;
    this.#source = source;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const enabled = vscode.workspace.getConfiguration('groundplan').get('codeLens.enabled', true);
    if (!enabled || !this.#mayMatter(document.uri)) {
      return [];
    }
    const source = await this.#source();
    if (!source.isArchitecture(document.uri)) {
      return [];
    }
    return source.decisions(document.getText()).flatMap(({ id, line, evidence }) => {
      const range = new vscode.Range(line, 0, line, 0);
      const explain = new vscode.CodeLens(range, {
        command: 'groundplan.explainDecision',
        title: `$(question) ${vscode.l10n.t('Explain this choice')}`,
        arguments: [id],
      });
      const show = new vscode.CodeLens(range, {
        command: 'groundplan.showEvidence',
        title: vscode.l10n.t('{0} evidence', evidence),
        arguments: [id],
      });
      return evidence === 0 ? [explain] : [explain, show];
    });
  }
}
