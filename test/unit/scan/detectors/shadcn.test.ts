import { describe, expect, it } from 'vitest';
import { shadcn } from '../../../../src/core/scan/detectors/shadcn.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const read = async (text: string): Promise<readonly string[]> => {
  const { facts, problems } = await scan(workspace({ 'web/components.json': text, 'web/package.json': '{}' }), {});
  return [
    ...facts.flatMap((fact) => (fact.kind === 'technology' ? [fact.technology] : [])),
    ...problems.map((one) => `problem ${one.reason}@${String(one.line)}`),
  ];
};

describe('components.json', () => {
  it('is that of shadcn/ui by the schema that it states', async () => {
    expect(await read('{ "$schema": "https://ui.shadcn.com/schema.json" }')).toContain('shadcn-ui');
    expect(await read('{ "$schema": "https://example.org/ui.shadcn.com/schema.json" }')).not.toContain('shadcn-ui');
  });

  it('keeps what stands before the line where it breaks', async () => {
    const found = await read('{\n "$schema": "https://ui.shadcn.com/schema.json",\n "tailwind": {\n');
    expect(found).toContain('shadcn-ui');
    expect(found.some((one) => one.startsWith('problem syntax-error@'))).toBe(true);
  });

  it('costs little however deep it is', async () => {
    const started = performance.now();
    await read(`{"$schema": ${'['.repeat(200_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(shadcn.matches('src/components.jsonc')).toBe(false);
  });
});
