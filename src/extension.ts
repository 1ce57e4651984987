import * as vscode from 'vscode';
import { createApp } from './app.ts';
import type { Session } from './session/session.ts';

/** What the suite inside VS Code sees: what is on the screen is not readable from there. */
export interface TestAccess {
  session(): Promise<Session>;
  /** Milliseconds that `activate` itself took, without loading the file. */
  readonly activation: number;
}

/**
 * Called by VS Code on the first Markdown file, view or command of ours. Loads little: the core comes when it is needed.
 * Exports nothing to other extensions; only VS Code's own test mode, which no user runs in, gets the session.
 */
export function activate(context: vscode.ExtensionContext): TestAccess | undefined {
  const started = performance.now();
  const app = createApp(context);
  context.subscriptions.push(app);
  const activation = performance.now() - started;
  return context.extensionMode === vscode.ExtensionMode.Test ? { session: app.session, activation } : undefined;
}
