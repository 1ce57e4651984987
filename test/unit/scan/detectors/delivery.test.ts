import { describe, expect, it } from 'vitest';
import { commandRules, installs } from '../../../../src/core/scan/detectors/pipeline-rules.ts';

describe('what a command of a pipeline shows', () => {
  for (const [index, rule] of commandRules.entries()) {
    const name = `${rule.practice}${rule.target === undefined ? '' : ` to ${rule.target}`} (${String(index + 1)})`;
    it(name, () => {
      const shows = (text: string): boolean => rule.pattern.test(text) && rule.except?.test(text) !== true;
      expect(rule.examples.filter((text) => !shows(text))).toEqual([]);
      expect(rule.not.filter(shows)).toEqual([]);
    });
  }
});

it('tells what is installed from what is run', () => {
  for (const text of ['pip install pytest', 'gem install rspec', 'npm install -g eslint', 'apt-get -y install shellcheck', 'go get x/lint'])
    expect(installs.test(text), text).toBe(true);
  for (const text of ['mvn clean install', 'helm install shop chart', 'npm run test', 'go test ./...'])
    expect(installs.test(text), text).toBe(false);
});
