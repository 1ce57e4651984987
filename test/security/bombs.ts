import { amazonBombs } from './bombs/amazon.ts';
import type { Bomb } from './bombs/bomb.ts';
import { deliveryBombs, platformBombs } from './bombs/delivery.ts';
import { hazardBombs } from './bombs/hazards.ts';
import { infrastructureBombs } from './bombs/infrastructure.ts';
import { kubernetesBombs } from './bombs/kubernetes.ts';
import { manifestAndConfigurationBombs } from './bombs/manifests-and-configuration.ts';
import { parserBombs } from './bombs/parsers.ts';
import { programBombs } from './bombs/programs.ts';

/** Files that cannot be read to their end: each is a problem. */
export const brokenBombs: readonly Bomb[] = [...parserBombs, ...manifestAndConfigurationBombs, ...amazonBombs, ...programBombs];

/** Files that are legal or nobody's and only enormous: they have to end in time. */
export const floods: readonly Bomb[] = [...kubernetesBombs, ...infrastructureBombs, ...platformBombs, ...deliveryBombs, ...hazardBombs];

/** Every bomb, in a corpus per family of formats. */
export const bombs: readonly Bomb[] = [...brokenBombs, ...floods];
