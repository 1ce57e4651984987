import { describe, expect, it } from 'vitest';
import { at, entriesAt, itemsAt, textAt } from '../../../src/core/scan/parse/data.ts';
import { bracketsTooDeep, shortLines, yamlTooDeep } from '../../../src/core/scan/parse/guard.ts';
import { parseJson } from '../../../src/core/scan/parse/json.ts';
import { parseToml } from '../../../src/core/scan/parse/toml.ts';
import { childAt, childText, parseXml } from '../../../src/core/scan/parse/xml.ts';
import { parseYaml } from '../../../src/core/scan/parse/yaml.ts';

describe('YAML', () => {
  it('gives every document with the lines of its keys', () => {
    const { documents, issues } = parseYaml('a: 1.10\nb:\n  c: [x, "y"]\n---\nd: true\n');
    expect(issues).toEqual([]);
    expect(documents).toHaveLength(2);
    expect(textAt(documents[0], 'a')).toBe('1.10');
    expect(entriesAt(documents[0], 'b').map(([key, entry]) => [key, entry.line])).toEqual([['c', 3]]);
    expect(itemsAt(documents[0], 'b', 'c').map((item) => item.kind === 'scalar' && item.text)).toEqual(['x', 'y']);
  });

  it('merges `<<` under the keys of the map itself, also from lists', () => {
    const { documents } = parseYaml('x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  <<: [*x, *y]\n  a: 0\n');
    expect(entriesAt(documents[0], 'z').map(([key]) => `${key}${textAt(documents[0], 'z', key) ?? ''}`)).toEqual(['a0', 'b1', 'c2']);
  });

  it('keeps what stands before an error', () => {
    const { documents, issues } = parseYaml('a: 1\nb: {c\nd: 2');
    expect(issues[0]).toMatchObject({ reason: 'syntax-error', line: 3 });
    expect(textAt(documents[0], 'a')).toBe('1');
  });

  it('bounds what aliases add', () => {
    const text = `a0: &a0 [x]\n${Array.from({ length: 20 }, (_, index) => `a${String(index + 1)}: &a${String(index + 1)} [*a${String(index)}, *a${String(index)}]`).join('\n')}`;
    expect(parseYaml(text).issues[0]?.reason).toBe('too-many-aliases');
  });

  it('accepts what people write: long scripts, many keys on a line, deep but sane nesting', () => {
    const script = `run: |\n${Array.from({ length: 300 }, (_, index) => `${' '.repeat(2 + (index % 20))}if [[ -n "$x" ]]; then echo a: b; fi`).join('\n')}`;
    expect(yamlTooDeep(script)).toBeUndefined();
    expect(yamlTooDeep(`{${Array.from({ length: 500 }, (_, index) => `"k${String(index)}": 1`).join(', ')}}`)).toBeUndefined();
    expect(yamlTooDeep(Array.from({ length: 99 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'))).toBeUndefined();
    expect(yamlTooDeep(Array.from({ length: 101 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'))).toMatchObject({
      reason: 'too-deep',
      line: 101,
    });
  });
});

describe('JSON', () => {
  it('reads comments and trailing commas, and keeps what stands before an error', () => {
    const { root, issues } = parseJson('{\n // a\n "a": [1,],\n "b": {"c": "d"}\n "e" }');
    expect(textAt(root, 'b', 'c')).toBe('d');
    expect(issues[0]).toMatchObject({ reason: 'syntax-error', line: 5 });
  });
});

describe('TOML', () => {
  it('reads tables, arrays of tables and dotted keys with their lines', () => {
    const { root } = parseToml('[a.b]\nx.y = 1\n[[c]]\nd = "e"\n[[c]]\nd = "f"\n');
    expect(textAt(root, 'a', 'b', 'x', 'y')).toBe('1');
    expect(itemsAt(root, 'c').map((item) => textAt(item, 'd'))).toEqual(['e', 'f']);
    expect(at(root, 'c')?.line).toBe(3);
  });

  it('keeps the lines before an error', () => {
    const { root, issues } = parseToml('a = 1\nb =\n');
    expect(textAt(root, 'a')).toBe('1');
    expect(issues[0]).toMatchObject({ reason: 'syntax-error', line: 2 });
  });
});

describe('XML', () => {
  it('reads elements with their lines and texts', () => {
    const { root } = parseXml('<p xmlns="u">\n<a>1</a>\n<b\n c="2">x<!-- no --></b>\n</p>');
    expect(childText(root, 'a')).toBe('1');
    expect(childAt(root, 'b')).toMatchObject({ line: 3, text: 'x' });
    expect(childAt(root, 'b')?.attributes.get('c')).toBe('2');
  });

  it('expands no entity of the document', () => {
    const { root, issues } = parseXml('<!DOCTYPE p [<!ENTITY a "canary">]><p><b>&a;</b></p>');
    expect(JSON.stringify(root)).not.toContain('canary');
    expect(issues[0]?.reason).toBe('syntax-error');
  });
});

describe('guards', () => {
  it('do not count brackets in strings and comments', () => {
    const syntax = { quotes: '"\'', comment: '#', tripled: true };
    expect(bracketsTooDeep(`a = "${'['.repeat(200)}"\n# ${'['.repeat(200)}\nb = """\n${'['.repeat(200)}\n"""\n`, syntax)).toBeUndefined();
    expect(bracketsTooDeep(`a = ""\nb = ${'['.repeat(101)}`, syntax)).toMatchObject({ reason: 'too-deep', line: 2 });
  });

  it('leave lines out that no expression should run on', () => {
    expect(shortLines(`a\n${'b'.repeat(10_001)}\nc`)).toEqual(['a', '', 'c']);
  });
});
