import { rulesByEnding } from './by-ending.ts';
import { detectors } from './detectors/index.ts';
import { pathClassifier } from './path-class.ts';
import { treeRules } from './tree-rules.ts';

const reading = rulesByEnding(detectors, (detector) => detector.examples.map((example) => example.path));
const naming = rulesByEnding(treeRules, (rule) => rule.examples);
const classOf = pathClassifier('');

/**
 * Whether a file can have a part in a scan's result: some rule reads it or goes by its name. Most changes of source text
 * have none, and nothing need be read again for them.
 */
export function mattersToScan(path: string): boolean {
  const isRead = reading(path).some((detector) => detector.matches(path));
  const isNamed = naming(path).some((rule) => !('language' in rule.shows) && rule.pattern.test(path));
  return (isRead || isNamed || /(^|\/)\.gitignore$/.test(path)) && !/^(example|vendored|generated)$/.test(classOf(path));
}
