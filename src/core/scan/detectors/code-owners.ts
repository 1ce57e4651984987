import { shortLines } from '../parse/guard.ts';
import type { Detector, DetectorInput, DetectorOutput } from '../observation.ts';
import { longLineProblems } from './dependency.ts';

/**
 * Reads CODEOWNERS for how many teams own something. Nobody's name leaves this file: teams are counted, people are not even
 * that, and the evidence is the pattern before the first owner (security rule 11).
 */
export const codeOwners: Detector = {
  id: 'code-owners',
  matches: (path) => /^(\.github\/|docs\/|\.gitlab\/)?CODEOWNERS$/.test(path),
  detect,
  examples: [
    {
      path: 'CODEOWNERS',
      text: '# owners\n* @acme/platform\n/web/ @acme/web jane@acme.test @jane\n/api/ @acme/platform\n',
      sees: ['practice code-owners@2', 'people owner-teams@2'],
    },
    { path: '.github/CODEOWNERS', text: '* @jane @joe\n', sees: ['practice code-owners@1'], not: ['people owner-teams@1'] },
    { path: 'CODEOWNERS', text: '# nobody yet\n', sees: [], not: ['practice code-owners@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const teams = new Set<string>();
  let first: { readonly line: number; readonly pattern: string } | undefined;
  let firstTeam: typeof first;
  for (const [index, raw] of shortLines(input.text).entries()) {
    const text = raw.replace(/(^|\s)#.*$/, '').trim();
    const owner = text.search(/(^|\s)([\w.+-]{1,80})?@/);
    if (text === '' || owner === -1) continue;
    const here = { line: index + 1, pattern: text.slice(0, owner).trim() || 'CODEOWNERS' };
    first ??= here;
    for (const match of text.slice(owner).matchAll(/(?:^|\s)@([\w.-]{1,80}(?:\/[\w.-]{1,80}){1,5})/g)) {
      teams.add((match[1] ?? '').toLowerCase());
      firstTeam ??= here;
    }
  }
  if (first === undefined) return { observations: [], problems: longLineProblems(input) };
  return {
    observations: [
      { type: 'practice', practice: 'code-owners', evidence: input.evidence(first.line, first.pattern) },
      ...(firstTeam === undefined
        ? []
        : [
            {
              type: 'people' as const,
              measure: 'owner-teams' as const,
              value: bucketOf(teams.size),
              evidence: input.evidence(firstTeam.line, firstTeam.pattern),
            },
          ]),
    ],
    problems: longLineProblems(input),
  };
}

/** The bucket that a count of people or teams falls in. */
function bucketOf(count: number): string {
  if (count <= 1) return '1';
  if (count <= 3) return '2-3';
  if (count <= 6) return '4-6';
  return count <= 15 ? '7-15' : '16+';
}
