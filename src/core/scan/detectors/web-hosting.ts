import { entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseToml } from '../parse/toml.ts';
import type { Detector, DetectorInput, HostReference, Observation } from '../observation.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf } from './paths.ts';
import { deployedTo, describedUnit, elsewhere, environmentHosts } from './platform-workload.ts';

/**
 * Reads Vercel's configuration: where it runs and which requests are passed on to other hosts. What runs is said by the
 * package beside it.
 */
export const vercel: Detector = {
  id: 'vercel',
  matches: (path) => /(^|\/)(vercel|now)\.json$/.test(path),
  detect: (input) => {
    const { root, issues } = input.own(parseJson);
    const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
    const first = root?.kind === 'map' ? [...root.entries].find(([key]) => key !== '$schema')?.[1] : undefined;
    if (first === undefined || isDocumentation(folderOf(input.path))) return { observations: [], problems };
    const [region] = itemsAt(root, 'regions');
    const references = ['rewrites', 'routes']
      .flatMap((key) => itemsAt(root, key))
      .flatMap((rule) => passedOn(input, rule, ['destination', 'dest']));
    const observations: Observation[] = [
      region?.kind === 'scalar' && region.text !== 'all'
        ? deployedTo(input, 'vercel', region.line, region.text)
        : deployedTo(input, 'vercel', first.line),
      ...describedUnit(input, folderOf(input.path), references),
    ];
    return { observations, problems };
  },
  examples: [
    {
      path: 'web/vercel.json',
      text: '{\n  "$schema": "https://openapi.vercel.sh/vercel.json",\n  "regions": ["fra1"],\n  "crons": [{ "path": "/api/nightly", "schedule": "0 3 * * *" }],\n  "rewrites": [\n    { "source": "/api/:path*", "destination": "https://api.stripe.com/:path*" },\n    { "source": "/old", "destination": "/new" }\n  ]\n}\n',
      sees: ['deployment vercel@3', 'workload web@6'],
    },
    { path: 'vercel.json', text: '{ "version": 2 }', sees: ['deployment vercel@1'] },
    { path: 'apps/docs/vercel.json', text: '{ "version": 2 }', sees: [], not: ['deployment vercel@1'] },
  ],
};

/** Reads Netlify's configuration in the same way. */
export const netlify: Detector = {
  id: 'netlify',
  matches: (path) => /(^|\/)netlify\.toml$/.test(path),
  detect: (input) => {
    const { root, issues } = input.own(parseToml);
    const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
    const folder = folderOf(input.path);
    const built = ['base', 'publish', 'command'].map((key) => textAt(root, 'build', key) ?? '');
    const first =
      entryAt(root, 'build', 'publish') ?? entryAt(root, 'build', 'command') ?? entryAt(root, 'build') ?? entryAt(root, 'redirects');
    // Many keep the pages of their documentation there and nothing else.
    if (first === undefined || [folder, ...built].some(isDocumentation)) return { observations: [], problems };
    const references = itemsAt(root, 'redirects')
      .filter((rule) => textAt(rule, 'status') === '200')
      .flatMap((rule) => passedOn(input, rule, ['to']));
    return {
      observations: [
        deployedTo(input, 'netlify', first.line),
        ...describedUnit(input, folder, [...references, ...environmentHosts(input, entryAt(root, 'build', 'environment')?.value)]),
      ],
      problems,
    };
  },
  examples: [
    {
      path: 'netlify.toml',
      text: '[build]\ncommand = "npm run build"\npublish = "dist"\n[[redirects]]\nfrom = "/pay/*"\nto = "https://api.stripe.com/:splat"\nstatus = 200\n[[redirects]]\nfrom = "/blog"\nto = "https://api.sendgrid.com"\nstatus = 301\n',
      sees: ['deployment netlify@3', 'workload @6'],
      not: ['workload @10'],
    },
    { path: 'netlify.toml', text: '[build]\nbase = "docs"\npublish = "public"\n', sees: [], not: ['deployment netlify@3'] },
  ],
};

/** Hosts that a rule passes requests on to. */
function passedOn(input: DetectorInput, rule: DataNode, keys: readonly string[]): readonly HostReference[] {
  const to = keys.map((key) => entryAt(rule, key)).find((entry) => entry !== undefined);
  if (to?.value.kind !== 'scalar' || !/^https?:\/\//.test(to.value.text)) return [];
  return elsewhere(referencesIn(input, to.line, to.value.text));
}

/** A folder or a build of documentation: published, but no part of the system. */
function isDocumentation(text: string): boolean {
  return /(^|[/\s:_-])(docs?|documentation|storybook|docusaurus|mkdocs|sphinx|vitepress|typedoc|website-docs)([/\s:_-]|$)/i.test(
    text.slice(0, 500),
  );
}
