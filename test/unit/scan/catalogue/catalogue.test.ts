import { describe, expect, it } from 'vitest';
import type { Technology } from '../../../../src/core/scan/catalogue/technology.ts';
import type { Ecosystem } from '../../../../src/core/scan/catalogue/index.ts';
import {
  byAction,
  byHost,
  byId,
  byImage,
  byPackage,
  byScheme,
  byTerraform,
  technologies,
} from '../../../../src/core/scan/catalogue/index.ts';

/** Looks a key of any kind up: `npm:pg`, `image:postgres`, `terraform:aws_db_instance`, … */
function lookup(key: string): Technology | undefined {
  const colon = key.indexOf(':');
  const kind = key.slice(0, colon);
  const name = key.slice(colon + 1).replace(/\*$/, 'anything');
  if (kind === 'image') return byImage(`registry.example/${name}:1.2.3`);
  if (kind === 'terraform') return byTerraform(name);
  if (kind === 'scheme') return byScheme(name);
  if (kind === 'host') return byHost(name);
  if (kind === 'action') return byAction(name);
  return byPackage(kind as Ecosystem, name);
}

function keysOf(technology: Technology): string[] {
  return [
    ...Object.entries(technology.packages ?? {}).flatMap(([ecosystem, names]) => names.map((name) => `${ecosystem}:${name}`)),
    ...(technology.images ?? []).map((name) => `image:${name}`),
    ...(technology.terraform ?? []).map((name) => `terraform:${name}`),
    ...(technology.schemes ?? []).map((name) => `scheme:${name}`),
    ...(technology.hosts ?? []).map((name) => `host:${name}`),
    ...(technology.actions ?? []).map((name) => `action:${name}`),
  ];
}

describe('the technology catalogue', () => {
  it('has at least 600 entries, and four or more in every category', () => {
    const counts = new Map<string, number>();
    for (const { category } of technologies) counts.set(category, (counts.get(category) ?? 0) + 1);
    expect(technologies.length).toBeGreaterThanOrEqual(600);
    expect(counts.size).toBe(25);
    for (const [category, count] of counts) expect(count, category).toBeGreaterThanOrEqual(4);
  });

  it('has well-formed, unique ids and real names', () => {
    expect(new Set(technologies.map(({ id }) => id)).size).toBe(technologies.length);
    expect(new Set(technologies.map(({ name }) => name.toLowerCase())).size).toBe(technologies.length);
    for (const { id, name } of technologies) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name, id).not.toMatch(/todo|tbd|example|placeholder|^\s*$/i);
    }
  });

  it('leads every key to its own entry, so that no two entries claim the same', () => {
    for (const technology of technologies) {
      for (const key of keysOf(technology)) expect(lookup(key)?.id, key).toBe(technology.id);
    }
  });

  it('keeps its look-alikes apart', () => {
    for (const technology of technologies) {
      for (const key of technology.notExamples ?? []) expect(lookup(key)?.id, key).not.toBe(technology.id);
    }
  });

  it('can recognise every entry that is no language or build file by some key', () => {
    const byOtherMeans = new Set(['docker-compose', 'gitlab-ci', 'vagrant', 'knative', 'cloudflare-durable-objects', 'cloudflare-vectorize', 'travis-ci']);
    for (const technology of technologies) {
      if (technology.category === 'language' || byOtherMeans.has(technology.id)) continue;
      expect(keysOf(technology).length, technology.id).toBeGreaterThan(0);
    }
  });

  it('has a homepage over https for every entry', () => {
    for (const { id, homepage } of technologies) expect(homepage, id).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(\/|$)/);
  });

  it('refers only to entries that exist', () => {
    for (const { id, implies = [], engine } of technologies) {
      for (const other of engine === undefined ? implies : [...implies, engine]) expect(byId(other), `${id} → ${other}`).toBeDefined();
    }
  });

  it('says of every client what kind of thing it talks to', () => {
    for (const technology of technologies.filter(({ client }) => client)) expect(technology.component, technology.id).toBeDefined();
  });
});
