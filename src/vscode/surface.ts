import * as vscode from 'vscode';
import { evidenceById } from '../session/evidence.ts';
import { evidenceOfDecision } from '../session/explanation-page.ts';
import type { Session } from '../session/session.ts';
import type { SessionSurface } from '../session/state.ts';
import { scanScope } from './folders.ts';
import type { Review } from './review.ts';
import { Sidebar } from './sidebar.ts';

/** A made-up company to choose. */
interface Company {
  readonly id: string;
  readonly title: string;
  readonly story: string;
}

/** What the editor does for the session and for the commands. */
export class Surface implements SessionSurface {
  readonly #session: Session;
  readonly #review: Review;
  readonly #log: vscode.LogOutputChannel;
  /** Titles of the made-up companies, from the catalogue. */
  readonly #examples: readonly Company[];

  constructor(session: Session, review: Review, log: vscode.LogOutputChannel, examples: readonly Company[]) {
    this.#session = session;
    this.#review = review;
    this.#log = log;
    this.#examples = examples;
  }

  /** Reads the workspace if that has not been done, then proposes. Without enough to go on, the interview is shown. */
  async propose(): Promise<void> {
    await this.#showSidebar();
    await this.#chosenFolder();
    const { folder, scan, example } = this.#session.state;
    if (folder === null && example === null) {
      return;
    }
    if (scan.result === null && folder !== null) {
      await this.rescan();
    }
    const answered = this.#session.interview()?.answers.length ?? 0;
    if (answered > 0) {
      await this.#session.propose();
    }
  }

  async rescan(): Promise<void> {
    await this.#chosenFolder();
    const { folder } = this.#session.state;
    if (folder === null) {
      return;
    }
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading {0}', folder.name), cancellable: true },
      async (progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        let before = 0;
        await this.#session.scan(controller.signal, (read, total) => {
          const now = total === 0 ? 0 : (read / total) * 100;
          progress.report({ message: vscode.l10n.t('{0} of {1} files', read, total), increment: now - before });
          before = now;
        });
      },
    );
  }

  async startOver(): Promise<void> {
    const yes = vscode.l10n.t('Start Over');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Start the interview over? Your answers for this folder are dropped; the document stays as it is.'),
      { modal: true },
      yes,
    );
    if (chosen === yes) {
      await this.#session.startOver();
      await this.#showSidebar();
    }
  }

  async chooseExample(): Promise<void> {
    const picked = await vscode.window.showQuickPick(
      this.#examples.map(({ id, title, story }) => ({ label: title, detail: story, id })),
      { placeHolder: vscode.l10n.t('A made-up company with all answers given. Your own answers are kept.'), matchOnDetail: true },
    );
    if (picked !== undefined) {
      await this.#session.tryExample(picked.id);
      await this.#showSidebar();
    }
  }

  async chooseFolder(): Promise<void> {
    const { folders } = this.#session.state;
    const picked = await vscode.window.showQuickPick(
      folders.map((folder) => ({ label: folder.name, description: vscode.Uri.parse(folder.uri).fsPath, index: folder.index })),
      { placeHolder: vscode.l10n.t('Which folder is it about?') },
    );
    if (picked !== undefined) {
      await this.#session.chooseFolder(picked.index);
    }
  }

  /** Lets the user choose a part of a large repository; what was found so far says which parts there are. */
  async chooseScope(): Promise<void> {
    await this.#chosenFolder();
    const { folder, scan } = this.#session.state;
    if (folder === null) {
      return;
    }
    const facts = scan.result?.facts ?? [];
    const parts = facts.flatMap((fact) =>
      fact.kind === 'component' && fact.folder !== undefined && fact.folder !== '.' ? [fact.folder] : [],
    );
    const around = parts.flatMap((part) => (part.includes('/') ? [part.slice(0, part.lastIndexOf('/'))] : []));
    const now = scanScope(folder);
    const scopes = [...new Set(['', now, ...around, ...parts])].toSorted().slice(0, 200);
    const picked = await vscode.window.showQuickPick(
      scopes.map((scope) => ({
        label: scope === '' ? vscode.l10n.t('All of {0}', folder.name) : scope,
        description: scope === now ? vscode.l10n.t('chosen now') : '',
        scope,
      })),
      { placeHolder: vscode.l10n.t('Which part of the folder is the architecture about?') },
    );
    if (picked !== undefined && picked.scope !== now) {
      const value = picked.scope === '' ? undefined : picked.scope;
      await vscode.workspace
        .getConfiguration('groundplan', vscode.Uri.parse(folder.uri))
        .update('scan.scope', value, vscode.ConfigurationTarget.WorkspaceFolder);
    }
  }

  /** Shows the explanation in the sidebar; without an id (from the palette) the user picks one. */
  async explain(decision: string | undefined): Promise<void> {
    const of = this.#session.state.pending === null ? 'document' : 'pending';
    const id = decision ?? (await this.#pickDecision());
    if (id !== undefined) {
      await this.#session.explain(id, of);
      await this.#showSidebar();
    }
  }

  async showEvidence(decision: string | undefined): Promise<void> {
    const id = decision ?? (await this.#pickDecision());
    if (id === undefined) {
      return;
    }
    const { record, pending } = this.#session.state;
    const source = record.kind === 'present' ? record.record : pending?.record;
    const ids = source === undefined ? [] : evidenceOfDecision(source, id);
    const places = evidenceById(this.#session.state);
    const found = ids.flatMap((evidence) => {
      const place = places.get(evidence);
      return place === undefined ? [] : [{ label: `${place.path}:${place.line}`, description: place.excerpt, id: evidence }];
    });
    if (found.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('{0} rests on answers alone; no line of the workspace is behind it.', id));
      return;
    }
    const only = found.length === 1 ? found[0] : undefined;
    const picked =
      only ??
      (await vscode.window.showQuickPick(found, { placeHolder: vscode.l10n.t('Evidence behind {0}', id), matchOnDescription: true }));
    if (picked !== undefined) {
      await this.openEvidence(picked.id);
    }
  }

  async openEvidence(evidence: string): Promise<void> {
    const place = evidenceById(this.#session.state).get(evidence);
    const { folder } = this.#session.state;
    if (place === undefined || folder === null) {
      this.#log.warn(`Evidence ${evidence} is not known.`);
      return;
    }
    // A record is hostile: its path is resolved again and must still be a file inside the folder (security rules 3 and 6).
    const uri = await this.#session.resolveInside(folder, place.path);
    if (uri === undefined) {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} is not a file of this folder any more.', place.path));
      return;
    }
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const line = Math.min(place.line, document.lineCount) - 1;
    await vscode.window.showTextDocument(document, {
      selection: new vscode.Range(line, 0, line, document.lineAt(line).text.length),
      preview: true,
    });
  }

  showReview(): Promise<void> {
    return this.#review.show();
  }

  closeReview(): Promise<void> {
    return this.#review.close();
  }

  showPreview(): Promise<void> {
    return this.#review.preview();
  }

  async openDocument(): Promise<void> {
    const { folder, saved } = this.#session.state;
    const uri = folder === null || saved?.document === undefined ? undefined : await this.#session.resolveInside(folder, saved.path);
    if (uri === undefined) {
      const propose = vscode.l10n.t('Propose Architecture');
      // Not awaited: the session's queue may be waiting for this call, and proposing waits for the queue.
      void vscode.window
        .showInformationMessage(vscode.l10n.t('There is no architecture document in this folder yet.'), propose)
        .then((chosen) => (chosen === propose ? vscode.commands.executeCommand('groundplan.proposeArchitecture') : undefined));
      return;
    }
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)), { preview: false });
  }

  async openFolder(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.files.openFolder');
  }

  showLog(): void {
    this.#log.show();
  }

  async #pickDecision(): Promise<string | undefined> {
    const { record, pending } = this.#session.state;
    const decisions = pending?.proposal.decisions ?? (record.kind === 'present' ? record.record.proposal.decisions : []);
    const picked = await vscode.window.showQuickPick(
      decisions.map(({ id, title }) => ({ label: id, description: title })),
      { placeHolder: vscode.l10n.t('Which decision?') },
    );
    return picked?.label;
  }

  async #chosenFolder(): Promise<void> {
    if (this.#session.state.folder === null && this.#session.state.folders.length > 1) {
      await this.chooseFolder();
    }
  }

  async #showSidebar(): Promise<void> {
    await vscode.commands.executeCommand(`${Sidebar.viewType}.focus`);
  }
}
