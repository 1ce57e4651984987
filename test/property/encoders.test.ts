import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileReference, html, json, mermaidLabel, terminal } from '../../src/core/render/encode.ts';
import { code, fileLink, heading, list, md, paragraph, stacked, strong, table, text } from '../../src/core/render/encode-markdown.ts';
import { visible } from '../../src/core/render/visible-text.ts';
import { hostileStrings } from '../support/hostile-strings.ts';
import { linkified, rendered } from '../support/rendered-markdown.ts';

/** Markdown's own characters far more often than chance would have it, and pieces of the hostile set glued together. */
const marks = fc.string({
  unit: fc.constantFrom(...'*_`[]()<>!#|\\~&;:-+=.$@/^"\'{}%1a \n'.split(''), 'www.', 'http://', '<!--', '-->', 'é', '🙂'),
  maxLength: 24,
});
const raw = fc.oneof(
  { weight: 4, arbitrary: marks },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...hostileStrings), fc.constantFrom(...hostileStrings))
      .map(([a, b]) => `${a.slice(0, 200)}${b.slice(0, 200)}`),
  },
);

describe('whatever the string', () => {
  test('Markdown shows it and does nothing else with it', () => {
    fc.assert(
      fc.property(raw, raw, (first, second) => {
        const page = stacked([
          heading(text(first)),
          paragraph(md`${text(first)} ${code(second)} ${text(second)}`),
          paragraph(md`${text(second)}${fileLink('a.ts', 1)}`),
          list([text(first), text(second)]),
          table([text(first), text(second)], [[code(first), strong(second)]]),
          paragraph(md`
end
          `),
        ]);
        const result = rendered(page);
        expect(result.html).toEqual([]);
        expect(result.cells).toEqual([2, 2]);
        expect(result.headings).toHaveLength(1);
        expect(result.links).toEqual(['a.ts#L1']);
        for (const type of [
          'image',
          'code',
          'definition',
          'footnoteDefinition',
          'footnoteReference',
          'linkReference',
          'imageReference',
          'blockquote',
          'thematicBreak',
          'emphasis',
          'delete',
          'break',
        ]) {
          expect(result.types).not.toContain(type);
        }
        for (const found of result.text) expect(found).not.toMatch(linkified);
      }),
      { numRuns: 1_500 },
    );
  }, 120_000);

  test('a paragraph reads exactly as what is visible of it', () => {
    fc.assert(
      fc.property(raw, (value) => {
        const result = rendered(paragraph(md`${text(value)} end`));
        expect(result.reading.replace(/\s+/g, ' ').trim()).toBe(`${visible(value).trim()} end`.trim());
        expect(result.types).not.toContain('heading');
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  test('links stay relative', () => {
    fc.assert(
      fc.property(raw, fc.nat(), (value, line) => {
        const target = fileReference(value, line);
        if (target === undefined) return;
        const url = new URL(target, 'https://github.example/o/r/blob/main/ARCHITECTURE.md');
        expect(url.origin).toBe('https://github.example');
        expect(url.pathname.startsWith('/o/r/blob/main/')).toBe(true);
      }),
    );
  });

  test('the other sinks hold their promises', () => {
    fc.assert(
      fc.property(raw, (value) => {
        expect(html(value)).not.toMatch(/[<>"']/);
        // eslint-disable-next-line no-control-regex
        expect(terminal(value)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(JSON.parse(json([value]))).toEqual([value]);
        expect(mermaidLabel(value)).not.toMatch(/["`\n\r<>{}[\]|\\]/);
      }),
    );
  });
});
