import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, no } from './rule.ts';

const ownMachines = any(is('disqualifiers', 'own-hosting'), is('hosting', 'own'));
const mustBeOwn = is('disqualifiers', 'own-hosting', 'disconnected');
const staysPut = any(is('disqualifiers', 'residency'), is('residency-regions', 'eu', 'uk', 'ch', 'us', 'apac', 'other'));
const somewhere = is('residency-regions', 'eu', 'uk', 'ch', 'us', 'apac', 'other');

/** Where it runs and where the data lies, against what else was said. */
export const placeRules: readonly ContradictionRule[] = [
  {
    id: 'own-machines-and-a-cloud',
    serious: 3,
    when: all(mustBeOwn, is('hosting', 'aws', 'azure', 'gcp', 'platform')),
    sentence: 'It must run on your own machines or without a network, and the hosting you named is {hosting}: which of them is fixed?',
    example: { answers: { disqualifiers: ['own-hosting'], hosting: 'aws' } },
    innocent: { answers: { disqualifiers: ['residency'], hosting: 'aws' } },
  },
  {
    id: 'own-machines-and-a-provider',
    serious: 2,
    when: any(all(mustBeOwn, is('operator', 'provider')), all(is('disqualifiers', 'disconnected'), is('night', 'provider'))),
    sentence:
      'It must run on your own machines or without a network, and a provider looks after it: may their people reach those machines? If not, somebody of yours has to learn it.',
    example: { answers: { disqualifiers: ['own-hosting'], operator: 'provider' } },
    innocent: { answers: { disqualifiers: ['own-hosting'], operator: 'operations' } },
  },
  {
    id: 'own-machines-and-a-providers-model',
    serious: 3,
    when: all(mustBeOwn, is('ai-use', 'provider')),
    sentence:
      'It must run on your own machines or without a network, and it sends texts to a provider’s model: may these texts leave the house? If not, a smaller model has to run with you.',
    example: { answers: { disqualifiers: ['own-hosting'], 'ai-use': 'provider' } },
    innocent: { answers: { disqualifiers: ['own-hosting'], 'ai-use': 'own-models' } },
  },
  {
    id: 'disconnected-and-live',
    serious: 3,
    when: all(is('disqualifiers', 'disconnected'), is('partner-down', 'nothing')),
    sentence:
      'It must run where there is no network, and it stands still when a service of somebody else is out of reach: what may it do without them?',
    example: { answers: { disqualifiers: ['disconnected'], 'partner-down': 'nothing' } },
    innocent: { answers: { disqualifiers: ['disconnected'], 'external-apis': 3, 'partner-down': 'everything' } },
  },
  {
    id: 'data-stays-and-is-written-everywhere',
    serious: 3,
    when: all(
      staysPut,
      any(is('regions', 'writers-everywhere'), all(is('regions', 'readers-everywhere'), is('personal-data', 'ordinary', 'sensitive'))),
    ),
    sentence:
      'The data must stay in one region[ ({residency-regions})], and it is read or written all over the world: does each region keep its own customers’ data, or do the others wait for the long way?',
    example: { answers: { 'residency-regions': ['eu'], regions: 'writers-everywhere' } },
    innocent: { answers: { 'residency-regions': ['eu'], regions: 'one' } },
  },
  {
    id: 'data-stays-and-goes-to-a-model',
    serious: 3,
    when: all(staysPut, is('ai-use', 'provider'), no(is('residency-regions', 'us'))),
    sentence:
      'The data must stay in its region[ ({residency-regions})], and a provider’s model reads some of it: does the contract name a region for the model too, or do names go out before the text does?',
    example: { answers: { disqualifiers: ['residency'], 'ai-use': 'provider' } },
    innocent: { answers: { disqualifiers: ['none'], 'ai-use': 'provider' } },
  },
  {
    id: 'data-stays-and-a-simple-platform',
    serious: 2,
    when: any(
      all(is('hosting', 'platform'), is('residency-regions', 'ch', 'apac', 'other')),
      all(is('hosting', 'platform'), is('disqualifiers', 'residency'), no(somewhere)),
    ),
    sentence:
      'The data must stay in one country or region[ ({residency-regions})], and simple platforms have few regions, most in the United States and the European Union: has yours one in the right place, backups included?',
    example: { answers: { 'residency-regions': ['ch'], hosting: 'platform' } },
    innocent: { answers: { 'residency-regions': ['eu'], hosting: 'platform' } },
  },
  {
    id: 'two-borders-and-one-installation',
    serious: 2,
    when: is('tenancy', 'shared'),
    measures: [{ count: 'residency-regions', atLeast: 2 }],
    sentence:
      'Data must stay in {residency-regions}, and all customers share one installation, which stands in one place: is it one installation for each region?',
    example: { answers: { 'residency-regions': ['eu', 'us'], tenancy: 'shared' } },
    innocent: { answers: { 'residency-regions': ['eu'], tenancy: 'shared' } },
  },
  {
    id: 'nothing-rules-it-out-and-something-does',
    serious: 2,
    when: all(is('disqualifiers', 'none'), any(somewhere, is('compliance', 'health', 'cards', 'finance', 'public-sector'))),
    sentence:
      'No law and no border was the first answer, and later there is one[ ({residency-regions})][ ({compliance})]: which is right? It can rule out half of what is on the table.',
    example: { answers: { disqualifiers: ['none'], 'residency-regions': ['eu'] } },
    innocent: { answers: { disqualifiers: ['residency'], 'residency-regions': ['eu'] } },
  },
  {
    id: 'cloud-named-and-forbidden',
    serious: 2,
    when: any(...['aws', 'azure', 'gcp'].map((cloud) => all(is('hosting', cloud), is('stack-forbidden', cloud)))),
    sentence: '{hosting} is where it shall run, and it is on the list of what is forbidden: which of the two is out of date?',
    example: { answers: { hosting: 'aws', 'stack-forbidden': ['aws'] } },
    innocent: { answers: { hosting: 'aws', 'stack-forbidden': ['azure'] } },
  },
  {
    id: 'lock-in-and-a-platform',
    serious: 1,
    when: all(is('stack-forbidden', 'proprietary'), is('hosting', 'platform')),
    sentence:
      'Nothing may come from a single vendor, and a simple platform is exactly that: is the rule about data and code, or also about where they run?',
    example: { answers: { 'stack-forbidden': ['proprietary'], hosting: 'platform' } },
    innocent: { answers: { 'stack-forbidden': ['copyleft'], hosting: 'platform' } },
  },
  {
    id: 'own-machines-and-a-sudden-peak',
    serious: 2,
    when: all(
      ownMachines,
      any(
        is('burstiness', 'sudden'),
        all(is('burstiness', 'known-peaks'), least('concurrent-users', 10_000)),
        all(is('growth', 'tenfold'), least('concurrent-users', 10_000)),
      ),
    ),
    sentence:
      'It runs on machines of your own, and the load comes in peaks or grows tenfold[ ({concurrent-users})]: the machines for the peak stand idle the rest of the time, or are missing at ten o’clock. May the peak wait in a queue, or be served elsewhere?',
    example: { answers: { hosting: 'own', burstiness: 'sudden' } },
    innocent: { answers: { hosting: 'own', burstiness: 'daily' } },
  },
  {
    id: 'own-machines-all-over-the-world',
    serious: 2,
    when: all(ownMachines, is('regions', 'writers-everywhere')),
    sentence:
      'It runs on machines of your own, and it is written from all over the world: is there a second machine room on the other side, with people near it?',
    example: { answers: { hosting: 'own', regions: 'writers-everywhere' } },
    innocent: { answers: { hosting: 'own', regions: 'one' } },
  },
  {
    id: 'own-machines-without-experience',
    serious: 2,
    when: all(ownMachines, is('skills', 'none')),
    sentence:
      'It runs on machines of your own, and nobody here has run containers or a database with backups: who mends a broken disk at three in the morning? A provider or a first training would settle it.',
    example: { answers: { hosting: 'own', skills: ['none'] } },
    innocent: { answers: { hosting: 'own', skills: ['relational'] } },
  },
  {
    id: 'no-experience-and-nothing-rented',
    serious: 2,
    when: all(
      is('skills', 'none'),
      any(is('stack-forbidden', 'proprietary'), all(...['aws', 'azure', 'gcp'].map((cloud) => is('stack-forbidden', cloud)))),
    ),
    sentence:
      'Nobody here has run any of it, and what the large vendors sell is forbidden, which takes most of what is run for you off the table: what may be rented?',
    example: { answers: { skills: ['none'], 'stack-forbidden': ['proprietary'] } },
    innocent: { answers: { skills: ['containers', 'relational'], 'stack-forbidden': ['proprietary'] } },
  },
  {
    id: 'a-platform-and-terabytes',
    serious: 1,
    when: all(is('hosting', 'platform'), least('data-volume', 5000)),
    sentence:
      '{data-volume} on a simple platform: their databases end at a few terabytes and cost more for each than a cloud’s. Do the large files go elsewhere?',
    example: { answers: { hosting: 'platform', 'data-volume': 8000 } },
    innocent: { answers: { hosting: 'platform', 'data-volume': 200 } },
  },
];
