import { describe, expect, it } from 'vitest';
import type { ConnectionFact } from '../../../../src/core/model/fact.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const manifest = (name: string, dependencies: Readonly<Record<string, string>>, scripts = {}): string =>
  JSON.stringify({ name: `@acme/${name}`, private: true, scripts, dependencies }, undefined, 1);
const api = (dependencies: Readonly<Record<string, string>>): string =>
  manifest('api', { express: '5', ...dependencies }, { start: 'node .' });
const links = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const { facts } = await scan(workspace({ 'package.json': '{"private":true,"workspaces":["*/*"]}', ...files }), {});
  return facts
    .filter((fact): fact is ConnectionFact => fact.kind === 'connection')
    .map((fact) => `${fact.from.slice(10)} -> ${fact.to.slice(10)}: ${fact.evidence.map((one) => one.path).join(' ')}`);
};
const worker = manifest('jobs', { fastify: '5' }, { start: 'node .' });
const dal = manifest('dal', { mongoose: '8' });

describe('the stores of a library', () => {
  it('are those of the program that depends on it, also through another library, and of no other', async () => {
    const files = {
      'apps/api/package.json': api({ '@acme/core': 'workspace:*' }),
      'apps/jobs/package.json': worker,
      'libs/dal/package.json': dal,
    };
    expect(await links({ ...files, 'libs/core/package.json': manifest('core', { '@acme/dal': 'workspace:*' }) })).toEqual([
      'api -> mongodb: apps/api/package.json libs/dal/package.json',
    ]);
  });

  it('are not those of pages that take its types', async () => {
    const web = manifest('web', { react: '19', '@acme/dal': 'workspace:*' }, { dev: 'vite' });
    expect(
      await links({
        'apps/web/package.json': web,
        'apps/mails/package.json': worker.replace('jobs', 'mails'),
        'apps/jobs/package.json': worker,
        'libs/dal/package.json': dal,
      }),
    ).toEqual([]);
  });

  it('are nothing where the library leaves a choice or has everything', async () => {
    const uses = { 'apps/api/package.json': api({ '@acme/dal': 'workspace:*' }), 'apps/jobs/package.json': worker };
    expect(await links({ ...uses, 'libs/dal/package.json': manifest('dal', { mongoose: '8', pg: '8' }) })).toEqual([]);
    const everything = { mongoose: '8', ioredis: '5', stripe: '1', twilio: '1', '@sendgrid/mail': '1' };
    expect(await links({ ...uses, 'libs/dal/package.json': manifest('dal', everything) })).toEqual([]);
  });

  it('are nothing where the package of that name comes from elsewhere', async () => {
    const uses = { 'apps/api/package.json': api({ dal: '^1.0.0' }), 'apps/jobs/package.json': worker };
    expect(await links({ ...uses, 'libs/dal/package.json': dal })).toEqual([]);
  });
});
