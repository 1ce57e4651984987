/** Rule 18: `npm start` serves on 127.0.0.1 alone, behind a random token, with Workspace Trust on, on a copy of the sample. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, toolNode } from '../../scripts/support/paths.mjs';
import { endGroup } from '../../scripts/support/run.mjs';
import { randomToken, serverArguments } from '../../scripts/support/server.mjs';

test('the server gets an address of this machine, a port of its own, a token, and no way around Workspace Trust', () => {
  const list = serverArguments({ dataDir: '/d', extensionsDir: '/e', token: 'secret' });
  const value = (name: string) => list[list.indexOf(name) + 1];
  expect(value('--host')).toBe('127.0.0.1');
  expect(value('--port')).toBe('0');
  expect(value('--connection-token')).toBe('secret');
  expect(value('--telemetry-level')).toBe('off');
  expect(list).not.toContain('--without-connection-token');
  expect(list).not.toContain('--disable-workspace-trust');
  expect(list).not.toContain('--enable-smoke-test-driver');
});

test('only a test turns trust off, and says so', () => {
  expect(serverArguments({ dataDir: '/d', extensionsDir: '/e', token: 's', disableTrust: true })).toContain('--disable-workspace-trust');
  expect(readFileSync(path.join(root, 'scripts', 'start.mjs'), 'utf8')).not.toMatch(/disableTrust|testDriver/);
});

test('a token is long and never the same', () => {
  const tokens = new Set(Array.from({ length: 100 }, randomToken));
  expect(tokens.size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{40}$/);
});

test.runIf(process.platform === 'linux')(
  'npm start, really started: reachable with the token only, listening nowhere else, and gone after Ctrl+C',
  async () => {
    const child = spawn(toolNode(), [path.join(root, 'scripts', 'start.mjs'), '--no-window', '--no-build'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    try {
      const url = await new Promise<URL>((resolve, reject) => {
        const take = (data: Buffer) => {
          output += data.toString();
          const found = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(output)?.[0];
          if (found !== undefined) resolve(new URL(found));
        };
        child.stdout.on('data', take);
        child.stderr.on('data', take);
        child.once('close', (code) => reject(new Error(`npm start ended with code ${code}:\n${output}`)));
      });
      const token = url.searchParams.get('tkn') ?? '';
      expect(token).toMatch(/^[0-9a-f]{40}$/);
      expect(await status(`${url.origin}/`)).toBe(403);
      expect(await status(`${url.origin}/?tkn=${randomToken()}`)).toBe(403);
      expect([200, 302]).toContain(await status(`${url.origin}/?tkn=${token}`));
      expect(url.searchParams.get('folder')).not.toContain(root);
      expect(listening(processTree(Number(child.pid)))).toEqual([`127.0.0.1:${url.port}`]);
      child.kill('SIGINT');
      await ended;
      // The system may answer for a closing socket a moment longer; what counts is that nobody listens any more.
      await expect
        .poll(() => status(`${url.origin}/`).catch((error: Error) => error.message), { timeout: 10_000 })
        .toContain('ECONNREFUSED');
    } finally {
      endGroup(child.pid);
    }
  },
  240_000,
);

function status(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).once('error', reject);
  });
}

/** The process and everything it started, by /proc. */
function processTree(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended while we looked.
    }
  }
  const all = [pid];
  for (const one of all) all.push(...(children.get(one) ?? []));
  return all;
}

/** The TCP addresses these processes listen on, IPv6 too. */
function listening(pids: readonly number[]): string[] {
  const sockets = new Set(pids.flatMap(socketsOf));
  return ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && sockets.has(fields[9] ?? ''))
      .map((fields) => address(fields[1] ?? '')),
  );
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

/** '0100007F:1F90' is 127.0.0.1:8080; an IPv6 address stays in hex. */
function address(text: string): string {
  const [host = '', port = ''] = text.split(':');
  const shown =
    host.length === 8
      ? (host.match(/../g) ?? [])
          .toReversed()
          .map((byte) => Number.parseInt(byte, 16))
          .join('.')
      : host;
  return `${shown}:${Number.parseInt(port, 16)}`;
}
