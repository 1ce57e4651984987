import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { hostOptions } from '../../esbuild.mjs';
import { root } from '../../scripts/support/paths.mjs';

/** Rule 12 while there is no model: nothing can be configured to send anything anywhere, and nothing can send. */

interface Setting {
  readonly type: string;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly dependencies?: unknown;
  readonly extensionDependencies?: unknown;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } };
};
const settings = Object.entries(manifest.contributes.configuration.properties);
const { untrustedWorkspaces } = manifest.capabilities;

describe('security rule 12: settings', () => {
  test.each(settings)('%s: an endpoint, a key or a switch for the network would have to be of application scope', (name, { scope }) => {
    if (/endpoint|url|host|proxy|key|token|secret|model|provider|budget|offline|telemetry|send|header|certificate/i.test(name))
      expect(scope).toBe('application');
    // The development container of a repository writes into the machine's settings.
    expect(['application', 'window', 'resource']).toContain(scope);
  });

  test.each(settings.filter(([, { scope }]) => scope !== 'application'))(
    '%s: what a repository may set is a choice, or ignored until it is trusted',
    (name, setting) => {
      const harmless = setting.type === 'boolean' || setting.enum !== undefined;
      expect(harmless || untrustedWorkspaces.restrictedConfigurations.includes(name)).toBe(true);
    },
  );

  test('the document path of an untrusted workspace is ignored', () => {
    expect(untrustedWorkspaces.supported).toBe('limited');
    expect(untrustedWorkspaces.restrictedConfigurations).toContain('groundplan.documentPath');
    const properties = settings.map(([name]) => name);
    for (const name of untrustedWorkspaces.restrictedConfigurations)
      expect(properties, 'a misspelt name would restrict nothing').toContain(name);
  });

  test('no setting is read or written that the manifest does not declare: such a one would have no scope', () => {
    const declared = new Set(settings.map(([name]) => name));
    const read = sources().flatMap(([file, text]) =>
      [...text.matchAll(/getConfiguration\('groundplan'[^\n]*?\)\s*\.(?:get|inspect|has|update)(?:<[^>]*>)?\(\s*'([^']+)'/g)].map(
        (match) => `groundplan.${match[1]} ${file}`,
      ),
    );
    expect(read.length).toBeGreaterThanOrEqual(3);
    for (const one of read) expect(declared).toContain(one.split(' ')[0]);
    const calls = sources().flatMap(([, text]) => [...text.matchAll(/getConfiguration\(/g)]);
    expect(calls.length, 'every call is of the form looked at above, or builds a variable').toBe(read.length);
  });
});

describe('security rule 12: the network', () => {
  let metafile: Metafile;
  beforeAll(async () => {
    ({ metafile } = await build({ ...hostOptions(), write: false, metafile: true }));
  });

  const forbidden = ['http', 'https', 'http2', 'net', 'tls', 'dns', 'dns/promises', 'dgram', 'inspector', 'undici', 'cluster'];

  test('no source of ours names a module or a function that opens a connection', () => {
    expect(sources().length).toBeGreaterThan(100);
    for (const [file, text] of sources()) {
      const imported = [...text.matchAll(/(?:from|import|import\(|require\()\s*'([^']+)'/g)].map((match) =>
        (match[1] ?? '').replace(/^node:/, ''),
      );
      expect(
        imported.filter((name) => forbidden.includes(name)),
        file,
      ).toEqual([]);
      expect(text, file).not.toMatch(
        /\bfetch\s*\(|globalThis\.fetch|new (WebSocket|XMLHttpRequest|EventSource)\b|sendBeacon|vscode\.env\.openExternal|env\.asExternalUri|createTelemetryLogger|lm\.selectChatModels/,
      );
    }
  });

  test('nor does anything that is shipped with it', () => {
    const external = new Set(
      Object.values(metafile.outputs).flatMap(({ imports }) =>
        imports.filter((one) => one.external === true).map(({ path: name }) => name),
      ),
    );
    expect([...external].map((name) => name.replace(/^node:/, '')).filter((name) => forbidden.includes(name))).toEqual([]);
    for (const name of external) expect(name === 'vscode' || builtinModules.includes(name.replace(/^node:/, '')), name).toBe(true);
  });

  test('no client of a model is shipped', () => {
    const packages = new Set(Object.keys(metafile.inputs).map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]));
    for (const name of ['openai', 'undici', 'axios', 'node-fetch', 'ws', 'got']) expect(packages).not.toContain(name);
    expect(manifest.dependencies, 'everything is bundled').toBeUndefined();
    expect(manifest.extensionDependencies).toBeUndefined();
  });

  test('no environment file is read for settings', () => {
    for (const [file, text] of sources()) expect(/from 'dotenv|process\.loadEnvFile|\bparseEnv\(/.test(text), file).toBe(false);
  });
});

/** Every source file of the extension with its text. */
function sources(): [string, string][] {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(path.join(root, 'src', name), 'utf8')]);
}
