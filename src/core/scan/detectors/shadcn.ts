import type { Detector } from '../observation.ts';
import { textAt } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseJson } from '../parse/json.ts';
import { observeTechnology, problemsOf } from './dependency.ts';
import { folderOf } from './paths.ts';

const schema = /^https:\/\/ui\.shadcn\.com\/schema(\/[\w.-]+)?\.json$/;

/**
 * Reads components.json, in which the tool of shadcn/ui keeps where it puts components. They are copied into the application,
 * so no dependency names them; the schema that the file states tells it from other files of that name.
 */
export const shadcn: Detector = {
  id: 'shadcn',
  matches: (path) => /(^|\/)components\.json$/.test(path),
  detect: (input) => {
    const { root, issues } = input.own(parseJson);
    const problems = problemsOf(input, issues);
    if (!schema.test(textAt(root, '$schema') ?? '')) return { observations: [], problems };
    const line = shortLines(input.text).findIndex((text) => text.includes('ui.shadcn.com/')) + 1;
    return { observations: [observeTechnology(input, 'shadcn-ui', folderOf(input.path), { line: Math.max(1, line) })], problems };
  },
  examples: [
    {
      path: 'web/components.json',
      text: '{\n  "$schema": "https://ui.shadcn.com/schema.json",\n  "style": "new-york"\n}\n',
      sees: ['technology shadcn-ui@2'],
    },
    { path: 'data/components.json', text: '{\n  "components": ["ui.shadcn.com/"]\n}\n', sees: [], not: ['technology shadcn-ui@2'] },
    {
      path: 'components.json',
      text: '{\n  "$schema": "https://ui.shadcn.com/schema.json",\n  "style": [\n',
      sees: ['technology shadcn-ui@2', 'problem syntax-error@4'],
    },
  ],
};
