import { rulesByEnding } from './by-ending.ts';
import { detectors } from './detectors/index.ts';
import { pathClassifier } from './path-class.ts';
import { foldersAbove } from './scan-memory.ts';
import type { ScanMemory } from './scan-memory.ts';
import { technologiesByFolder, usefulIn } from './source-files.ts';
import { treeRules } from './tree-rules.ts';

const reading = rulesByEnding(detectors, (detector) => detector.examples.map((example) => example.path));
const naming = rulesByEnding(treeRules, (rule) => rule.examples);
const classOf = pathClassifier('');

/**
 * Tells whether a file can have a part in the result of the next scan, after one that left this memory: some rule reads it
 * or goes by its name. Most changes of source text have none, and nothing need be read again for them.
 */
export function whatMatters(memory: ScanMemory): (path: string) => boolean {
  const remembered = [...memory.files.values()];
  const askFor = usefulIn(technologiesByFolder(remembered.flatMap((file) => file.observations)));
  const folders = new Set([...memory.files.keys()].flatMap(foldersAbove));
  const beside = new Set(remembered.flatMap((file) => file.companions));
  const isRead = (path: string): boolean => {
    const matching = reading(path).filter((detector) => detector.matches(path));
    const source = matching.filter((detector) => detector.sources !== undefined);
    return source.length < matching.length || askFor(path.slice(0, Math.max(0, path.lastIndexOf('/'))), source).length > 0;
  };
  return (path) => {
    if (memory.files.has(path) || beside.has(path)) return true;
    // Of a folder that goes, some watchers tell the folder alone; what has no ending may have been one.
    if (folders.has(path) || !path.slice(path.lastIndexOf('/') + 1).includes('.')) return true;
    const isNamed = naming(path).some((rule) => !('language' in rule.shows) && rule.pattern.test(path));
    return (isRead(path) || isNamed || /(^|\/)\.gitignore$/.test(path)) && !/^(example|vendored|generated)$/.test(classOf(path));
  };
}
