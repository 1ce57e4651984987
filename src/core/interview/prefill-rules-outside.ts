import type { Fact } from '../model/fact.ts';
import { regionsByBorder } from './borders.ts';
import type { PrefillRule } from './prefill-rule.ts';

/** Names as a person would list them, each once, cut where the answer would become too long. */
function namesIn(facts: readonly Fact[]): readonly string[] {
  return [...new Set(facts.flatMap((fact) => (fact.kind === 'technology' || fact.kind === 'component' ? [fact.name] : [])))].toSorted();
}

function listed(names: readonly string[], longest: number): string {
  let text = '';
  for (const name of names) {
    const longer = text === '' ? name : `${text}, ${name}`;
    if (longer.length > longest) return text;
    text = longer;
  }
  return text;
}

/** Borders within which something is deployed. */
function bordersOf(facts: readonly Fact[]): number {
  const regions = facts.flatMap((fact) => (fact.kind === 'deployment' && fact.region !== undefined ? [fact.region] : []));
  return Object.values(regionsByBorder).filter((beginnings) =>
    regions.some((region) => beginnings.some((beginning) => region.startsWith(beginning))),
  ).length;
}

const residency = (option: keyof typeof regionsByBorder, example: string, innocent: string): PrefillRule => ({
  id: `prefill.residency-${option}`,
  question: 'residency-regions',
  gives: option,
  about: 'system',
  when: { region: regionsByBorder[option] },
  // Where data lies today is not where a law wants it: a suggestion, still asked.
  confidence: 0.45,
  because: 'it is deployed there today ({names})',
  example: [example],
  innocent: [innocent],
});

/** What a repository shows of the world outside: partners by name, models, regions, and the areas of its own. */
export const outsideRules: readonly PrefillRule[] = [
  {
    id: 'prefill.ai-provider',
    question: 'ai-use',
    gives: 'provider',
    about: 'system',
    when: {
      technology: [
        'openai',
        'azure-openai',
        'anthropic',
        'google-gemini',
        'vertex-ai',
        'amazon-bedrock',
        'mistral',
        'cohere',
        'groq',
        'openrouter',
        'together-ai',
        'replicate',
        'langchain',
        'langgraph',
        'llamaindex',
        'vercel-ai-sdk',
        'semantic-kernel',
        'spring-ai',
        'litellm',
      ],
    },
    confidence: 0.75,
    because: 'the code calls {names}',
    example: ['technology:openai:ai'],
    innocent: ['technology:scikit-learn:ai', 'technology:elasticsearch:search'],
  },
  {
    id: 'prefill.ai-own-models',
    question: 'ai-use',
    gives: 'own-models',
    about: 'system',
    when: {
      technology: [
        'ollama',
        'vllm',
        'triton',
        'tensorflow-serving',
        'pytorch',
        'tensorflow',
        'jax',
        'text-embeddings-inference',
        'llama-cpp',
        'localai',
        'kubeflow',
        'bentoml',
        'amazon-sagemaker',
      ],
    },
    confidence: 0.6,
    because: 'the code runs models with {names}',
    example: ['technology:pytorch:ai'],
    innocent: ['technology:anthropic:ai'],
  },
  {
    id: 'prefill.partner-names',
    question: 'partner-names',
    gives: { from: (facts) => listed(namesIn(facts), 200) || undefined },
    about: 'system',
    when: { category: ['external-api', 'ai'], component: ['external-api'] },
    confidence: 0.75,
    because: 'the code talks to {names}',
    example: ['technology:stripe:external-api', 'technology:sendgrid:external-api'],
    exampleGives: 'sendgrid, stripe',
    innocent: ['technology:express:framework', 'component:service'],
  },
  {
    id: 'prefill.area-names',
    question: 'area-names',
    gives: {
      from: (facts) => {
        const names = namesIn(facts);
        return names.length < 3 ? undefined : listed(names, 200);
      },
    },
    about: 'system',
    when: { component: ['service'] },
    // Services are named after areas as often as after technology: a suggestion, still asked.
    confidence: 0.5,
    because: 'the services here are called so ({names})',
    example: ['component:service', 'component:service:invoices', 'component:service:ledger'],
    exampleGives: 'invoices, ledger, the service',
    innocent: ['component:service', 'component:web-client'],
  },
  {
    id: 'prefill.regions-several',
    question: 'regions',
    gives: { from: (facts) => (bordersOf(facts) >= 2 ? 'readers-everywhere' : undefined) },
    about: 'system',
    when: { region: Object.values(regionsByBorder).flat() },
    confidence: 0.5,
    because: 'it is deployed on both sides of a border ({names})',
    example: ['deployment:aws:eu-central-1', 'deployment:aws:us-east-1'],
    exampleGives: 'readers-everywhere',
    innocent: ['deployment:aws:eu-central-1', 'deployment:aws:eu-west-1'],
  },
  residency('eu', 'deployment:aws:eu-central-1', 'deployment:aws:us-east-1'),
  residency('uk', 'deployment:azure:uksouth', 'deployment:azure:westeurope'),
  residency('ch', 'deployment:azure:switzerlandnorth', 'deployment:azure:westeurope'),
  residency('us', 'deployment:aws:us-east-1', 'deployment:aws:eu-west-1'),
  residency('apac', 'deployment:aws:ap-northeast-1', 'deployment:aws:us-west-2'),
  {
    id: 'prefill.personal-data-ordinary',
    question: 'personal-data',
    gives: 'ordinary',
    about: 'system',
    when: { category: ['identity'], technology: ['stripe', 'adyen', 'paypal', 'mollie', 'braintree', 'sendgrid', 'mailgun', 'twilio'] },
    confidence: 0.5,
    because: 'people sign in, pay or get mail ({names})',
    example: ['technology:auth0:identity'],
    innocent: ['technology:kafka:broker', 'technology:postgresql:store'],
  },
];
