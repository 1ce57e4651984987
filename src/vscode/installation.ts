import { randomBytes } from 'node:crypto';
import type { ExtensionContext } from 'vscode';

const key = 'groundplan.installation';

/**
 * The secret by which this installation knows the records it wrote (security rule 7). It lies in the editor's secret
 * storage and leaves it for nothing.
 */
export async function installationSecret(context: ExtensionContext): Promise<string> {
  const known = await context.secrets.get(key);
  if (known !== undefined && known !== '') {
    return known;
  }
  const made = randomBytes(32).toString('hex');
  await context.secrets.store(key, made);
  return made;
}
