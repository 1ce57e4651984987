import type { Answer, Answers } from '../answer.ts';
import type { Example } from './example.ts';
import { hospitalOnPremises } from './hospital-on-premises.ts';
import { internalTool } from './internal-tool.ts';
import { iotFleet } from './iot-fleet.ts';
import { nightlyData } from './nightly-data.ts';
import { plugInPlatform } from './plug-in-platform.ts';
import { publicSectorPortal } from './public-sector-portal.ts';
import { saasExternalApisGrown } from './saas-external-apis-grown.ts';
import { saasExternalApisSmall } from './saas-external-apis-small.ts';
import { ticketSale } from './ticket-sale.ts';
import { webhookAutomation } from './webhook-automation.ts';

export type { Example } from './example.ts';

/** Made-up companies to try the interview with, in the order in which they are offered. */
export const examples: readonly Example[] = [
  saasExternalApisSmall,
  saasExternalApisGrown,
  iotFleet,
  ticketSale,
  nightlyData,
  hospitalOnPremises,
  plugInPlatform,
  webhookAutomation,
  internalTool,
  publicSectorPortal,
];

/** The example with this id, or undefined. */
export function exampleById(id: string): Example | undefined {
  return examples.find((example) => example.id === id);
}

/** The answers of an example as said by a user, ready for the decision. */
export function exampleAnswers(example: Example): Answers {
  return new Map(
    [...example.answers].map(([question, value]): [string, Answer] => [
      question,
      value === null ? { origin: 'user', unknown: true } : { origin: 'user', value },
    ]),
  );
}
