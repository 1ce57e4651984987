/** Rule 17: everything comes from a committed lockfile with integrity, without install scripts; the package holds what is listed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installExtension } from '../../scripts/support/server.mjs';
import { hostVersions, installHost } from '../../scripts/support/hosts.mjs';
import { root } from '../../scripts/support/paths.mjs';
import { pack } from '../../scripts/package.mjs';

/** Bytes the packaged extension may have. */
const packageLimit = 4_000_000;

/** Packages whose install scripts may run; adding one is a decision. */
const scriptsAllowed: readonly string[] = [];

const lockfiles = [
  'package-lock.json',
  'test/bench/peer/package-lock.json',
  ...hostVersions.flatMap((version) => ['', 'vscode/', 'extensions/'].map((part) => `test/hosts/${version}/${part}package-lock.json`)),
];

type Locked = { version?: string; integrity?: string; resolved?: string; link?: boolean };

/** What is wrong with a lockfile; empty when every package is pinned by integrity and none says where it comes from. */
function problems(text: string): string[] {
  const { packages } = JSON.parse(text) as { packages: Record<string, Locked> };
  return Object.entries(packages).flatMap(([name, entry]) => {
    if (name === '') return [];
    const list: string[] = [];
    if (!/^sha512-[A-Za-z0-9+/=]{86,}$/.test(entry.integrity ?? '')) list.push(`${name}: no integrity`);
    if (entry.resolved !== undefined) list.push(`${name}: names a host`);
    if (entry.link === true) list.push(`${name}: is a link`);
    return list;
  });
}

describe('lockfiles', () => {
  test.each(lockfiles)('%s pins every package by its hash and names no host', (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    expect(problems(text)).toEqual([]);
    expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz|git\+|github:/);
  });

  test('every lockfile of the repository is among them', () => {
    const found = execFileSync('git', ['-c', 'core.fsmonitor=false', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\0')
      .filter(
        (name) =>
          /(^|\/)(package-lock|npm-shrinkwrap)\.json$/.test(name) && !name.startsWith('test/fixtures/') && !name.startsWith('test/golden/'),
      );
    expect(found.toSorted()).toEqual(lockfiles.toSorted());
  });

  test('the check above can fail', () => {
    const bad = {
      packages: {
        '': {},
        'node_modules/a': { version: '1.0.0' },
        'node_modules/b': { integrity: `sha512-${'a'.repeat(88)}`, resolved: 'x' },
      },
    };
    expect(problems(JSON.stringify(bad))).toEqual(['node_modules/a: no integrity', 'node_modules/b: names a host']);
  });

  test.each(['package.json', ...lockfiles.map((file) => file.replace('package-lock.json', 'package.json'))])(
    '%s asks for no address',
    (file) => {
      const manifest = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, Record<string, string> | undefined>;
      const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) => Object.entries(manifest[kind] ?? {}));
      expect(wanted.filter(([, version]) => /[/:#]/.test(version.replace(/^npm:/, '').replace(/^@?[^@]+@/, '')))).toEqual([]);
    },
  );
});

describe('install scripts', () => {
  test('are off', () => {
    expect(readFileSync(path.join(root, '.npmrc'), 'utf8').split('\n')).toContain('ignore-scripts=true');
    const installers = readdirSync(path.join(root, 'scripts'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(mjs|ts)$/.test(name))
      .map((name) => readFileSync(path.join(root, 'scripts', name), 'utf8'));
    for (const call of installers.flatMap((text) => text.match(/\[[^\]]*'(?:ci|install|rebuild)'[^\]]*\]/g) ?? [])) {
      if (!call.includes("'apt-get'") && !call.includes("'chromium'")) expect(call).toContain("'--ignore-scripts'");
    }
    expect(scriptsAllowed).toEqual([]);
  });

  test('our own manifest has none', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare|publish|uninstall)$|^prepublishOnly$/.test(name))).toEqual(
      [],
    );
  });
});

describe('the packaged extension', () => {
  const list = path.join(root, 'test', 'security', '17-vsix-content.txt');
  let folder: string;
  let vsix: string;

  beforeAll(async () => {
    if (!existsSync(path.join(root, 'dist', 'extension.js'))) throw new Error('dist/ is missing: run npm run build first');
    folder = mkdtempSync(path.join(tmpdir(), 'groundplan-vsix-'));
    vsix = path.join(folder, 'groundplan.vsix');
    await pack(vsix);
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is small', () => {
    expect(statSync(vsix).size).toBeLessThanOrEqual(packageLimit);
  });

  test('holds what test/security/17-vsix-content.txt lists, and nothing else', () => {
    const found = `${[...new Set(entries(readFileSync(vsix)).map(withoutHash))].toSorted().join('\n')}\n`;
    // A change is made visible in the diff of a commit: UPDATE_VSIX_LIST=1 npx vitest run test/security/17
    if (process.env['UPDATE_VSIX_LIST'] === '1') writeFileSync(list, found);
    expect(found, 'if this is meant: UPDATE_VSIX_LIST=1 npx vitest run test/security/17').toBe(readFileSync(list, 'utf8'));
  });

  test('carries no source map and no path of this machine', () => {
    const texts = readdirSync(path.join(root, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js') && !name.startsWith('test'))
      .map((name) => readFileSync(path.join(root, 'dist', name), 'utf8'));
    for (const text of texts) {
      expect(text).not.toContain('sourceMappingURL=data:');
      expect(text).not.toContain(root + path.sep);
    }
  });

  test.runIf(process.platform === 'linux')(
    'can be installed as a user does',
    async () => {
      const host = await installHost('1.139');
      const extensionsDir = path.join(folder, 'extensions');
      await installExtension(host, { vsix, dataDir: path.join(folder, 'server'), extensionsDir });
      expect(readdirSync(extensionsDir).filter((name) => name.startsWith('groundplan.groundplan-'))).toHaveLength(1);
    },
    240_000,
  );
});

/** Chunks are named after their content; the list keeps one line for all. */
function withoutHash(name: string): string {
  return name.replace(/^(extension\/dist\/chunks\/).*\.js$/, '$1*.js');
}

/** The file names in a zip archive, from its central directory. */
function entries(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const names: string[] = [];
  let offset = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const length = zip.readUInt16LE(offset + 28);
    names.push(zip.toString('utf8', offset + 46, offset + 46 + length));
    offset += 46 + length + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  }
  return names;
}
