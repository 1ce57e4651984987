export { hazardRules, observeHazard } from './hazards/index.ts';
