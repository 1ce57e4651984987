import type * as vscode from 'vscode';
import { createApp } from './app.ts';

/** Called by VS Code on the first Markdown file, view or command of ours. Loads little: the core comes when it is needed. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(createApp(context));
}
