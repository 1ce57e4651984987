import { expect, test } from 'vitest';
import { launchVsCode, temporaryWorkspace } from './support/vscode.ts';

test('the packaged extension installs and shows its icon in the activity bar', async () => {
  const workspace = temporaryWorkspace({ 'package.json': '{ "name": "shop" }\n' });
  await using code = await launchVsCode({ version: '1.139', workspace, vsix: 'groundplan.vsix', trust: true });
  const icon = code.page.locator('.activitybar .action-label[aria-label^="Groundplan"]');
  await icon.waitFor({ timeout: 30_000 });
  expect(await icon.count()).toBe(1);
});
