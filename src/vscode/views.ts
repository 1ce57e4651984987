import * as vscode from 'vscode';
import { examples } from '../core/interview/examples/index.ts';
import { locateBlocks } from '../core/merge/locate-blocks.ts';
import { evidenceOfDecision } from '../session/explanation-page.ts';
import { Session } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';
import { snapshotOf } from '../session/snapshot.ts';
import type { DecisionLenses, LensSource } from './decision-lenses.ts';
import type { DecisionsTree } from './decisions-tree.ts';
import { createDocuments } from './document-files.ts';
import type { DraftFiles } from './drafts.ts';
import { documentPath, interviewDepth, openFolders } from './folders.ts';
import type { FoundTree } from './found-tree.ts';
import { installationSecret } from './installation.ts';
import type { Review } from './review.ts';
import { createScanners, readCommit } from './scanner.ts';
import type { SidebarSource } from './sidebar.ts';
import { Surface } from './surface.ts';
import { watchFiles } from './watch-files.ts';

/** The loaded part: the session with everything that shows it. */
export interface Views extends vscode.Disposable {
  readonly session: Session;
  readonly surface: Surface;
  readonly sidebarSource: SidebarSource;
  readonly lensSource: LensSource;
}

/** What exists from activation on, and is filled by the loaded part. */
export interface Shells {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly review: Review;
  readonly drafts: DraftFiles;
  readonly found: FoundTree;
  readonly decisions: DecisionsTree;
  readonly lenses: DecisionLenses;
}

/** Builds the session and connects every view to it. */
export async function connect(shells: Shells): Promise<Views> {
  const { context, log, review, drafts } = shells;
  const today = (): string => new Date().toISOString().slice(0, 10);
  const worker = new URL('dist/scan-worker.js', `${vscode.Uri.file(context.extensionPath).toString()}/`);
  const scanners = createScanners(worker, today);
  const folders = openFolders();
  const [only] = folders;
  if (only !== undefined && folders.length === 1 && scansOnOpen()) {
    scanners.warm(only);
  }
  const session = new Session({
    scan: scanners.scan,
    drafts,
    documents: createDocuments(context.storageUri ?? context.globalStorageUri),
    log,
    clock: () => Date.now(),
    commit: (folder) => readCommit(folder, Date.now()),
    trusted: () => vscode.workspace.isTrusted,
    depth: interviewDepth,
    scanOnOpen: scansOnOpen,
    installation: await installationSecret(context),
    translate: (message, ...values) => vscode.l10n.t(message, ...values),
  });
  const surface = new Surface(session, review, log, examples);
  session.attach(surface);
  const subscriptions = [
    { dispose: session.onChange(render(shells)) },
    drafts.onDidChange(() => void session.reloadDraft()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void session.openFolders(openFolders())),
    vscode.workspace.onDidGrantWorkspaceTrust(() => session.refresh()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('groundplan.documentPath')) {
        void session.reload();
      }
      if (change.affectsConfiguration('groundplan.scan.scope') && session.state.scan.result !== null) {
        void session.scan();
      }
      if (change.affectsConfiguration('groundplan.codeLens')) {
        shells.lenses.refresh();
      }
    }),
    ...watchSaved(session),
    watchFiles(session, scanners),
    scanners,
  ];
  await session.openFolders(folders);
  return {
    session,
    surface,
    sidebarSource: sidebarSource(session),
    lensSource: lensSource(session),
    dispose: () => {
      session.cancelScan();
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function scansOnOpen(): boolean {
  return vscode.workspace.getConfiguration('groundplan').get('scan.onOpen', true);
}

/** Shows a state in the native views. The sidebar subscribes by itself. */
function render({ review, found, decisions, lenses }: Shells): (state: SessionState) => void {
  let before: SessionState | undefined;
  return (state) => {
    const excluded = state.draft?.interview.excludedFacts;
    if (state.scan.result !== before?.scan.result || excluded !== before?.draft?.interview.excludedFacts) {
      found.show({ facts: state.scan.result?.facts ?? [], excluded: new Set(excluded), problems: state.scan.result?.problems ?? [] });
    }
    if (state.pending !== before?.pending || state.record !== before?.record) {
      const proposal = state.pending?.proposal ?? (state.record.kind === 'present' ? state.record.record.proposal : undefined);
      decisions.show((proposal?.decisions ?? []).map(({ id, title, stability }) => ({ id, title, stability: stability.share })));
      lenses.refresh();
      void vscode.commands.executeCommand('setContext', 'groundplan.pending', state.pending !== null);
    }
    if (state.pending !== before?.pending) {
      const target =
        state.folder === null || state.pending?.base.document === undefined
          ? undefined
          : vscode.Uri.joinPath(vscode.Uri.parse(state.folder.uri), state.pending.base.path);
      review.set(state.pending === null ? null : { path: state.pending.base.path, target, document: state.pending.document });
    }
    before = state;
  };
}

function sidebarSource(session: Session): SidebarSource {
  let revision = 0;
  return {
    receive: (message) => session.receive(message),
    subscribe(push) {
      let waiting = false;
      const show = (): void => {
        waiting = false;
        revision += 1;
        push(snapshotOf(session.state, { revision, trusted: vscode.workspace.isTrusted }));
      };
      // Several changes of one action make one snapshot: computing it ranks samples for the next question.
      const end = session.onChange(() => {
        if (!waiting) {
          waiting = true;
          setImmediate(show);
        }
      });
      return { dispose: end };
    },
  };
}

function lensSource(session: Session): LensSource {
  return {
    isArchitecture(uri) {
      const { folder, saved } = session.state;
      return folder !== null && saved !== null && vscode.Uri.joinPath(vscode.Uri.parse(folder.uri), saved.path).path === uri.path;
    },
    decisions(text) {
      const { record } = session.state;
      const source = record.kind === 'present' ? record.record : undefined;
      return locateBlocks(text)
        .filter(({ anchor }) => /^AD-\d{3,4}$/.test(anchor))
        .map(({ anchor, line }) => ({
          id: anchor,
          line: line - 1,
          evidence: source === undefined ? 0 : evidenceOfDecision(source, anchor).length,
        }));
    },
  };
}

/** Document and record may be changed by others: another window, a pull, an editor. */
function watchSaved(session: Session): vscode.Disposable[] {
  const watcher = vscode.workspace.createFileSystemWatcher('**/{*.md,.groundplan/architecture.json}');
  const changed = (uri: vscode.Uri): void => {
    const { folder } = session.state;
    if (folder !== null && (uri.path.endsWith('.groundplan/architecture.json') || uri.path.endsWith(`/${documentPath(folder)}`))) {
      void session.reload();
    }
  };
  return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
}
