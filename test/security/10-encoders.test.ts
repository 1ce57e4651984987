import { describe, expect, test } from 'vitest';
import { renderBlocks, renderDocument } from '../../src/core/render/markdown.ts';
import { annotationMessage, annotationProperty, html, json, mermaidLabel, sarifText, terminal } from '../../src/core/render/encode.ts';
import { code, fileLink, heading, list, md, paragraph, stacked, strong, table, text } from '../../src/core/render/encode-markdown.ts';
import { locateBlocks } from '../../src/core/merge/locate-blocks.ts';
import { hostileStrings } from '../support/hostile-strings.ts';
import { withStrings } from '../support/proposals.ts';
import { linkified, rendered } from '../support/rendered-markdown.ts';

// eslint-disable-next-line no-control-regex
const unsafeInTerminal = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

describe('security rule 10: every hostile string through every sink', () => {
  test.each(hostileStrings.map((raw) => [raw.slice(0, 60), raw]))('%j as Markdown stays text', (_name, raw) => {
    const page = stacked([
      heading(text(raw)),
      paragraph(md`${text(raw)}`),
      paragraph(md`before ${text(raw)} ${strong(raw)} ${code(raw)} after`),
      paragraph(md`${text(raw)}${fileLink('src/a.ts', 1)}`),
      list([text(raw), md`x ${text(raw)}`]),
      table(
        [
          text(raw),
          md`
b
          `,
        ],
        [
          [text(raw), code(raw)],
          [strong(raw), fileLink(raw, 3)],
        ],
      ),
      paragraph(md`
the end
      `),
    ]);
    const result = rendered(page);
    expect(result.headings).toHaveLength(1);
    expect(result.headings[0]?.startsWith('### ')).toBe(true);
    expect(result.html).toEqual([]);
    expect(result.fences).toEqual([]);
    for (const type of [
      'image',
      'imageReference',
      'linkReference',
      'definition',
      'footnoteReference',
      'footnoteDefinition',
      'thematicBreak',
      'blockquote',
      'emphasis',
      'delete',
      'break',
    ]) {
      expect(result.types, type).not.toContain(type);
    }
    for (const url of result.links) expect(url).toMatch(/^(?!\/\/)(?![a-z][a-z0-9+.-]*:)[^\s]+#L\d+$/i);
    expect(result.links.length).toBeLessThanOrEqual(2);
    for (const found of result.text) expect(found).not.toMatch(linkified);
    expect(locateBlocks(page)).toEqual([]);
    expect(page).not.toMatch(/^::/m);
  });

  test('a whole document made of them has our structure and nothing else', () => {
    const usable = hostileStrings.filter((raw) => raw.length < 1200 && raw.trim() !== '');
    for (let start = 0; start < usable.length; start += 7) {
      const pool = [...usable.slice(start), ...usable.slice(0, start)];
      const proposal = withStrings(pool);
      const document = renderDocument(proposal);
      const result = rendered(document);
      const blocks = renderBlocks(proposal);
      expect(result.html).toEqual(blocks.map((block) => `<!-- groundplan:${block.anchor} -->`));
      expect(locateBlocks(document).map((position) => position.anchor)).toEqual(blocks.map((block) => block.anchor));
      expect(result.headings.filter((line) => line.startsWith('# '))).toHaveLength(1);
      expect(result.headings.filter((line) => line.startsWith('## '))).toEqual([
        '## Objective Overview',
        '## Architecture Proposal',
        '## Open Questions',
        '## Challenges and Solutions',
      ]);
      expect(result.headings.filter((line) => line.startsWith('### '))).toHaveLength(
        blocks.filter((block) => block.text.startsWith('### ')).length,
      );
      expect(new Set(result.fences)).toEqual(new Set(['mermaid']));
      expect(result.types).not.toContain('image');
      for (const url of result.links) expect(url).toMatch(/^(#|(?!\/\/)(?![a-z][a-z0-9+.-]*:))/i);
      for (const found of result.text) expect(found).not.toMatch(linkified);
      expect(document).not.toMatch(/^::/m);
    }
  });

  test.each(hostileStrings.map((raw) => [raw.slice(0, 60), raw]))('%j in the other sinks', (_name, raw) => {
    expect(html(raw)).not.toMatch(/[<>"'`]/);
    expect(terminal(raw)).not.toMatch(unsafeInTerminal);
    expect(sarifText(raw)).not.toMatch(/(?<!\\)(?:\\\\)*[[\]]/);
    expect(annotationProperty(raw)).not.toMatch(/[\r\n:,]|%(?!25|3A|2C)/);
    expect(annotationMessage(raw)).not.toMatch(/[\r\n]|%(?!25|0A)/);
    expect(json({ [raw]: raw })).not.toMatch(unsafeInTerminal);
    expect(JSON.parse(json([raw]))).toEqual([raw]);
    expect(mermaidLabel(raw)).not.toMatch(/["`<>[\]{}|;](?<!#\d+;)|%%|\n/);
    expect([...mermaidLabel(raw).replace(/#\d+;/g, 'x')].length).toBeLessThanOrEqual(60);
  });
});
