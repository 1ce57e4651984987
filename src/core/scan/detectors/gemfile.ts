import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { longLineProblems, observeDependencies, observeTechnology } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { folderOf } from './paths.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads Gemfiles line by line: gems with their groups, and the Ruby version. */
export const gemfile: Detector = {
  id: 'gemfile',
  matches: (path) => /(^|\/)(Gemfile|gems\.rb)$/.test(path),
  detect,
  examples: [
    {
      path: 'Gemfile',
      text: 'source "https://rubygems.org"\nruby "3.3.0"\ngem "rails", "~> 7.1"\n# gem "mysql2"\ngem \'pg\'\ngroup :development, :test do\n  gem "rspec-rails"\nend\ngem "sidekiq"\n',
      sees: [
        'unit .@3',
        'technology ruby@2',
        'technology rails@3',
        'technology postgresql@5',
        'practice automated-tests@7',
        'technology sidekiq@9',
      ],
      not: ['technology mysql@4'],
    },
    { path: 'lib/Gemfile', text: 'gemspec\ngem "rake"\n', sees: ['technology ruby@1'], not: ['unit lib@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  const dependencies: Dependency[] = [];
  let development = false;
  let version: { readonly line: number; readonly version: string } | undefined;
  let isLibrary = false;
  for (const [index, text] of shortLines(input.text).entries()) {
    const line = index + 1;
    const group = /^\s*group\s*\(?\s*(:.*)\bdo\b/.exec(text)?.[1];
    // A group that names production beside development is production.
    if (group !== undefined) development = /:(development|test|ci|lint)/.test(group) && !/:(production|default|staging)/.test(group);
    else if (/^end\b/.test(text)) development = false;
    if (/^\s*gemspec\b/.test(text)) isLibrary = true;
    const ruby = /^\s*ruby\s*\(?\s*["']([\d.]{1,20})["']/.exec(text)?.[1];
    if (ruby !== undefined) version = { line, version: ruby };
    const gem = /^\s*gem\s*\(?\s*["']([\w.-]{1,100})["'](?:\s*,\s*["']([^"']{1,40})["'])?(.*)$/.exec(text);
    if (gem?.[1] !== undefined)
      dependencies.push({
        name: gem[1],
        line,
        version: gem[2],
        development: development || /group:?\s*(=>)?\s*\[?\s*:(development|test)/.test(gem[3] ?? ''),
      });
  }
  const technologies = observeDependencies(input, 'rubygems', folder, dependencies);
  const production = technologies.filter((one) => one.scope === 'production').map((one) => one.technology);
  const runs = kindByTechnologies(production);
  const first = dependencies[0]?.line ?? 1;
  const observations: Observation[] = [observeTechnology(input, 'ruby', folder, version ?? { line: Math.min(first, 1) }), ...technologies];
  // A gem brings a Gemfile for its own tests.
  if (!isLibrary && dependencies.length > 0)
    observations.unshift({
      type: 'unit',
      folder,
      ecosystem: 'other',
      evidence: input.evidence(first),
      ...(runs === undefined || runs === 'web-client' ? {} : { runs }),
    });
  const tests = dependencies.find((one) => /^(rspec(-rails)?|minitest|test-unit|cucumber(-rails)?|capybara)$/.test(one.name));
  if (tests !== undefined) observations.push({ type: 'practice', practice: 'automated-tests', evidence: input.evidence(tests.line) });
  return { observations, problems: longLineProblems(input) };
}
