import { allowedDowntime, clip, count, enumerate, minutes, plural } from '../format.ts';
import { answersSay, bothSay, factsShow, ref } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import type { Claim } from '../proposal.ts';
import { say } from '../prose.ts';
import { figure } from '../shape.ts';
import type { Situation } from '../shape.ts';
import { measures, taken } from './measures.ts';
import { all, any, atLeast, atMost, is, measured, not, stated, style } from './when.ts';
import { action, badness, few, mainPartner, partners, people, said } from './words.ts';

const retries = ref(
  'AWS Builders’ Library: Timeouts, retries, and backoff with jitter',
  'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
);

/** The answers, behind the calls that the code makes where it was read. */
function calls(s: Situation, ...questions: readonly string[]): Claim {
  const words = answersSay(s, ...questions);
  const found = s.reading.components.filter((part) => part.component === 'external-api');
  const names = [...new Set(found.map((part) => clip(part.name, 40)))];
  return found.length === 0 ? words : bothSay(factsShow(`${enumerate(names, 3)} called from the code`, found), words);
}

/** What goes wrong at the borders: partners, legacy systems, customers' own programs, plug-ins, phones. */
export const partnerChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.partner-down',
    category: 'partners',
    topic: 'partner-outage',
    title: 'A partner is down on the busiest day',
    likelihood: 'high',
    impact: 'high',
    reference: retries,
    when: all(atLeast('external-apis', 1), is('partner-down', 'everything')),
    tell: (s) => ({
      title: `${mainPartner(s)} is down for a day and ${action(s, 'the work')} goes on`,
      evidence: calls(s, 'external-apis', 'partner-down'),
      mitigation: say`${s.outbox ? 'calls wait in the outbox' : s.base === 'pipeline' ? 'the failed step is repeated' : 'every call waits in a queue'}, retries spread over up to a day, the screen says “queued”; ${few(s) ? 'one list' : 'a page for support'} shows what waits for whom`,
      trigger: say`the oldest waiting call is older than 15 min`,
    }),
    example: { answers: { 'external-apis': 3, 'partner-down': 'everything' } },
    counterexample: { answers: { 'external-apis': 0, 'partner-down': 'everything' } },
  },
  {
    id: 'challenge.partner-takes-us-down',
    category: 'partners',
    topic: 'partner-outage',
    title: 'A slow partner fills every connection',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Nygard, Release It!, ch. 5: circuit breaker', 'https://martinfowler.com/bliki/CircuitBreaker.html'),
    when: all(atLeast('external-apis', 1), is('partner-down', 'most')),
    tell: (s) => ({
      title: `${mainPartner(s)} answers in 30 s instead of one, and every screen hangs`,
      impact: badness(s),
      evidence: calls(s, 'external-apis', 'partner-down'),
      mitigation: say`a deadline of 2 s per call, at most 10 calls at once to each partner, and after five failures a minute without calls in which the screen says what is missing`,
      trigger: say`5 of 100 calls to one partner above 2 s`,
    }),
    example: { answers: { 'external-apis': 2, 'partner-down': 'most' } },
    counterexample: { answers: { 'external-apis': 0 } },
  },
  {
    id: 'challenge.partner-stops-us',
    category: 'partners',
    topic: 'partner-outage',
    title: 'When the partner is down, so are you',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Google SRE: The Calculus of Service Availability', 'https://queue.acm.org/detail.cfm?id=3096459'),
    when: any(all(atLeast('external-apis', 1), is('partner-down', 'nothing')), is('pains', 'partner-outages')),
    tell: (s) => ({
      title: said(s, 'pains', 'partner-outages')
        ? `Until calls can wait, ${mainPartner(s)} stops ${action(s, 'you')} as it does today`
        : `When ${mainPartner(s)} is down, so is ${action(s, 'everything')}`,
      impact: badness(s),
      likelihood: said(s, 'pains', 'partner-outages') && !said(s, 'partner-down', 'everything') ? 'sure' : 'high',
      evidence: calls(s, 'partner-down', 'pains', 'external-apis', 'availability'),
      mitigation: say`write down what their contract promises and how they announce trouble; a notice on every screen within a minute; ask each year what a second provider, or taking orders by hand for a day, would cost`,
      trigger: say`their outages add up to more than ${allowedDowntime(s.availability)} in a month`,
    }),
    example: { answers: { 'external-apis': 2, 'partner-down': 'nothing' } },
    counterexample: { answers: { 'external-apis': 2, 'partner-down': 'most' } },
  },
  {
    id: 'challenge.partner-limit',
    category: 'partners',
    topic: 'partner-quota',
    title: 'What is sent to a partner does not fit through its limit',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('RFC 6585: 429 Too Many Requests', 'https://www.rfc-editor.org/rfc/rfc6585#section-4'),
    when: all(stated('partner-limit'), atLeast('external-apis', 1)),
    tell: (s) => {
      const limit = s.reading.amount('partner-limit');
      const wanted = (measures.peak(s) * taken(s, 'partner-share')) / 100;
      const waiting = figure(s.recommendation, 'partner-backlog')?.value;
      const drain = waiting === undefined ? 0 : waiting / (limit * 0.8) / 60;
      const late = waiting !== undefined && drain >= 30;
      return {
        title: late
          ? `After an outage of ${mainPartner(s)}, ${count(waiting)} calls take ${minutes(Math.round(drain))} at its ${count(limit)}/s`
          : `${mainPartner(s)} allows ${count(limit)} calls a second, the busiest minute brings ${count(Math.max(1, Math.round(wanted)))}`,
        likelihood: wanted > limit || drain > 480 ? 'high' : wanted > limit / 2 || late ? 'medium' : 'low',
        impact: drain > 480 || wanted > limit ? 'high' : 'medium',
        evidence: answersSay(s, 'partner-limit', 'external-apis', 'concurrent-users'),
        mitigation: say`one sender for ${mainPartner(s)} that keeps to ${count(limit * 0.8)} calls a second, what a person waits for first, and a fake partner in the tests that answers 429${said(s, 'partner-down', 'everything') ? '' : '; beyond the limit the screen says “later” instead of failing'}`,
        trigger: say`1 of 100 calls answered with 429`,
      };
    },
    example: { answers: { 'external-apis': 3, 'partner-limit': 20 } },
    counterexample: { answers: { 'external-apis': 3 } },
  },
  {
    id: 'challenge.partner-quota',
    category: 'partners',
    topic: 'partner-quota',
    title: 'Nobody knows the limits of the partners',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('RFC 6585: 429 Too Many Requests', 'https://www.rfc-editor.org/rfc/rfc6585#section-4'),
    when: all(atLeast('external-apis', 4), not(stated('partner-limit'))),
    tell: (s) => ({
      title: `The limits of ${partners(s)} are found by hitting them`,
      evidence: answersSay(s, 'external-apis'),
      mitigation: say`an afternoon: beside each adapter its limit, its price per call and its status page; senders keep to 80 % of it`,
      trigger: say`a 429 from a partner whose limit is not written down`,
    }),
    example: { answers: { 'external-apis': 6 } },
    counterexample: { answers: { 'external-apis': 2 } },
  },
  {
    id: 'challenge.partner-changes',
    category: 'partners',
    topic: 'partner-change',
    title: 'A partner changes its API without telling',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Pact documentation: contract tests', 'https://docs.pact.io/'),
    when: any(all(is('objectives', 'integrate-systems'), atLeast('external-apis', 2)), atLeast('external-apis', 8)),
    tell: (s) => ({
      title: `One of ${partners(s)} changes a field on a Friday`,
      likelihood: s.reading.amount('external-apis') >= 6 ? 'high' : 'medium',
      evidence: answersSay(s, 'objectives=integrate-systems', 'external-apis'),
      mitigation: say`one adapter per partner, the answer checked against a schema at the door, and at six each morning one call to every sandbox; an unknown field is logged, a missing one rings`,
      trigger: say`one answer that does not fit its schema`,
    }),
    example: { answers: { objectives: ['integrate-systems'], 'external-apis': 3 } },
    counterexample: { answers: { objectives: ['reduce-cost'], 'external-apis': 3 } },
  },
  {
    id: 'challenge.partner-promise',
    category: 'availability',
    topic: 'partner-promise',
    title: 'You promise more than your partners do',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Google SRE: The Calculus of Service Availability', 'https://queue.acm.org/detail.cfm?id=3096459'),
    when: all(atLeast('external-apis', 2), not(is('partner-down', 'everything')), measured('availability', 99.9)),
    tell: (s) => {
      const partnersInPath = Math.max(1, Math.min(5, s.reading.amount('external-apis')));
      const product = 100 * 0.999 ** partnersInPath;
      return {
        title: `${String(s.availability)} % needed, ${String(Math.round(product * 10) / 10)} % possible through ${plural(partnersInPath, 'partner')} at 99.9 %`,
        evidence: answersSay(s, 'availability', 'first-hour-down', 'external-apis', 'partner-down'),
        mitigation: say`take their outages out of the promise in writing, or take the call out of the path: keep the last good answer for an hour and make the call up later`,
        trigger: say`a month in which partners cost more than half of the ${allowedDowntime(s.availability)}`,
      };
    },
    example: { answers: { 'external-apis': 3, 'partner-down': 'nothing', availability: 99.9 } },
    counterexample: { answers: { 'external-apis': 3, 'partner-down': 'nothing', availability: 99 } },
  },
  {
    id: 'challenge.partner-onboarding',
    category: 'delivery',
    topic: 'partner-onboarding',
    title: 'The partner’s contract takes longer than the code',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Brooks, The Mythical Man-Month', 'https://www.oreilly.com/library/view/mythical-man-month-the/0201835959/'),
    when: all(atLeast('external-apis', 3), any(atMost('deadline', 16), is('objectives', 'new-markets'))),
    tell: (s) => {
      const weeks = s.reading.amount('deadline');
      return {
        title: `Access to ${partners(s)} takes longer than the code for it`,
        evidence: answersSay(s, 'external-apis', 'deadline', 'objectives=new-markets'),
        mitigation: say`this week: one mail per partner for contract, sandbox and production access, with a date each; the first release goes without whoever has not answered by week ${count(Math.max(1, Math.round(weeks / 3)))}`,
        trigger: say`a partner without a working sandbox in week ${count(Math.max(1, Math.round(weeks / 2)))}`,
      };
    },
    example: { answers: { 'external-apis': 4, deadline: 10 } },
    counterexample: { answers: { 'external-apis': 4, deadline: 40 } },
  },
  {
    id: 'challenge.partner-credentials',
    category: 'operations',
    topic: 'partner-credentials',
    title: 'A key or certificate for a partner ends on a Sunday',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('NIST SP 1800-16: TLS Server Certificate Management', 'https://csrc.nist.gov/pubs/sp/1800/16/final'),
    when: atLeast('external-apis', 5),
    tell: (s) => ({
      title: `${plural(s.reading.amount('external-apis'), 'key')} for ${plural(s.reading.amount('external-apis'), 'partner')}, and one ends on a Sunday`,
      evidence: answersSay(s, 'external-apis', 'night'),
      mitigation: say`a table of keys with end date and owner; a reminder 30 days ahead that opens a task; ${few(s) ? 'keys in the provider’s secret store, changed by a written recipe' : 'two keys per partner at once, so that changing one needs no pause'}`,
      trigger: say`a key with fewer than 14 days left`,
    }),
    example: { answers: { 'external-apis': 8 } },
    counterexample: { answers: { 'external-apis': 2 } },
  },
  {
    id: 'challenge.inbound-calls',
    category: 'partners',
    topic: 'inbound-calls',
    title: 'Other systems call when it suits them, twice, and in bursts',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'OWASP API Security Top 10: API4, Unrestricted Resource Consumption',
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    ),
    when: all(any(is('work-trigger', 'systems'), is('users', 'partners')), not(is('needs', 'public-api'))),
    tell: (s) => ({
      evidence: answersSay(s, 'work-trigger', 'users=partners', 'machine-events'),
      mitigation: say`check the signature, store the call and answer “received” within 200 ms, work on it afterwards; a call seen before gets the first answer again`,
      trigger: say`a caller retries more than 1 of 100 calls`,
    }),
    example: { answers: { 'work-trigger': 'systems' } },
    counterexample: { answers: { 'work-trigger': 'people', users: ['employees'] } },
  },
  {
    id: 'challenge.legacy-window',
    category: 'partners',
    topic: 'legacy-erp',
    title: 'The old system answers only in its own hours',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'Evans, Domain-Driven Design, ch. 14: anticorruption layer',
      'https://learn.microsoft.com/en-us/azure/architecture/patterns/anti-corruption-layer',
    ),
    when: is('legacy', 'erp'),
    tell: (s) => ({
      title: said(s, 'availability-hours', 'always')
        ? 'The old system sleeps at night, this one must not'
        : 'The old system answers only in its own hours',
      impact: said(s, 'staleness', 'never') || said(s, 'availability-hours', 'always') ? 'high' : 'medium',
      evidence: answersSay(s, 'legacy=erp', 'availability-hours', 'staleness'),
      mitigation: say`one translator that keeps its own copy of what is read often, says how old it is, and queues what is written; nobody else speaks to the old system; ask its owners for the rate it can bear and its month-end hours`,
      trigger: say`the copy is older than 24 h, or 100 writes wait`,
    }),
    example: { answers: { legacy: ['erp'] } },
    counterexample: { answers: { legacy: ['own-services'] } },
  },
  {
    id: 'challenge.half-a-file',
    category: 'partners',
    topic: 'legacy-files',
    title: 'A file arrives half, twice, or with a new column',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'Hohpe and Woolf, Enterprise Integration Patterns: File Transfer',
      'https://www.enterpriseintegrationpatterns.com/patterns/messaging/FileTransferIntegration.html',
    ),
    when: is('legacy', 'files'),
    tell: (s) => ({
      evidence: answersSay(s, 'legacy=files', 'work-trigger'),
      mitigation: say`take a file only when its checksum or end line is there, remember which were taken, set bad rows aside with a reason, and answer the sender each day with the numbers of both`,
      trigger: say`a file 2 h late, or 1 row in 100 set aside`,
    }),
    example: { answers: { legacy: ['files'] } },
    counterexample: { answers: { legacy: ['erp'] } },
  },
  {
    id: 'challenge.other-teams-services',
    category: 'partners',
    topic: 'legacy-services',
    title: 'Another team’s service changes on its own calendar',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Skelton and Pais, Team Topologies', 'https://teamtopologies.com/book'),
    when: is('legacy', 'own-services'),
    tell: (s) => ({
      evidence: answersSay(s, 'legacy=own-services', 'teams', 'release-contention'),
      mitigation: say`for each of their services one page: who answers, how fast, from when a version is gone; your expectation as a test that runs in their build; a copy of the last answer for the hour they are down`,
      trigger: say`two changes a quarter that you learned of from an error`,
    }),
    example: { answers: { legacy: ['own-services'] } },
    counterexample: { answers: { legacy: ['files'] } },
  },
  {
    id: 'challenge.api-abuse',
    category: 'partners',
    topic: 'public-api',
    title: 'One customer’s program uses up the API',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'OWASP API Security Top 10: API4, Unrestricted Resource Consumption',
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    ),
    when: is('needs', 'public-api'),
    tell: (s) => {
      const limit = Math.max(2, Math.min(50, Math.round(measures.peak(s) / 5)));
      return {
        title: 'A loop in one customer’s program is your busiest hour',
        evidence: answersSay(s, 'needs=public-api', 'tenants', 'users'),
        mitigation: say`per key ${plural(limit, 'request')} a second (a fifth of the peak), pages of at most 100, no query without a limit; the answer to too many says when to come back`,
        trigger: say`one key above 30 % of all requests of an hour`,
      };
    },
    example: { answers: { needs: ['public-api'] } },
    counterexample: { answers: { needs: ['files'] } },
  },
  {
    id: 'challenge.api-versions',
    category: 'partners',
    topic: 'api-versions',
    title: 'Programs of others keep yesterday’s API alive for years',
    likelihood: 'high',
    impact: 'low',
    reference: ref('RFC 8594: The Sunset HTTP Header Field', 'https://www.rfc-editor.org/rfc/rfc8594'),
    when: all(is('needs', 'public-api'), is('users', 'business-customers', 'partners')),
    tell: (s) => ({
      impact: s.reading.stated('tenants') && s.reading.amount('tenants') >= 100 ? 'medium' : 'low',
      evidence: answersSay(s, 'needs=public-api', 'tenants', 'horizon'),
      mitigation: say`fields are added and never renamed; the description is checked against the last release in CI; one old version at most, for 12 months, with its end date in every answer and a list of keys that still use it`,
      trigger: say`a key on the old version 60 days before its end`,
    }),
    example: { answers: { needs: ['public-api'], users: ['partners'] } },
    counterexample: { answers: { needs: ['public-api'], users: ['employees'] } },
  },
  {
    id: 'challenge.plug-in-hangs',
    category: 'plug-ins',
    topic: 'plug-ins',
    title: 'Somebody else’s plug-in hangs or reads what it should not',
    likelihood: 'high',
    impact: 'high',
    reference: ref('VS Code: Extension Host', 'https://code.visualstudio.com/api/advanced-topics/extension-host'),
    when: is('variants', 'plug-ins'),
    tell: (s) => ({
      title: `A plug-in of somebody else stops ${action(s, 'the core')}`,
      evidence: answersSay(s, 'variants', 'personal-data'),
      mitigation: say`plug-ins in their own process or sandbox with a limit of memory and 5 s per call, rights by declaration, a safe start without any, and a switch per plug-in that support can reach`,
      trigger: say`a plug-in stopped by its limit three times in a day`,
    }),
    example: { answers: { variants: 'plug-ins' }, style: 'microkernel' },
    counterexample: { answers: { variants: 'settings' } },
  },
  {
    id: 'challenge.plug-in-api',
    category: 'plug-ins',
    topic: 'plug-in-api',
    title: 'An update of the core breaks plug-ins written by people you cannot reach',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('Semantic Versioning 2.0.0', 'https://semver.org/'),
    when: any(is('variants', 'plug-ins'), style('microkernel')),
    tell: (s) => ({
      likelihood: said(s, 'variants', 'plug-ins') ? 'high' : 'medium',
      evidence: answersSay(s, 'variants', 'tenants', 'horizon'),
      mitigation: say`a small interface with a version of its own, apart from the core’s classes; the ten most used plug-ins are part of your tests; what is going away warns for two releases first`,
      trigger: say`one of those ten fails against the next release`,
    }),
    example: { answers: { variants: 'plug-ins' } },
    counterexample: { answers: { variants: 'settings' } },
  },
  {
    id: 'challenge.old-mobile-versions',
    category: 'clients',
    topic: 'mobile',
    title: 'Phones run last year’s app',
    likelihood: 'high',
    impact: 'low',
    reference: ref('Android developers: in-app updates', 'https://developer.android.com/guide/playcore/in-app-updates'),
    when: is('needs', 'mobile'),
    tell: (s) => ({
      impact: said(s, 'users', 'consumers', 'citizens') ? 'medium' : 'low',
      evidence: answersSay(s, 'needs=mobile', 'users'),
      mitigation: say`the app asks at start whether its version is still welcome, from the very first one on; ${said(s, 'users', 'consumers', 'citizens', 'business-customers', 'partners') ? 'the server understands the versions of the last 12 months' : few(s) ? 'below the oldest welcome version it says “update” and nothing else' : 'staff phones are updated by device management within 14 days'}`,
      trigger: say`5 of 100 requests from versions older than six months`,
    }),
    example: { answers: { needs: ['mobile'] } },
    counterexample: { answers: { needs: ['offline'] } },
  },
  {
    id: 'challenge.store-review',
    category: 'clients',
    topic: 'store-review',
    title: 'The app store says no in the last week',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Apple: App Review Guidelines', 'https://developer.apple.com/app-store/review/guidelines/'),
    when: all(
      is('needs', 'mobile'),
      is('users', 'consumers', 'citizens', 'business-customers'),
      any(atMost('deadline', 26), is('objectives', 'new-product')),
    ),
    tell: (s) => {
      const weeks = s.reading.amount('deadline');
      return {
        evidence: answersSay(s, 'needs=mobile', 'deadline', 'objectives=new-product'),
        mitigation: say`hand in an empty but complete app in week ${count(Math.max(1, Math.round(weeks / 2)))}, with sign-in, privacy page and account deletion, because those are what is refused; a web page that does the same is the way out`,
        trigger: say`no approved version ${weeks > 8 ? 'four' : 'two'} weeks before the day`,
      };
    },
    example: { answers: { needs: ['mobile'], users: ['consumers'], deadline: 12 } },
    counterexample: { answers: { needs: ['mobile'], users: ['employees'], deadline: 12 } },
  },
  {
    id: 'challenge.offline-conflicts',
    category: 'clients',
    topic: 'offline',
    title: 'Two people change the same record offline',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Kleppmann et al.: Local-first software', 'https://www.inkandswitch.com/essay/local-first/'),
    when: is('needs', 'offline'),
    tell: (s) => ({
      likelihood: said(s, 'transactions', 'across-areas') ? 'high' : 'medium',
      impact: said(s, 'never', 'lost', 'done-twice') ? 'high' : 'medium',
      title: `Two people do ${action(s, 'the same change')} without a connection`,
      evidence: answersSay(s, 'needs=offline', 'users', 'transactions'),
      mitigation: say`send what was done, not the new record, each with the version it was based on; different fields merge, the same field asks the person; numbers that must be unique come from the server`,
      trigger: say`1 of 200 uploads ends in a question to the user`,
    }),
    example: { answers: { needs: ['offline'] } },
    counterexample: { answers: { needs: ['mobile'] } },
  },
  {
    id: 'challenge.offline-device-lost',
    category: 'clients',
    topic: 'device-loss',
    title: 'A lost phone holds work that exists nowhere else',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('OWASP MASVS: storage', 'https://mas.owasp.org/MASVS/05-MASVS-STORAGE/'),
    when: all(is('needs', 'offline'), any(is('never', 'lost'), is('personal-data', 'ordinary', 'sensitive'), is('needs', 'mobile'))),
    tell: (s) => ({
      impact: said(s, 'personal-data', 'sensitive') ? 'high' : 'medium',
      title: said(s, 'needs', 'mobile')
        ? 'A lost phone holds work that exists nowhere else'
        : 'A lost device holds work that exists nowhere else',
      evidence: answersSay(s, 'needs=offline', 'never=lost', 'personal-data'),
      mitigation: say`only what the next two days need is on the device, encrypted with its lock; work is sent at the first bar of signal, and the app shows in red how many hours were not`,
      trigger: say`a device with unsent work older than 24 h`,
    }),
    example: { answers: { needs: ['offline'], never: ['lost'] } },
    counterexample: { answers: { needs: ['mobile'], never: ['lost'] } },
  },
  {
    id: 'challenge.bought-part-ends',
    category: 'vendor',
    topic: 'bought',
    title: 'The vendor doubles the price or ends the product',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Hohpe, The Software Architect Elevator: lock-in', 'https://martinfowler.com/articles/oss-lockin.html'),
    when: is('buyable', 'most'),
    tell: (s) => ({
      title: `A bought part doubles its price within ${plural(Math.max(1, Math.round(s.reading.amount('horizon'))), 'year')}`,
      evidence: answersSay(s, 'buyable', 'horizon', 'budget'),
      mitigation: say`before signing: a full export in an open format, tried once; 12 months’ notice of price and end in the contract; your own numbers for customers and orders, theirs only as an extra column; ${people(s)} can name the second-best product`,
      trigger: say`a rise above 15 %, or a quarter without a release of theirs`,
    }),
    example: { answers: { buyable: 'most' } },
    counterexample: { answers: { buyable: 'nothing' } },
  },
];
