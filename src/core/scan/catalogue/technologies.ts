import { clients } from './technologies-clients.ts';
import { frameworks } from './technologies-frameworks.ts';
import { languages } from './technologies-languages.ts';
import { platforms } from './technologies-platforms.ts';
import { stores } from './technologies-stores.ts';
import type { Technology } from './technology.ts';

/** Everything the scanner can recognise. Order is of no importance: no key belongs to two entries. */
export const technologies: readonly Technology[] = [...languages, ...frameworks, ...clients, ...stores, ...platforms];
