import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { note, suite, test } from './support/suite.ts';

suite('Groundplan inside VS Code', () => {
  test('is found and activates', async () => {
    const extension = vscode.extensions.getExtension('groundplan.groundplan');
    assert.ok(extension, 'the extension groundplan.groundplan is not there');
    const started = performance.now();
    await extension.activate();
    note(`VS Code ${vscode.version}: activation with loading took ${Math.round(performance.now() - started)} ms`);
    assert.equal(extension.isActive, true);
  });
});
