import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const manifestText = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText) as {
  contributes: {
    commands: { command: string }[];
    walkthroughs: { steps: { media: { image: string } }[] }[];
    jsonValidation: { url: string }[];
  };
};
const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;

test('every text of the manifest stands in package.nls.json, and none there is left over', () => {
  const used = new Set([...manifestText.matchAll(/%([\w.]+)%/g)].map((match) => match[1]));
  expect(new Set(Object.keys(texts))).toEqual(used);
});

test('every command that a text links to is contributed', () => {
  const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
  const linked = Object.values(texts).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? ''));
  expect(linked.length).toBeGreaterThan(0);
  expect(linked.filter((command) => !commands.has(command))).toEqual([]);
});

test('every contributed command is registered, and the other way round', () => {
  const source = readFileSync(join(root, 'src', 'vscode', 'commands.ts'), 'utf8');
  const table = source.slice(source.indexOf('const commands'), source.indexOf('return vscode.Disposable'));
  const registered = [...table.matchAll(/^ {4}(\w+): /gm)].map((match) => `groundplan.${match[1]}`);
  expect(registered.toSorted()).toEqual(manifest.contributes.commands.map(({ command }) => command).toSorted());
});

test('every file that the manifest names exists', () => {
  const files = [
    ...manifest.contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)),
    ...manifest.contributes.jsonValidation.map(({ url }) => url),
  ];
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
