/** How sure a component is, by what shows it. */
export const confidence = {
  workload: 0.95,
  resource: 0.9,
  unit: 0.85,
  dockerfile: 0.7,
  foreignImage: 0.6,
  driver: 0.6,
  optional: 0.4,
} as const;
