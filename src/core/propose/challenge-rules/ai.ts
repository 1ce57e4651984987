import { count } from '../format.ts';
import { answersSay, factsShow, ref } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import type { Claim } from '../proposal.ts';
import { say } from '../prose.ts';
import type { Situation } from '../shape.ts';
import { all, any, atLeast, is, not } from './when.ts';
import type { When } from './when.ts';
import { action, badness, few, said, team } from './words.ts';

/** A model of somebody else answers, by what was said or by a library in the code. */
const provided: When = any(is('ai-use', 'provider', 'core'), { technology: 'ai' });

/** Libraries in the code are stronger evidence than the answer alone. */
function use(s: Situation, ...questions: readonly string[]): Claim {
  const found = s.reading.technologies.filter((fact) => fact.category === 'ai' && fact.scope === 'production');
  if (found.length === 0) return answersSay(s, 'ai-use', ...questions);
  return factsShow(
    found
      .map((fact) => fact.name)
      .slice(0, 3)
      .join(', '),
    found,
  );
}

/** What goes wrong with features that a model answers. */
export const aiChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.ai-wrong-answer',
    category: 'ai',
    topic: 'ai-quality',
    title: 'The model is sure and wrong',
    likelihood: 'sure',
    impact: 'medium',
    reference: ref('NIST AI 600-1: Generative AI Profile, confabulation', 'https://nvlpubs.nist.gov/nistpubs/ai/NIST.AI.600-1.pdf'),
    when: any(is('ai-use', 'provider', 'core', 'own-models'), { technology: 'ai' }),
    tell: (s) => {
      const grave = said(s, 'first-hour-down', 'harm') || said(s, 'personal-data', 'sensitive') || said(s, 'ai-use', 'core');
      return {
        title: grave ? `The model is sure and wrong about ${action(s, 'something that counts')}` : 'The model is sure and wrong',
        likelihood: grave ? 'sure' : 'high',
        impact: grave ? 'high' : 'medium',
        evidence: use(
          s,
          ...(said(s, 'first-hour-down', 'harm') ? ['first-hour-down'] : []),
          ...(said(s, 'personal-data', 'sensitive') ? ['personal-data'] : []),
        ),
        mitigation: say`this week collect ${few(s) ? 30 : 100} real cases with the right answer; ${grave ? 'a person confirms before anything is sent or booked' : 'every answer shows what it rests on and can be corrected in one click'}; each correction becomes a case`,
        trigger: say`fewer than 9 of 10 cases right, or 1 answer in 20 corrected`,
      };
    },
    example: { answers: { 'ai-use': 'provider' } },
    counterexample: { answers: { 'ai-use': 'none' } },
  },
  {
    id: 'challenge.ai-injection',
    category: 'ai',
    topic: 'ai-injection',
    title: 'A text gives the model orders',
    likelihood: 'high',
    impact: 'high',
    reference: ref('OWASP Top 10 for LLM Applications: LLM01 Prompt Injection', 'https://genai.owasp.org/llmrisk/llm01-prompt-injection/'),
    when: all(
      provided,
      any(is('users', 'consumers', 'business-customers', 'citizens', 'partners'), is('needs', 'files', 'public-api'), { technology: 'ai' }),
    ),
    tell: (s) => ({
      title: said(s, 'needs', 'files') ? 'An uploaded document gives the model orders' : 'A customer’s text gives the model orders',
      impact: said(s, 'tenancy', 'shared') || said(s, 'personal-data', 'sensitive') ? 'high' : 'medium',
      evidence: use(s, 'users', 'needs=files'),
      mitigation: say`the model reads with the rights of the person who asks and sees no other customer’s data; what it may do is a short list, checked by code outside it; its answer is shown as text, never as a page or a query`,
      trigger: say`one of 20 planted attack texts gets through in the weekly run`,
    }),
    example: { answers: { 'ai-use': 'provider', users: ['consumers'] } },
    counterexample: { answers: { 'ai-use': 'own-models', users: ['consumers'] } },
  },
  {
    id: 'challenge.ai-cost',
    category: 'ai',
    topic: 'ai-cost',
    title: 'The model’s bill grows with every word',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'OWASP Top 10 for LLM Applications: LLM10 Unbounded Consumption',
      'https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/',
    ),
    when: all(provided, not(atLeast('budget', 50_000)), { measure: 'modelBill', below: 1 }),
    tell: (s) => {
      const budget = s.reading.amount('budget');
      const share = Math.max(5, Math.round(budget / 5 / 5) * 5);
      return {
        title: s.reading.stated('budget')
          ? `One eager customer spends the month’s ${count(budget)} $ on model calls`
          : 'One eager customer spends the month’s money on model calls',
        evidence: use(s, 'budget', 'concurrent-users'),
        mitigation: say`a cap of ${count(share)} $ a month at the provider${s.reading.mark('budget')}, a limit per person and day, the smaller model first, and answers to equal questions kept for a day`,
        trigger: say`${count(Math.max(1, Math.round((share / 30) * 2)))} $ in one day, twice the even share`,
      };
    },
    example: { answers: { 'ai-use': 'provider', budget: 500 } },
    counterexample: { answers: { 'ai-use': 'none', budget: 500 } },
  },
  {
    id: 'challenge.ai-slow',
    category: 'ai',
    topic: 'ai-latency',
    title: 'The model needs ten seconds, the person waits two',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'Nielsen: Response Times, the 3 Important Limits',
      'https://www.nngroup.com/articles/response-times-3-important-limits/',
    ),
    when: provided,
    tell: (s) => {
      const waits = said(s, 'who-waits', 'always') || said(s, 'latency', 'under-50ms', 'under-500ms', 'under-2s');
      return {
        title: waits
          ? 'The model needs ten seconds, the person waits two'
          : 'At the peak the provider’s limit of words a minute sets the pace',
        impact: waits ? badness(s) : 'low',
        evidence: use(s, ...(waits ? ['latency', 'who-waits'] : ['machine-events', 'concurrent-users'])),
        mitigation: waits
          ? say`show words as they come, or hand in and notify; a deadline of 20 s after which ${said(s, 'ai-use', 'core') ? 'the answer comes by mail' : `${action(s, 'the page')} goes on without the model`}; its calls have a queue of their own, so that they block nothing`
          : say`read the account’s limit today and ask for the next one; calls leave a queue at 80 % of it, the urgent ones first, and what may wait until night goes as a batch at half the price`,
        trigger: waits ? say`1 of 20 answers longer than 10 s` : say`the oldest waiting call is older than 30 min`,
      };
    },
    example: { answers: { 'ai-use': 'provider', 'who-waits': 'always' } },
    counterexample: { answers: { 'ai-use': 'none', 'who-waits': 'always' } },
  },
  {
    id: 'challenge.ai-model-retired',
    category: 'ai',
    topic: 'ai-model',
    title: 'The provider retires the model, and the answers change',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('OpenAI: deprecations', 'https://platform.openai.com/docs/deprecations'),
    when: provided,
    tell: (s) => ({
      title: 'Within a year the provider retires the model, and the answers change',
      impact: said(s, 'ai-use', 'core') ? 'high' : 'medium',
      evidence: use(s, 'horizon'),
      mitigation: say`name the dated version in one setting, never “latest”; one interface for all calls, with a second provider tried on the saved cases each quarter; a change takes one of you a day, so plan it twice a year`,
      trigger: say`an end date within 90 days, or 5 of 100 saved cases answered differently`,
    }),
    example: { answers: { 'ai-use': 'provider' } },
    counterexample: { answers: { 'ai-use': 'own-models' } },
  },
  {
    id: 'challenge.ai-private-data',
    category: 'ai',
    topic: 'ai-privacy',
    title: 'Personal data leaves in a prompt',
    likelihood: 'high',
    impact: 'high',
    reference: ref(
      'EDPB Opinion 28/2024 on AI models',
      'https://www.edpb.europa.eu/our-work-tools/our-documents/opinion-board-art-64/opinion-282024-certain-data-protection-aspects_en',
    ),
    when: all(provided, any(is('personal-data', 'sensitive', 'ordinary'), is('disqualifiers', 'residency', 'regulated'))),
    tell: (s) => ({
      title: said(s, 'personal-data', 'sensitive')
        ? 'Health, money or children stand in a prompt to somebody else'
        : 'Names leave in a prompt to somebody else',
      impact: said(s, 'personal-data', 'sensitive') || said(s, 'disqualifiers', 'residency', 'regulated') ? 'high' : 'medium',
      evidence: use(s, 'personal-data', 'disqualifiers', 'residency-regions'),
      mitigation: say`names and numbers replaced before the call and put back after it; a contract without training and with ${said(s, 'disqualifiers', 'residency') ? 'processing in the stated region' : '30 days of retention at most'}; prompts are logged without their content`,
      trigger: say`one name found in 200 sampled prompts`,
    }),
    example: { answers: { 'ai-use': 'provider', 'personal-data': 'sensitive' } },
    counterexample: { answers: { 'ai-use': 'provider', 'personal-data': 'none', disqualifiers: ['none'] } },
  },
  {
    id: 'challenge.ai-own-model',
    category: 'ai',
    topic: 'ai-own',
    title: 'Your model ages while the world moves on',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'Sculley et al.: Hidden Technical Debt in Machine Learning Systems',
      'https://papers.nips.cc/paper/5656-hidden-technical-debt-in-machine-learning-systems',
    ),
    when: is('ai-use', 'own-models'),
    tell: (s) => ({
      evidence: answersSay(s, 'ai-use', 'team-size', 'budget'),
      mitigation: say`each model with its data, code and score under one number; the same 200 held-back cases for every version; ${team(s) <= 6 ? 'rented accelerators by the hour, none of your own' : 'one queue for all accelerators, so that none stands idle'}; the old version stays one switch away`,
      trigger: say`score on last month’s cases 5 points below that on the held-back ones`,
    }),
    example: { answers: { 'ai-use': 'own-models' } },
    counterexample: { answers: { 'ai-use': 'provider' } },
  },
];
