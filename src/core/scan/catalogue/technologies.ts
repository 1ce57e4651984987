import { applications } from './technologies-applications.ts';
import { clients } from './technologies-clients.ts';
import { data } from './technologies-data.ts';
import { frameworks } from './technologies-frameworks.ts';
import { hosting } from './technologies-hosting.ts';
import { languages } from './technologies-languages.ts';
import { libraries } from './technologies-libraries.ts';
import { operations } from './technologies-operations.ts';
import { platforms } from './technologies-platforms.ts';
import { services } from './technologies-services.ts';
import { stores } from './technologies-stores.ts';
import type { Technology } from './technology.ts';

/** Everything the scanner can recognise. Order is of no importance: no key belongs to two entries. */
export const technologies: readonly Technology[] = [
  ...languages,
  ...frameworks,
  ...clients,
  ...stores,
  ...platforms,
  ...hosting,
  ...services,
  ...operations,
  ...data,
  ...applications,
  ...libraries,
];
