import { describe, expect, it } from 'vitest';
import { lineRedactor } from '../../../src/core/redact/context.ts';

/** The excerpt of every line of a file. */
function excerpts(text: string): string[] {
  const lines = text.split('\n');
  return lines.map((_, index) => lineRedactor(lines)(index + 1));
}

describe('lineRedactor', () => {
  it('knows the value below the name of a secret, in either order', () => {
    expect(excerpts('env:\n  - name: DB_PASSWORD\n    value: hunter2\n  - name: PORT\n    value: "3000"')).toEqual([
      'env:',
      '- name: DB_PASSWORD',
      'value: [redacted]',
      '- name: PORT',
      'value: "3000"',
    ]);
    expect(excerpts('- value: hunter2\n  name: API_TOKEN\n- value: 80\n  name: PORT')[0]).toBe('- value: [redacted]');
    expect(excerpts('- value: hunter2\n  name: API_TOKEN\n- value: 80\n  name: PORT')[2]).toBe('- value: 80');
    expect(excerpts('- name: DB_PASSWORD\n  value: ${DB_PASSWORD}')[1]).toBe('value: ${DB_PASSWORD}');
  });

  it('knows the data of a Kubernetes Secret, and leaves a ConfigMap', () => {
    const manifest = (kind: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: x\ndata:\n  mode: c2hvcA\n  other: plain`;
    expect(excerpts(manifest('Secret')).slice(5)).toEqual(['mode: [redacted]', 'other: [redacted]']);
    expect(excerpts(manifest('ConfigMap')).slice(5)).toEqual(['mode: c2hvcA', 'other: plain']);
    expect(excerpts(manifest('Secret'))[3]).toBe('name: x');
  });

  it('knows the inside of a key block and of a block scalar', () => {
    expect(excerpts('a: 1\n-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\nb: 2')).toEqual([
      'a: 1',
      '[redacted]',
      '[redacted]',
      '[redacted]',
      'b: 2',
    ]);
    expect(excerpts('password: |\n  hunter2\n  again\nport: 80')).toEqual(['password: |', '[redacted]', '[redacted]', 'port: 80']);
  });

  it('leaves structures below names like `secrets`', () => {
    expect(excerpts('secrets:\n  db:\n    file: ./db.txt')).toEqual(['secrets:', 'db:', 'file: ./db.txt']);
  });
});
