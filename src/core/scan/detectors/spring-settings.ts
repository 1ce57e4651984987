import type { DataNode, ParseIssue } from '../parse/data.ts';
import { at, textAt } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseYaml } from '../parse/yaml.ts';

/** A setting under its dotted key, as Spring sees YAML and properties alike. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** The settings of a file and what could not be read. */
interface Settings {
  readonly settings: readonly Setting[];
  readonly issues: readonly ParseIssue[];
}

const maxSettings = 5_000;

/** Settings of a properties file, without those of a test profile (`%test.quarkus.…`); other profiles lose their prefix. */
function propertySettings(text: string): Settings {
  const settings = shortLines(text)
    .slice(0, maxSettings)
    .flatMap((line, index): Setting[] => {
      const match = /^\s{0,40}(?:%([\w,-]{1,60})\.)?([\w.[\]"/-]{1,200}?)\s{0,20}[=:]\s{0,20}(.*)$/.exec(line);
      if (match?.[2] === undefined || match[1] === 'test') return [];
      return [{ key: match[2].replaceAll('"', ''), value: (match[3] ?? '').trim(), line: index + 1 }];
    });
  return { settings, issues: [] };
}

/** Settings of a YAML file in its order, without documents and branches that only a test profile reads. */
function yamlSettings(text: string): Settings {
  const { documents, issues } = parseYaml(text);
  const settings: Setting[] = [];
  const open = documents
    .filter((node) => !isTestProfile(node))
    .map((node): { key: string; node: DataNode; line: number } => ({ key: '', node, line: node.line }))
    .reverse();
  for (let next = open.pop(); next !== undefined && settings.length < maxSettings; next = open.pop()) {
    const { key, node, line } = next;
    if (key.length > 400) continue;
    if (node.kind === 'scalar') settings.push({ key, value: node.text, line });
    else if (node.kind === 'list') open.push(...node.items.map((item) => ({ key, node: item, line: item.line })).reverse());
    else
      open.push(
        ...[...node.entries]
          .filter(([name]) => name !== '%test')
          .map(([name, entry]) => ({
            key: key === '' || /^%\w+$/.test(key) ? name : `${key}.${name}`,
            node: entry.value,
            line: entry.line,
          }))
          .reverse(),
      );
  }
  return { settings, issues };
}

function isTestProfile(node: DataNode): boolean {
  const profiles =
    textAt(node, 'spring', 'config', 'activate', 'on-profile') ??
    (at(node, 'spring', 'application', 'name') === undefined ? textAt(node, 'spring', 'profiles') : undefined);
  return profiles !== undefined && /^(test|tests|testing|integration-?test|it)$/i.test(profiles.trim());
}

/** Settings of either kind of file, by its name. */
export function settingsOf(path: string, text: string): Settings {
  return path.endsWith('.properties') ? propertySettings(text) : yamlSettings(text);
}
