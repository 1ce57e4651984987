import { describe, expect, test } from 'vitest';
import {
  annotationMessage,
  annotationProperty,
  fileReference,
  html,
  isRelativePath,
  json,
  mermaidLabel,
  sarifText,
  terminal,
} from '../../../src/core/render/encode.ts';
import { code, fileLink, md, strong, text } from '../../../src/core/render/encode-markdown.ts';

describe('Markdown text', () => {
  test.each([
    ['plain words, 1,500 $ a month', 'plain words, 1,500 $ a month'],
    ['snake_case stays', 'snake_case stays'],
    ['*stars* [and] `ticks`', '\\*stars\\* \\[and\\] &#96;ticks&#96;'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['- no list', '\\- no list'],
    ['p95 < 400 ms, <b>', 'p95 < 400 ms, \\<b>'],
    ['uses @acme/web, see https://x.example.', 'uses `@acme/web`, see `https://x.example`.'],
    ['two\nlines', 'two lines'],
    ['Wow!', 'Wow\\!'],
  ])('%j is written %j', (raw, expected) => {
    expect(text(raw)).toBe(expected);
  });

  test('code keeps its content and cannot be left, also in a table cell', () => {
    expect(code('a`b')).toBe('`` a`b ``');
    expect(code('a|b')).toBe('`a`\\|`b`');
    expect(code('  ')).toBe('');
  });

  test('bold is plain where its marks would not be seen', () => {
    expect(strong('0.9 TB')).toBe('**0.9 TB**');
    expect(strong('"quoted"')).toBe('"quoted"');
  });

  test('a link to a line is relative and percent-encoded', () => {
    expect(fileLink('compose.yaml', 14)).toBe('[compose.yaml:14](compose.yaml#L14)');
    expect(fileLink('a b/(c) [d].ts', 1)).toBe('[a b/(c) \\[d\\].ts:1](a%20b/%28c%29%20%5Bd%5D.ts#L1)');
    expect(fileLink('compose.yaml', 14, 'docs/adr/ARCHITECTURE.md')).toBe('[compose.yaml:14](../../compose.yaml#L14)');
    expect(fileLink('javascript:alert(1)', 1)).toContain('(javascript%3Aalert%281%29#L1)');
    expect(fileLink('../../etc/passwd', 1)).toBe('`../../etc/passwd:1`');
  });

  test('a raw string does not compile where encoded text is expected', () => {
    const raw: string = 'from a repository';
    // @ts-expect-error A raw string is not Markdown.
    expect(md`${raw}`).toBe(raw);
    // @ts-expect-error HTML is not Markdown either.
    expect(md`${html(raw)}`).toBe(raw);
  });
});

describe('the other sinks', () => {
  test('HTML', () => {
    expect(html('<a href="x">\'&')).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;');
  });
  test('Mermaid labels are cut and encoded', () => {
    expect(mermaidLabel('say "end" #35;')).toBe('say #34;end#34; #35;35#59;');
    expect([...mermaidLabel('x'.repeat(10_000))]).toHaveLength(60);
    expect(mermaidLabel('')).not.toBe('');
    expect(mermaidLabel('1. Web')).toBe('1.\u00a0Web');
  });
  test('terminals', () => {
    expect(terminal('\u001b[31mred\u202e\u0007\nnext')).toBe('[31mred next');
  });
  test('workflow commands', () => {
    expect(annotationMessage('100 %\n::error::x')).toBe('100 %25%0A::error::x');
    expect(annotationProperty('a:b,c\n%')).toBe('a%3Ab%2Cc %25');
  });
  test('SARIF', () => {
    expect(sarifText('[x](1)')).toBe('\\[x\\](1)');
  });
  test('JSON keeps the value', () => {
    const value = { '</script>': '\u2028\u202e\u{e0041}\u001b' };
    expect(json(value)).not.toMatch(/[<\u2028\u202e\u001b]|\u{e0041}/u);
    expect(JSON.parse(json(value))).toEqual(value);
  });
  test.each(['/etc/passwd', '../x', 'a/../b', 'C:/x', 'C:x', 'a\\b', '', 'a//b', './a', 'a\u0000b'])(
    '%j is not a relative path',
    (path) => {
      expect(isRelativePath(path)).toBe(false);
      expect(fileReference(path, 1)).toBeUndefined();
    },
  );
});
