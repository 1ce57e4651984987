import * as vscode from 'vscode';
import type { Session } from './session/session.ts';
import { registerCommands } from './vscode/commands.ts';
import { DecisionLenses } from './vscode/decision-lenses.ts';
import { DecisionsTree } from './vscode/decisions-tree.ts';
import { DraftFiles } from './vscode/drafts.ts';
import { documentPath, openFolders } from './vscode/folders.ts';
import { FoundTree } from './vscode/found-tree.ts';
import { once } from './vscode/once.ts';
import { Review, reviewScheme } from './vscode/review.ts';
import { Sidebar } from './vscode/sidebar.ts';
import type { Views } from './vscode/views.ts';

/** The whole extension; disposing it ends everything. */
export interface App extends vscode.Disposable {
  /** Loads the session if that has not been done. */
  session(): Promise<Session>;
}

/**
 * The composition root: all wiring, in dependency order. What is built here is thin; the session and the core behind it
 * are a chunk of their own, loaded by the first view, command or architecture document that needs them.
 */
export function createApp(context: vscode.ExtensionContext): App {
  const log = vscode.window.createOutputChannel('Groundplan', { log: true });
  const review = new Review();
  const drafts = new DraftFiles(context.storageUri ?? context.globalStorageUri);
  const found = new FoundTree();
  const decisions = new DecisionsTree();

  const views = once(async (): Promise<Views> => {
    const { connect } = await import('./vscode/views.ts');
    return connect({ context, log, review, drafts, found, decisions, lenses });
  });
  const session = async (): Promise<Session> => (await views()).session;
  const lenses = new DecisionLenses(mayBeArchitecture, async () => (await views()).lensSource);

  const foundView = vscode.window.createTreeView('groundplan.found', { treeDataProvider: found, showCollapseAll: true });
  const decisionsView = vscode.window.createTreeView('groundplan.decisions', { treeDataProvider: decisions });
  const load = (event: vscode.TreeViewVisibilityChangeEvent): void => void (event.visible && views());

  const all = vscode.Disposable.from(
    log,
    review,
    drafts,
    foundView,
    decisionsView,
    foundView.onDidChangeVisibility(load),
    decisionsView.onDidChangeVisibility(load),
    vscode.workspace.registerTextDocumentContentProvider(reviewScheme, review),
    vscode.window.registerWebviewViewProvider(
      Sidebar.viewType,
      new Sidebar(context.extensionUri, async () => (await views()).sidebarSource),
    ),
    vscode.languages.registerCodeLensProvider({ language: 'markdown', scheme: 'file' }, lenses),
    registerCommands({ session, surface: async () => (await views()).surface, log }),
    { dispose: () => void views.peek()?.then((loaded) => loaded.dispose()) },
  );
  return { session, dispose: () => void all.dispose() };
}

/** By the name alone, so that opening any other Markdown file loads nothing. */
function mayBeArchitecture(uri: vscode.Uri): boolean {
  return openFolders().some((folder) => uri.path === vscode.Uri.joinPath(vscode.Uri.parse(folder.uri), documentPath(folder)).path);
}
