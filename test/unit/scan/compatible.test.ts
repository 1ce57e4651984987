import { describe, expect, it } from 'vitest';
import { compatible, families } from '../../../src/core/scan/assemble/compatible.ts';
import { byId } from '../../../src/core/scan/catalogue/index.ts';
import { mobileClients, serverFrameworks, webClients, workerFrameworks } from '../../../src/core/scan/detectors/unit-kind.ts';

describe('technologies that answer to the same client', () => {
  it('are entries of the catalogue', () => {
    expect(families.flatMap((family) => [...family]).filter((id) => byId(id) === undefined)).toEqual([]);
  });

  it('are told by engine and by family', () => {
    expect(compatible('redis', 'valkey')).toBe(true);
    expect(compatible('redis', 'azure-cache-redis')).toBe(true);
    expect(compatible('postgresql', 'alloydb')).toBe(true);
    expect(compatible('postgresql', 'mysql')).toBe(false);
  });

  it('are server frameworks by the ids of the catalogue', () => {
    expect([...serverFrameworks, ...workerFrameworks].filter((id) => byId(id) === undefined)).toEqual([]);
  });

  it('know the common web and mobile clients by the ids of the catalogue', () => {
    for (const id of ['react', 'vue', 'angular', 'svelte'])
      expect([id, webClients.has(id), byId(id) !== undefined]).toEqual([id, true, true]);
    for (const id of ['react-native', 'expo', 'flutter'])
      expect([id, mobileClients.has(id), byId(id) !== undefined]).toEqual([id, true, true]);
  });
});
