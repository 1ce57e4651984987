import type { HazardRule } from '../../scan/hazards/index.ts';
import { hazardRules } from '../../scan/hazards/index.ts';
import { factsShow, ref } from '../challenge-rule.ts';
import type { ChallengeCategory, ChallengeRule } from '../challenge-rule.ts';
import { clip, small } from '../format.ts';
import { say } from '../prose.ts';
import { saw } from './when.ts';

/**
 * Challenges that come straight from a hazard rule: what the scan found of high or medium severity and no rule of its own
 * covers. `covered` are the ids of hazards that other challenge rules ask for.
 */
export function hazardChallenges(covered: ReadonlySet<string>): readonly ChallengeRule[] {
  return hazardRules.filter((rule) => rule.severity !== 'low' && !covered.has(rule.id)).map(challengeOf);
}

/**
 * Hazards that are one thing to decide with a rule or another hazard: the same work mends both. Of several only the
 * strongest is shown, with what the files show of the others.
 */
const topics: Readonly<Record<string, string>> = {
  'hazard.no-ci': 'delivery',
  'hazard.ended-function-runtime': 'runtime',
  'hazard.synchronous-chain': 'availability-chain',
  'hazard.kubernetes-plain-ingress': 'clear-text',
  'hazard.plain-http-listener': 'clear-text',
  'hazard.kubernetes-cluster-admin': 'cluster-rights',
  'hazard.kubernetes-wildcard-role': 'cluster-rights',
};

/** Secrets in files are one thing to decide, wherever they stand. */
const writtenSecret = /^hazard\.(secret-in-|private-key$|access-token$|key-file$|environment-file$|committed-state$)/;

const categories: readonly (readonly [RegExp, ChallengeCategory])[] = [
  [/backup|ephemeral/, 'recovery'],
  [/no-ci|untested|lock-file|unpinned|no-tests/, 'delivery'],
  [/observability|ended|unmaintained|removed-api|development-server/, 'operations'],
  [/migrations|schema|shared-database/, 'data'],
  [/replica|single-broker|chain|circular/, 'availability'],
];

function challengeOf(rule: HazardRule): ChallengeRule {
  const name = rule.id.replace(/^hazard\./, '');
  return {
    id: `challenge.hazard-${name}`,
    category: categories.find(([pattern]) => pattern.test(name))?.[1] ?? 'security',
    topic: writtenSecret.test(rule.id) ? 'written-secrets' : (topics[rule.id] ?? `hazard-${name}`),
    title: rule.headline ?? rule.statement,
    // It is there now; how often it hurts depends on who finds it.
    likelihood: rule.severity === 'high' ? 'high' : 'medium',
    impact: rule.severity === 'high' ? 'high' : 'medium',
    reference: ref(referenceTitle(rule.reference), rule.reference),
    when: saw(rule.id),
    shownBy: 'workspace',
    tell: (situation) => {
      const found = situation.reading.hazard(rule.id);
      return {
        evidence: factsShow(small(clip(found[0]?.statement ?? rule.statement, 300)).replace(/\.$/, ''), found),
        mitigation: say`${rule.mitigation}`,
        trigger: say`the next scan after 30 days still shows it`,
      };
    },
    example: { hazards: [rule.id] },
    counterexample: { hazards: ['hazard.no-log-retention'] },
  };
}

/** Who says so, by the address: `OWASP`, `AWS documentation`. */
function referenceTitle(url: string): string {
  const host = /^https?:\/\/(?:www\.)?([^/]+)/.exec(url)?.[1] ?? '';
  return publishers.find(([pattern]) => pattern.test(host))?.[1] ?? 'the maker’s documentation';
}

const publishers: readonly (readonly [RegExp, string])[] = [
  [/aws\.amazon/, 'AWS documentation'],
  [/kubernetes/, 'Kubernetes documentation'],
  [/docker/, 'Docker documentation'],
  [/owasp/, 'OWASP'],
  [/github/, 'GitHub documentation'],
  [/microsoft|azure/, 'Microsoft documentation'],
  [/google/, 'Google documentation'],
  [/hashicorp|terraform/, 'Terraform documentation'],
  [/cwe\.mitre/, 'MITRE CWE'],
  [/nist/, 'NIST'],
  [/martinfowler/, 'Martin Fowler'],
  [/endoflife/, 'The makers’ dates of end of life'],
  [/palletsprojects/, 'Flask documentation'],
  [/django/, 'Django documentation'],
  [/spring/, 'Spring documentation'],
  [/kafka/, 'Kafka documentation'],
  [/nodejs/, 'Node.js documentation'],
  [/dora/, 'DORA'],
  [/microservices/, 'Richardson, Microservices Patterns'],
  [/opentelemetry/, 'OpenTelemetry documentation'],
  [/12factor/, 'The Twelve-Factor App'],
];
