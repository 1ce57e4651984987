/** The entry that VS Code's extension host calls; the build puts every test/host/*.test.ts beside it in one file. */
import * as vscode from 'vscode';
import { runAll } from './support/suite.ts';

/** Runs the suite; VS Code takes a rejection as a failed run. */
export async function run(): Promise<void> {
  await runAll(vscode.version);
}
