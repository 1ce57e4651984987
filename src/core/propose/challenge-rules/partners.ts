import { count } from '../format.ts';
import { answersSay, factsShow } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { say } from '../prose.ts';

/** What goes wrong at the borders: partners, legacy systems, customers' own programs. */
export const partnerChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.partner-down',
    topic: 'partner-outage',
    title: 'A partner is down on the busiest day',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
    find: (s) => {
      if (s.reading.amount('external-apis') < 1 || !s.reading.has('partner-down', 'everything')) return undefined;
      const partners = s.reading.components.filter((part) => part.component === 'external-api');
      const evidence =
        partners.length > 0
          ? factsShow(
              `${partners
                .map((part) => part.name)
                .slice(0, 3)
                .join(', ')} called from the code`,
              partners,
            )
          : answersSay(s, 'external-apis', 'partner-down');
      return {
        evidence: { text: evidence.text, sources: [...evidence.sources, ...s.reading.source('partner-down')] },
        mitigation: say`${s.outbox ? 'outbox' : s.base === 'pipeline' ? 'the failed step repeated' : 'a queue before every call'}, retries with jitter up to a day, and a page where support sees what waits and why`,
        trigger: say`the oldest waiting call is older than 15 min`,
      };
    },
    example: { answers: { 'external-apis': 3, 'partner-down': 'everything' } },
    counterexample: { answers: { 'external-apis': 0, 'partner-down': 'everything' } },
  },
  {
    id: 'challenge.partner-takes-us-down',
    topic: 'partner-outage',
    title: 'A slow partner fills every connection',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://martinfowler.com/bliki/CircuitBreaker.html',
    find: (s) => {
      if (s.reading.amount('external-apis') < 1 || !s.reading.has('partner-down', 'nothing', 'most') || !s.reading.stated('external-apis'))
        return undefined;
      return {
        impact: s.reading.has('first-hour-down', 'money', 'harm') ? 'high' : 'medium',
        evidence: answersSay(s, 'external-apis', 'partner-down'),
        mitigation: say`a deadline of 2 s per call, its own pool of connections per partner, and a breaker that opens after five failures`,
        trigger: say`a call to a partner above 2 s at the 95th percentile`,
      };
    },
    example: { answers: { 'external-apis': 2, 'partner-down': 'most' } },
    counterexample: { answers: { 'external-apis': 0 } },
  },
  {
    id: 'challenge.partner-quota',
    topic: 'partner-quota',
    title: "A partner's rate limit is reached while catching up",
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://docs.stripe.com/rate-limits',
    find: (s) => {
      if (s.reading.amount('external-apis') < 4) return undefined;
      return {
        evidence: answersSay(s, 'external-apis'),
        mitigation: say`write down each partner's limit beside its adapter, send at 80 % of it, and test with a fake partner that answers 429`,
        trigger: say`more than 1 % of calls to one partner answered with 429`,
      };
    },
    example: { answers: { 'external-apis': 6 } },
    counterexample: { answers: { 'external-apis': 2 } },
  },
  {
    id: 'challenge.partner-changes',
    topic: 'partner-change',
    title: 'A partner changes its API without telling',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://docs.pact.io/',
    find: (s) => {
      if (!s.reading.has('objectives', 'integrate-systems') || s.reading.amount('external-apis') < 2) return undefined;
      return {
        evidence: answersSay(s, 'objectives=integrate-systems', 'external-apis'),
        mitigation: say`one adapter per partner, its answers checked against a schema at the door, and a daily call to each sandbox`,
        trigger: say`one answer that does not fit the schema`,
      };
    },
    example: { answers: { objectives: ['integrate-systems'], 'external-apis': 3 } },
    counterexample: { answers: { objectives: ['reduce-cost'], 'external-apis': 3 } },
  },
  {
    id: 'challenge.ai-cost-and-quality',
    topic: 'ai',
    title: 'The AI feature gets dearer or worse without a release',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://owasp.org/www-project-top-10-for-large-language-model-applications/',
    find: (s) => {
      const found = s.reading.technologies.filter((fact) => fact.category === 'ai' && fact.scope === 'production');
      if (found.length === 0) return undefined;
      return {
        evidence: factsShow(
          found
            .map((fact) => fact.name)
            .slice(0, 3)
            .join(', '),
          found,
        ),
        mitigation: say`pin the model version, cap tokens and money per user and day, and run 50 saved cases before every change of prompt or model`,
        trigger: say`cost per request up 30 % in a week, or fewer than 45 of 50 cases right`,
      };
    },
    example: { technologies: [{ id: 'openai', category: 'ai' }] },
    counterexample: { technologies: [{ id: 'express', category: 'framework' }] },
  },
  {
    id: 'challenge.legacy-window',
    topic: 'legacy-erp',
    title: 'The old system answers only in its own hours',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://learn.microsoft.com/en-us/azure/architecture/patterns/anti-corruption-layer',
    find: (s) => {
      if (!s.reading.has('legacy', 'erp')) return undefined;
      return {
        evidence: answersSay(s, 'legacy=erp'),
        mitigation: say`a translation layer that keeps its own copy of what is read often, queues what is written, and says how old the copy is`,
        trigger: say`the copy is older than 24 h, or 100 writes wait`,
      };
    },
    example: { answers: { legacy: ['erp'] } },
    counterexample: { answers: { legacy: ['own-services'] } },
  },
  {
    id: 'challenge.half-a-file',
    topic: 'legacy-files',
    title: 'A file arrives half, twice, or with a new column',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://www.enterpriseintegrationpatterns.com/patterns/messaging/FileTransferIntegration.html',
    find: (s) => {
      if (!s.reading.has('legacy', 'files')) return undefined;
      return {
        evidence: answersSay(s, 'legacy=files'),
        mitigation: say`take a file only with its checksum, remember the checksums taken, check every row and set bad rows aside with a reason`,
        trigger: say`a file is 2 h late, or more than 1 % of its rows are set aside`,
      };
    },
    example: { answers: { legacy: ['files'] } },
    counterexample: { answers: { legacy: ['erp'] } },
  },
  {
    id: 'challenge.api-abuse',
    topic: 'public-api',
    title: "One customer's program uses up the API",
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    find: (s) => {
      if (!s.reading.has('needs', 'public-api')) return undefined;
      return {
        evidence: answersSay(s, 'needs=public-api', 'users'),
        mitigation: say`limits per key (start with ${count(10)} requests a second), pages of at most 100, and a version in the path that lives for a year`,
        trigger: say`one key above 30 % of all requests`,
      };
    },
    example: { answers: { needs: ['public-api'] } },
    counterexample: { answers: { needs: ['files'] } },
  },
  {
    id: 'challenge.plug-in-hangs',
    topic: 'plug-ins',
    title: "Somebody else's plug-in hangs or reads what it should not",
    likelihood: 'high',
    impact: 'high',
    reference: 'https://code.visualstudio.com/api/advanced-topics/extension-host',
    find: (s) => {
      if (!s.reading.has('variants', 'plug-ins')) return undefined;
      return {
        evidence: answersSay(s, 'variants'),
        mitigation: say`plug-ins in their own process with a limit of memory and 5 s per call, rights by declaration, and a switch per plug-in`,
        trigger: say`a plug-in stopped by its limit three times in a day`,
      };
    },
    example: { answers: { variants: 'plug-ins' }, style: 'microkernel' },
    counterexample: { answers: { variants: 'settings' } },
  },
  {
    id: 'challenge.old-mobile-versions',
    topic: 'mobile',
    title: 'Phones run last year’s app',
    likelihood: 'sure',
    impact: 'low',
    reference: 'https://developer.android.com/guide/playcore/in-app-updates',
    find: (s) => {
      if (!s.reading.has('needs', 'mobile')) return undefined;
      return {
        evidence: answersSay(s, 'needs=mobile'),
        mitigation: say`the API adds fields and never renames them; the app asks at start whether it is still supported, from its first version on`,
        trigger: say`more than 5 % of requests from versions older than six months`,
      };
    },
    example: { answers: { needs: ['mobile'] } },
    counterexample: { answers: { needs: ['offline'] } },
  },
];
