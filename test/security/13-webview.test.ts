import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { parseSidebarMessage, sidebarMessageSchema } from '../../src/protocol/messages.ts';
import { pageHtml } from '../../src/vscode/page-html.ts';
import { answerShown, type Stage, stage } from '../support/session.ts';

/** Every message of the protocol, filled as the page would fill it. */
const genuine: readonly Record<string, unknown>[] = [
  { type: 'ready' },
  { type: 'answer', question: 'team-size', value: 3 },
  { type: 'dont-know', question: 'team-size' },
  { type: 'skip', question: 'team-size' },
  { type: 'back' },
  { type: 'edit', question: 'team-size' },
  { type: 'open-trial', changes: [{ question: 'team-size', value: 3 }] },
  { type: 'try', changes: [{ question: 'team-size', value: null }] },
  { type: 'keep-trial' },
  { type: 'close-trial' },
  { type: 'set-assumption', assumption: 'think-time', value: 10 },
  { type: 'go-on' },
  { type: 'set-depth', depth: 'deep' },
  { type: 'start-over' },
  { type: 'load-example', example: 'internal-tool' },
  { type: 'leave-example' },
  { type: 'propose' },
  { type: 'review' },
  { type: 'accept' },
  { type: 'discard' },
  { type: 'preview' },
  { type: 'open-document' },
  { type: 'rescan' },
  { type: 'cancel-scan' },
  { type: 'open-folder' },
  { type: 'choose-folder', index: 0 },
  { type: 'open-evidence', evidence: 'ev.1' },
  { type: 'explain', decision: 'AD-001' },
  { type: 'close-explanation' },
  { type: 'notice', notice: 'foreign-record', action: 'dismiss' },
];

const hostileIds = [
  '../../etc/passwd',
  '/etc/passwd',
  'file:///etc/passwd',
  'C:\\Windows\\win.ini',
  '\\\\host\\share',
  'command:workbench.action.terminal.new',
  'vscode://x/y',
  'https://evil.example/',
  '<img src=x onerror=alert(1)>',
  'team size',
  'team-size\n',
  'team\u0000size',
  '\u202Ezis-maet',
  '__proto__ ',
  '',
  'x'.repeat(81),
  'x'.repeat(100_000),
];

const cyclic: Record<string, unknown> = { type: 'ready' };
cyclic['self'] = cyclic;
const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;

/** Messages that are none, each broken in one way. */
const forged: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withObjectString: true,
  }),
  fc.constantFrom(
    undefined,
    null,
    cyclic,
    deep,
    { type: 'ready', deep },
    'ready',
    ['ready'],
    new Map([['type', 'ready']]),
    Symbol('ready'),
    () => 'ready',
  ),
  // A key too many, also those that reach into prototypes.
  fc
    .tuple(
      fc.constantFrom(...genuine),
      fc.constantFrom('path', 'command', 'uri', '__proto__', 'constructor', 'prototype', 'toString', 'then'),
      fc.jsonValue(),
    )
    .map(
      ([message, key, value]) =>
        JSON.parse(`${JSON.stringify(message).slice(0, -1)},${JSON.stringify(key)}:${JSON.stringify(value)}}`) as unknown,
    ),
  // A key too few.
  fc.constantFrom(...genuine.filter((message) => Object.keys(message).length > 1)).map(({ type }) => ({ type })),
  // A value of another type.
  fc
    .tuple(
      fc.constantFrom(...genuine.filter((message) => Object.keys(message).length > 1)),
      fc.constantFrom(null, true, {}, [{}], [[]], { toString: 'x' }, { length: 1 }, Number.NaN, Number.POSITIVE_INFINITY),
    )
    .map(([message, value]) => Object.fromEntries(Object.entries(message).map(([key, old]) => [key, key === 'type' ? old : value]))),
  // Ids that are addresses, commands, or too long.
  fc
    .tuple(
      fc.constantFrom(
        'dont-know:question',
        'skip:question',
        'edit:question',
        'load-example:example',
        'open-evidence:evidence',
        'explain:decision',
      ),
      fc.constantFrom(...hostileIds),
    )
    .map(([place, id]) => ({ type: place.split(':')[0], [place.split(':')[1] ?? '']: id })),
  fc.constantFrom(...hostileIds).map((id) => ({ type: 'answer', question: id, value: 1 })),
  fc.constantFrom(...hostileIds).map((id) => ({ type: 'answer', question: 'team-size', value: [id] })),
  fc.constantFrom(...hostileIds).map((type) => ({ type })),
  fc.constantFrom(-1, 1.5, 1001, '0', 1e21).map((index) => ({ type: 'choose-folder', index })),
  fc.constant({ type: 'answer', question: 'purpose', value: 'x'.repeat(50_000) }),
  fc
    .constantFrom('write', 'confirm', 'execute', 'command:x', '__proto__')
    .map((action) => ({ type: 'notice', notice: 'foreign-record', action })),
);

/** Well-formed messages that name what this host never offered. */
const notOffered: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.tuple(fc.constantFrom('dont-know', 'skip', 'edit'), unknownId()).map(([type, question]) => ({ type, question })),
  fc
    .tuple(unknownId(), fc.oneof(fc.integer(), fc.string(), fc.constant(['a'])))
    .map(([question, value]) => ({ type: 'answer', question, value })),
  unknownId().map((question) => ({ type: 'open-trial', changes: [{ question, value: null }] })),
  // Nothing is being tried.
  fc.constantFrom(null, 3, 60).map((value) => ({ type: 'try', changes: [{ question: 'team-size', value }] })),
  unknownId().map((assumption) => ({ type: 'set-assumption', assumption, value: null })),
  unknownId().map((example) => ({ type: 'load-example', example })),
  unknownId().map((evidence) => ({ type: 'open-evidence', evidence })),
  fc.integer({ min: 1, max: 1000 }).map((index) => ({ type: 'choose-folder', index })),
  fc.integer({ min: 100, max: 9999 }).map((number) => ({ type: 'explain', decision: `AD-${String(number).padStart(3, '0')}` })),
  fc
    .tuple(
      fc.oneof(unknownId(), fc.constantFrom('foreign-record', 'record-changed', 'interrupted-write')),
      fc.constantFrom(
        'dismiss',
        'rescan',
        'use-record',
        'keep-draft',
        'keep-files',
        'confirm-record',
        'start-over',
        'open-document',
        'show-log',
      ),
    )
    .map(([notice, action]) => ({ type: 'notice', notice, action })),
);

function unknownId(): fc.Arbitrary<string> {
  const prototypeKeys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '..', '.', 'ARCHITECTURE.md', '.git', 'package.json'];
  return fc.oneof(
    fc.constantFrom(...prototypeKeys),
    fc.stringMatching(/^[A-Za-z0-9._-]{6,80}$/).map((id) => `x${id}`.slice(0, 80)),
  );
}

/** Everything that a message could have changed. */
function traces(on: Stage): unknown {
  return { state: on.session.state, disk: [...on.disk], drafts: JSON.stringify([...on.drafts]), asked: [...on.asked] };
}

describe('security rule 13: forged messages have no effect but a logged refusal', () => {
  test('the protocol has no other message than those forged here', () => {
    expect(genuine.map(({ type }) => type).toSorted()).toEqual(
      sidebarMessageSchema.options.map((option) => option.shape.type.value).toSorted(),
    );
    for (const message of genuine) expect(parseSidebarMessage(message), JSON.stringify(message)).toEqual(message);
  });

  test('700 broken ones', async () => {
    const on = await stage();
    await answerShown(on);
    const before = traces(on);
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(forged, async (message) => {
        fc.pre(!isGenuine(message));
        on.log.length = 0;
        sent += 1;
        await on.send(message);
        expect(on.log).toEqual(['warn: A message of the sidebar was refused: it is not one of the protocol.']);
        expect(traces(on)).toEqual(before);
      }),
      { numRuns: 700 },
    );
    expect(sent).toBeGreaterThanOrEqual(700);
  });

  test('300 well-formed ones that name what was not offered', async () => {
    const on = await stage();
    await answerShown(on);
    const before = traces(on);
    await fc.assert(
      fc.asyncProperty(notOffered, async (message) => {
        on.log.length = 0;
        await on.send(message);
        expect(on.log, JSON.stringify(message)).toEqual([
          `warn: A message of the sidebar was refused: ${String(message['type'])} names something that was not offered.`,
        ]);
        expect(traces(on)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test('an action that the notice on the screen does not offer', async () => {
    const on = await stage({ recovered: 'ask' });
    const before = traces(on);
    for (const action of ['rescan', 'use-record', 'confirm-record', 'start-over', 'open-document', 'show-log']) {
      await on.send({ type: 'notice', notice: 'interrupted-write', action });
      expect(traces(on), action).toEqual(before);
    }
    await on.send({ type: 'notice', notice: 'interrupted-write', action: 'dismiss' });
    expect(on.snapshot().notice).toBeNull();
  });

  test('the refusal quotes nothing of the message', async () => {
    const on = await stage();
    await on.send({ type: 'canary-b7f2', path: 'canary-b7f2' });
    await on.send({ type: 'edit', question: 'canary-b7f2' });
    expect(on.log.filter((line) => line.startsWith('warn'))).toHaveLength(2);
    expect(on.log.join('\n')).not.toContain('canary-b7f2');
  });
});

/** fast-check may find a real message by itself: then it is none of the forged ones. */
function isGenuine(message: unknown): boolean {
  return parseSidebarMessage(message) !== undefined && genuine.some((one) => JSON.stringify(one) === JSON.stringify(message));
}

describe('security rule 13: the page', () => {
  const html = pageHtml({
    nonce: 'bm9uY2U=',
    language: 'de"><script>alert(1)</script>',
    source: 'https://*.vscode-cdn.net',
    address: (file) => `https://file+.vscode-resource.vscode-cdn.net/x/${file}`,
    strings: { reading: '</body><script>alert(1)</script> "quoted" \u2028' },
  });
  const { document } = new JSDOM(html).window;
  const policy = new Map(
    (document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '')
      .split('; ')
      .map((directive): [string, string[]] => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]),
  );

  test('forbids everything, then allows our script by nonce, our style sheets and our font', () => {
    expect([...policy.keys()]).toEqual(['default-src', 'script-src', 'style-src', 'font-src']);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'nonce-bm9uY2U='"]);
    expect(policy.get('style-src')).toEqual(['https://*.vscode-cdn.net', "'nonce-bm9uY2U='"]);
    expect(policy.get('font-src')).toEqual(['https://*.vscode-cdn.net']);
    expect(html).not.toMatch(/unsafe-|strict-dynamic|'self'|data:|blob:|\*(?!\.vscode-cdn\.net)/);
  });

  test('the policy stands before everything that it governs', () => {
    const head = [...document.head.children].map((element) => element.outerHTML);
    const policyAt = head.findIndex((element) => element.includes('Content-Security-Policy'));
    const firstResource = head.findIndex((element) => /<(link|script|style)/.test(element));
    expect(policyAt).toBeLessThan(firstResource);
  });

  test('loads our own files and nothing else, each with the nonce, and has no code in itself', () => {
    const loaded = [...document.querySelectorAll('[src],[href]')];
    expect(loaded.map((element) => element.getAttribute('src') ?? element.getAttribute('href'))).toEqual(
      ['codicon.css', 'main.css', 'main.js'].map((file) => `https://file+.vscode-resource.vscode-cdn.net/x/${file}`),
    );
    expect([...document.querySelectorAll('script,style,link')].map((element) => element.getAttribute('nonce'))).toEqual(
      Array(3).fill('bm9uY2U='),
    );
    expect([...document.querySelectorAll('script')].map((script) => script.textContent)).toEqual(['']);
    expect(html).not.toMatch(/\son[a-z]+=|<iframe|<form|<base|style="/i);
  });

  test('texts and language cannot leave their attributes', () => {
    expect(document.documentElement.lang).toBe('de"><script>alert(1)</script>');
    expect(JSON.parse(document.body.dataset['strings'] ?? '')).toEqual({ reading: '</body><script>alert(1)</script> "quoted" \u2028' });
  });
});

describe('security rule 13: the view', () => {
  const sidebar = readFileSync(join(import.meta.dirname, '..', '..', 'src', 'vscode', 'sidebar.ts'), 'utf8');

  test('our folder of page files is its only root, and no link of the page runs a command', () => {
    expect(sidebar).toContain("vscode.Uri.joinPath(this.#extensionUri, 'dist', 'webview')");
    expect(sidebar).toMatch(/localResourceRoots: \[resources\]/);
    expect(sidebar).toMatch(/enableCommandUris: false/);
    expect(sidebar).not.toMatch(/enableCommandUris: true|enableFindWidget|portMapping/);
  });

  test('every page has a new nonce that cannot be guessed', () => {
    expect(sidebar).toMatch(/nonce: randomBytes\(18\)/);
  });
});

describe('security rule 13: the sources of the page', () => {
  const folder = join(import.meta.dirname, '..', '..', 'webview-ui');
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]);

  test('there are some', () => expect(sources.length).toBeGreaterThanOrEqual(5));

  test.each(sources)('%s makes text nodes only, and reaches nothing outside', (_name, text) => {
    expect(text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|unsafeStatic|unsafeCSS|document\.write|createContextualFragment|DOMParser|setHTML/,
    );
    expect(text).not.toMatch(
      /\beval\b|new Function|setTimeout\(['"`]|javascript:|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\(|new Worker/,
    );
    expect(text).not.toMatch(/https?:\/\//);
    expect(text).not.toMatch(/<(a|img|iframe|script|style|link|object|embed|base|form|svg)[\s>]/);
    expect(text).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie/);
  });

  test.each(sources)('%s takes types from the host, never code', (_name, text) => {
    const imports = [...text.matchAll(/^import (type )?[^;]*? from '([^']+)';$|^import '([^']+)';$/gms)];
    for (const [whole, type, from, bare] of imports) {
      const source = from ?? bare ?? '';
      if (source.startsWith('../')) {
        expect(source).toMatch(/^\.\.\/src\/protocol\//);
        expect(type, whole).toBe('type ');
      } else {
        expect(source).toMatch(/^(\.\/|lit$|lit\/|@vscode-elements\/elements\/)/);
      }
    }
  });
});
