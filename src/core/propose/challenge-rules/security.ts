import { answersSay, factsShow } from '../challenge-rule.ts';
import type { ChallengeRule, Found } from '../challenge-rule.ts';
import { say } from '../prose.ts';
import type { Prose } from '../proposal.ts';
import type { Situation } from '../shape.ts';

/** What an attacker, an auditor or a careless setting can do. */
export const securityChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.public-database',
    topic: 'public-database',
    title: 'Only a password stands between the internet and all data',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2',
    find: (s) =>
      fromHazard(
        s,
        'hazard.public-database',
        'reachable from the internet',
        say`private subnet and a bastion or VPN this week; then a new password, because the old one may be known`,
        say`a connection from outside succeeds in the weekly test`,
      ),
    example: { hazards: ['hazard.public-database'] },
    counterexample: { hazards: ['hazard.published-store-port'] },
  },
  {
    id: 'challenge.open-ports',
    topic: 'open-ports',
    title: 'A port that nobody meant to open is scanned all day',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18',
    find: (s) =>
      fromHazard(
        s,
        'hazard.open-ingress',
        'open to 0.0.0.0/0',
        say`restrict it to the office and the load balancer; a rule in CI refuses 0.0.0.0/0 for anything but 80 and 443`,
        say`one new open port found by CI`,
      ),
    example: { hazards: ['hazard.open-ingress'] },
    counterexample: { hazards: ['hazard.no-deletion-protection'] },
  },
  {
    id: 'challenge.unencrypted',
    topic: 'encryption',
    title: 'A copied snapshot can be read by whoever holds it',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3',
    find: (s) =>
      fromHazard(
        s,
        'hazard.unencrypted-storage',
        'storage is not encrypted',
        say`copy the snapshot encrypted, restore from it in a quiet hour, and delete the old snapshots`,
        say`any unencrypted volume in the weekly list`,
      ),
    example: { hazards: ['hazard.unencrypted-storage'] },
    counterexample: { hazards: ['hazard.public-database'] },
  },
  {
    id: 'challenge.privileged-container',
    topic: 'container-rights',
    title: 'A break-in into one container owns the machine',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    find: (s) =>
      fromHazard(
        s,
        'hazard.kubernetes-privileged',
        'a container runs privileged',
        say`drop privileged mode and add the one capability it needs; the namespace enforces the baseline standard`,
        say`one pod refused by the cluster`,
      ),
    example: { hazards: ['hazard.kubernetes-privileged'] },
    counterexample: { hazards: ['hazard.kubernetes-no-limits'] },
  },
  {
    id: 'challenge.root-container',
    topic: 'container-rights',
    title: 'Containers run as root',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://docs.docker.com/build/building/best-practices/#user',
    find: (s) =>
      fromHazard(
        s,
        'hazard.root-container',
        'no USER in the image',
        say`a USER line in each Dockerfile and a read-only file system; an hour per image`,
        say`CI finds an image without USER`,
      ),
    example: { hazards: ['hazard.root-container'] },
    counterexample: { hazards: ['hazard.image-latest'] },
  },
  {
    id: 'challenge.untrusted-workflow',
    topic: 'workflow',
    title: 'A pull request of a stranger runs with your secrets',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
    find: (s) =>
      fromHazard(
        s,
        'hazard.untrusted-checkout',
        'pull_request_target checks out foreign code',
        say`split it: build on pull_request without secrets, comment on workflow_run; pin actions to commits`,
        say`one workflow with both in the weekly search`,
      ),
    example: { hazards: ['hazard.untrusted-checkout'] },
    counterexample: { hazards: ['hazard.root-container'] },
  },
  {
    id: 'challenge.published-store',
    topic: 'published-port',
    title: 'The development database listens on every interface',
    likelihood: 'low',
    impact: 'medium',
    reference: 'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
    find: (s) =>
      fromHazard(
        s,
        'hazard.published-store-port',
        'a store port published on all interfaces',
        say`publish it on 127.0.0.1 only, and not at all in the file that production uses`,
        say`the file is used on a server`,
      ),
    example: { hazards: ['hazard.published-store-port'] },
    counterexample: { hazards: ['hazard.open-ingress'] },
  },
  {
    id: 'challenge.card-data',
    topic: 'cards',
    title: 'Card numbers pass through and the whole system is audited',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://www.pcisecuritystandards.org/document_library/',
    find: (s) => {
      if (!s.reading.has('compliance', 'cards')) return undefined;
      return {
        evidence: answersSay(s, 'compliance=cards'),
        mitigation: say`the payment provider's hosted fields, so that no number touches your servers and the short questionnaire (SAQ A) applies; a log filter for 13 to 19 digits`,
        trigger: say`one number found by the weekly search in logs`,
      };
    },
    example: { answers: { disqualifiers: ['regulated'], compliance: ['cards'] } },
    counterexample: { answers: { disqualifiers: ['regulated'], compliance: ['certificate'] } },
  },
  {
    id: 'challenge.personal-data',
    topic: 'privacy',
    title: 'A person asks for deletion and copies are everywhere',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://gdpr-info.eu/art-17-gdpr/',
    find: (s) => {
      if (!s.reading.has('compliance', 'privacy') || !s.reading.stated('compliance')) return undefined;
      return {
        evidence: answersSay(s, 'compliance=privacy', 'users'),
        mitigation: say`a list of every place with personal data, a key per person so that deleting the key deletes the copies, and backups that expire after 35 days`,
        trigger: say`a deletion open for more than 20 days`,
      };
    },
    example: { answers: { disqualifiers: ['regulated'], compliance: ['privacy'] } },
    counterexample: { answers: { disqualifiers: ['none'] } },
  },
  {
    id: 'challenge.residency',
    topic: 'residency',
    title: 'Data leaves the region through a side door',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://www.edpb.europa.eu/our-work-tools/our-documents/recommendations_en',
    find: (s) => {
      if (!s.reading.has('disqualifiers', 'residency')) return undefined;
      const logs = s.technology('observability');
      return {
        evidence: answersSay(s, 'disqualifiers=residency', 'hosting'),
        mitigation: say`pin backups, ${logs === undefined ? 'logs' : `logs (${logs})`}, mail and support tools to the region too; a policy refuses resources elsewhere`,
        trigger: say`one resource outside the region in the monthly list`,
      };
    },
    example: { answers: { disqualifiers: ['residency'] } },
    counterexample: { answers: { disqualifiers: ['own-hosting'] } },
  },
  {
    id: 'challenge.health-records',
    topic: 'health-data',
    title: 'Somebody looks up a record that is none of their business',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://www.hhs.gov/hipaa/for-professionals/security/index.html',
    find: (s) => {
      if (!s.reading.has('compliance', 'health')) return undefined;
      return {
        evidence: answersSay(s, 'compliance=health'),
        mitigation: say`access by case and role, every read on record with a reason, emergency access that alerts the data officer`,
        trigger: say`one read of a record without an open case`,
      };
    },
    example: { answers: { disqualifiers: ['regulated'], compliance: ['health'] } },
    counterexample: { answers: { disqualifiers: ['regulated'], compliance: ['privacy'] } },
  },
  {
    id: 'challenge.tenant-leak',
    topic: 'tenants',
    title: "One customer sees another customer's data",
    likelihood: 'low',
    impact: 'high',
    reference: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    find: (s) => {
      if (!s.reading.has('tenancy', 'shared') || !s.reading.stated('tenancy')) return undefined;
      return {
        likelihood: 'medium',
        evidence: answersSay(s, 'tenancy', 'users'),
        mitigation: say`the customer's id in every key, row-level rules in the database below the code, and a test that tries each address with another customer's session`,
        trigger: say`one foreign row in that test`,
      };
    },
    example: { answers: { tenancy: 'shared' } },
    counterexample: { answers: { tenancy: 'single' } },
  },
  {
    id: 'challenge.security-worry',
    topic: 'security-worry',
    title: 'Nobody has looked at it with the eyes of an attacker',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://cheatsheetseries.owasp.org/cheatsheets/Threat_Modeling_Cheat_Sheet.html',
    find: (s) => {
      if (!s.reading.has('worries', 'security')) return undefined;
      return {
        evidence: answersSay(s, 'worries=security'),
        mitigation: say`two hours with the container diagram and four questions (what, what can go wrong, what do we do, did it work); secrets out of the repository; updates merged weekly`,
        trigger: say`a known hole in a dependency older than 14 days`,
      };
    },
    example: { answers: { worries: ['security'] } },
    counterexample: { answers: { worries: ['budget'] } },
  },
];

function fromHazard(situation: Situation, hazard: string, lead: string, mitigation: Prose, trigger: Prose): Found | undefined {
  const found = situation.reading.hazard(hazard);
  if (found.length === 0) return undefined;
  return { evidence: factsShow(lead, found), mitigation, trigger };
}
