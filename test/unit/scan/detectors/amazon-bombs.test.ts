import { describe, expect, it } from 'vitest';
import { amplifyBackend, amplifySchema } from '../../../../src/core/scan/detectors/amplify.ts';
import { cdk } from '../../../../src/core/scan/detectors/cdk.ts';
import { cloudformation } from '../../../../src/core/scan/detectors/cloudformation.ts';
import { serverlessSource } from '../../../../src/core/scan/detectors/serverless-source.ts';
import { serverless } from '../../../../src/core/scan/detectors/serverless.ts';
import { amazonBombs, amazonFloods } from '../../../security/bombs/amazon.ts';
import { detect } from '../../../support/detect.ts';

const readers = [cloudformation, serverless, serverlessSource, cdk, amplifyBackend, amplifySchema];

/** What the readers of a file find wrong with it, within two seconds. */
async function problemsOf(path: string, text: string): Promise<number> {
  const matching = readers.filter((one) => one.matches(path));
  expect(matching).not.toEqual([]);
  const started = process.cpuUsage();
  let problems = 0;
  for (const reader of matching) problems += (await detect(reader, path, text)).problems.length;
  // The time of this process, because other tests run beside it.
  const { user } = process.cpuUsage(started);
  expect(user / 1000).toBeLessThan(2000);
  return problems;
}

describe('hostile templates and programs end within two seconds', () => {
  it.each(amazonBombs)('$name, and is reported', async ({ path, text }) => {
    expect(await problemsOf(path, text)).toBeGreaterThan(0);
  });

  it.each(amazonFloods)('$name', async ({ path, text }) => {
    await problemsOf(path, text);
  });
});
