import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { HostMessage } from '../protocol/messages.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import { pageHtml } from './page-html.ts';
import { sidebarStrings } from './sidebar-strings.ts';

/** What the sidebar talks to; loaded when the view is first shown. */
export interface SidebarSource {
  receive(message: unknown): Promise<void>;
  /** Calls `push` with the present snapshot and after every change, until disposed. */
  subscribe(push: (snapshot: Snapshot) => void): vscode.Disposable;
}

/** The interview's webview view: one page, no remote source, our folder alone as resource root (security rule 13). */
export class Sidebar implements vscode.WebviewViewProvider {
  static readonly viewType = 'groundplan.interview';
  readonly #extensionUri: vscode.Uri;
  readonly #source: () => Promise<SidebarSource>;

  constructor(extensionUri: vscode.Uri, source: () => Promise<SidebarSource>) {
    this.#extensionUri = extensionUri;
    this.#source = source;
  }

  async resolveWebviewView(view: vscode.WebviewView): Promise<void> {
    const resources = vscode.Uri.joinPath(this.#extensionUri, 'dist', 'webview');
    view.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [resources], enableCommandUris: false };
    const source = this.#source();
    let subscription: vscode.Disposable | undefined;
    let gone = false;
    view.onDidDispose(() => {
      gone = true;
      subscription?.dispose();
    });
    view.webview.onDidReceiveMessage(async (message: unknown) => {
      const session = await source;
      // Snapshots begin when the page says that it listens; what is sent before is lost.
      if (subscription === undefined && !gone) {
        subscription = session.subscribe((snapshot) => {
          const pushed: HostMessage = { type: 'snapshot', snapshot };
          void view.webview.postMessage(pushed);
        });
      }
      await session.receive(message);
    });
    view.webview.html = pageHtml({
      nonce: randomBytes(18).toString('base64'),
      language: vscode.env.language,
      source: view.webview.cspSource,
      address: (file) => view.webview.asWebviewUri(vscode.Uri.joinPath(resources, file)).toString(),
      strings: sidebarStrings(),
    });
    await source;
  }
}
