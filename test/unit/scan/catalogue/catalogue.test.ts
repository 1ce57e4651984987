import { describe, expect, it } from 'vitest';
import type { Ecosystem, Technology } from '../../../../src/core/scan/catalogue/index.ts';
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
import { packageKey } from '../../../../src/core/scan/catalogue/keys.ts';
import type { ComponentKind, TechnologyCategory } from '../../../../src/core/model/fact.ts';

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

/** Every key of an entry as `kind:name`, as lookup compares it. */
function keysOf(technology: Technology): string[] {
  return [
    ...Object.entries(technology.packages ?? {}).flatMap(([ecosystem, names]) =>
      names.map((name) => `${ecosystem}:${packageKey(ecosystem as Ecosystem, name)}`),
    ),
    ...(technology.images ?? []).map((name) => `image:${name}`),
    ...(technology.terraform ?? []).map((name) => `terraform:${name}`),
    ...(technology.schemes ?? []).map((name) => `scheme:${name}`),
    ...(technology.hosts ?? []).map((name) => `host:${name}`),
    ...(technology.actions ?? []).map((name) => `action:${name}`),
  ];
}

/** Recognised by names of files or by endings, never by a key, so that an entry without one has a use. */
const byOtherMeans: Readonly<Record<string, string>> = {
  javascript: 'endings of files',
  csharp: 'endings of files',
  'objective-c': 'endings of files',
  c: 'endings of files',
  lua: 'endings of files',
  shell: 'endings of files',
  vagrant: 'a Vagrantfile',
  'travis-ci': '.travis.yml',
  'cloudflare-durable-objects': 'a binding in a Worker’s configuration',
  'cloudflare-vectorize': 'a binding in a Worker’s configuration',
};

describe('how much the catalogue knows', () => {
  it('has at least 600 entries with keys, and four or more in every category', () => {
    const counts = new Map<string, number>();
    for (const { category } of technologies) counts.set(category, (counts.get(category) ?? 0) + 1);
    expect(technologies.filter((technology) => keysOf(technology).length > 0).length).toBeGreaterThanOrEqual(1000);
    expect(counts.size).toBe(25);
    for (const [category, count] of counts) expect(count, category).toBeGreaterThanOrEqual(4);
  });

  // Entries that can be recognised by a key of the kind; a figure is a floor, a little below what is there.
  it.each([
    ['npm', 450],
    ['pypi', 350],
    ['maven', 280],
    ['go', 200],
    ['nuget', 185],
    ['rubygems', 130],
    ['packagist', 105],
    ['crates', 70],
    ['hex', 32],
    ['pub', 20],
    ['image', 380],
    ['terraform', 170],
    ['scheme', 45],
    ['host', 200],
    ['action', 110],
  ])('knows by %s at least %i technologies', (kind, least) => {
    const known = technologies.filter((technology) => keysOf(technology).some((key) => key.startsWith(`${kind}:`)));
    expect(known.length).toBeGreaterThanOrEqual(least);
  });
});

describe('an entry of the catalogue', () => {
  it('has a well-formed, unique id and a real name that is unique, whatever the case', () => {
    expect(new Set(technologies.map(({ id }) => id)).size).toBe(technologies.length);
    expect(new Set(technologies.map(({ name }) => name.toLowerCase())).size).toBe(technologies.length);
    for (const { id, name } of technologies) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name, id).not.toMatch(/todo|tbd|example|placeholder|^\s|\s$|^$/i);
    }
  });

  it('claims no key that another one claims, nor one twice', () => {
    const owners = new Map<string, string>();
    for (const technology of technologies) {
      for (const key of keysOf(technology)) {
        expect(owners.get(key), `${key} of ${technology.id}`).toBeUndefined();
        owners.set(key, technology.id);
      }
    }
    expect(owners.size).toBeGreaterThan(5000);
  });

  it('is what every key of its own leads to', () => {
    for (const technology of technologies) {
      for (const key of keysOf(technology)) expect(lookup(key)?.id, key).toBe(technology.id);
    }
  });

  it('has look-alikes that lead elsewhere', () => {
    for (const technology of technologies) {
      expect(technology.notExamples.length, technology.id).toBeGreaterThan(0);
      for (const key of technology.notExamples) {
        expect(key, technology.id).toMatch(
          /^(npm|pypi|go|maven|nuget|rubygems|packagist|crates|hex|pub|image|terraform|scheme|host|action):\S+$/,
        );
        expect(lookup(key)?.id, key).not.toBe(technology.id);
      }
    }
  });

  it('can be recognised by a key, or is known to be recognised by other means', () => {
    for (const technology of technologies) {
      expect(keysOf(technology).length > 0, technology.id).toBe(!Object.hasOwn(byOtherMeans, technology.id));
    }
  });

  it('writes keys the way they are looked up', () => {
    for (const { id, images = [], hosts = [], actions = [], schemes = [] } of technologies) {
      for (const image of images) expect(image, id).toMatch(/^[a-z0-9][a-z0-9._/-]*$/);
      for (const host of hosts) expect(host, id).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      for (const action of actions) expect(action, id).toMatch(/^[a-z0-9-]+\/[a-z0-9._/-]+$/);
      for (const scheme of schemes) expect(scheme, id).toMatch(/^[a-z][a-z0-9+-]*$/);
    }
  });

  it('has a homepage over https', () => {
    for (const { id, homepage } of technologies) expect(homepage, id).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(\/|$)/);
  });

  it('refers only to entries that exist, and never in a circle', () => {
    const next = ({ implies = [], engine }: Technology): readonly string[] => (engine === undefined ? implies : [...implies, engine]);
    const follow = (id: string, path: readonly string[]): void => {
      expect(path.includes(id), [...path, id].join(' → ')).toBe(false);
      const technology = byId(id);
      expect(technology, [...path, id].join(' → ')).toBeDefined();
      for (const other of technology === undefined ? [] : next(technology)) follow(other, [...path, id]);
    };
    for (const { id } of technologies) follow(id, []);
  });

  it('names packages with versions of their own only among its packages', () => {
    for (const technology of technologies) {
      for (const own of technology.ownVersions ?? []) {
        const prefix = own.replace(/\*$/, '');
        expect(
          keysOf(technology).some((key) => (own.endsWith('*') ? key.startsWith(prefix) : key === own)),
          `${technology.id}: ${own}`,
        ).toBe(true);
      }
    }
  });
});

describe('what kind of thing an entry stands for', () => {
  /** Kinds of component that a category may stand for; a category without a line may stand for any. */
  const kinds: Partial<Record<TechnologyCategory, readonly ComponentKind[]>> = {
    store: ['store'],
    cache: ['cache', 'store'],
    broker: ['broker', 'registry', 'configuration', 'service', 'worker'],
    search: ['search'],
    'object-store': ['object-store', 'external-api'],
    'external-api': ['external-api', 'service', 'configuration'],
    identity: ['identity', 'configuration', 'external-api', 'gateway', 'service'],
    gateway: ['gateway', 'registry', 'service', 'configuration'],
    language: [],
    'data-access': ['gateway', 'service', 'job', 'worker', 'store'],
    testing: ['service', 'external-api', 'job'],
  };

  it('agrees with its category', () => {
    for (const { id, category, component } of technologies) {
      const allowed = kinds[category];
      if (allowed !== undefined && component !== undefined)
        expect(allowed, `${id} is a ${category} and a ${component}`).toContain(component);
    }
  });

  it('is said of every client, and of every data store with an image of its own', () => {
    for (const { id, category, client, images, component, auxiliary } of technologies) {
      const stored =
        ['store', 'cache', 'broker', 'search', 'object-store'].includes(category) && images !== undefined && auxiliary !== true;
      if (client === true || stored) expect(component, id).toBeDefined();
    }
  });

  it('is for a managed form that of its engine', () => {
    for (const { id, engine, category, component } of technologies) {
      const own = engine === undefined ? undefined : byId(engine);
      if (own === undefined) continue;
      // Kubernetes itself is what containers run on; a provider's is what one pays to run them.
      if (own.category !== 'container') expect(category, id).toBe(own.category);
      else expect(['container', 'compute'], id).toContain(category);
      if (own.component !== undefined) expect(component, id).toBe(own.component);
    }
  });
});

describe('who makes it and on what terms', () => {
  it('is said with one spelling per maker', () => {
    const forms = new Map<string, string>();
    for (const { id, vendor } of technologies) {
      expect(vendor, id).toMatch(/^\S(.*\S)?$/);
      expect(vendor, id).not.toMatch(/^(?:AWS|Amazon|MS|Google Cloud|CNCF|Apache|Hashicorp|Elastic ?search.*|unknown|n\/a)$/);
      expect(vendor, id).not.toMatch(/,? (?:Inc|GmbH|Ltd|LLC|Corp|Corporation|B\.?V|AG|SE|S\.?A)\.?$/);
      const stem = vendor
        .toLowerCase()
        .replace(/^the /, '')
        .replace(/ (?:labs|software|foundation|project|technologies|company|association|systems|data)$/, '')
        .replace(/[^a-z0-9]/g, '');
      // A company and the foundation of the same name are two.
      const key = /foundation|association|project/i.test(vendor) ? `${stem} (foundation)` : stem;
      expect(forms.get(key) ?? vendor, id).toBe(vendor);
      forms.set(key, vendor);
    }
  });

  /** Categories of hosted things that hold products that can be hosted by oneself as well. */
  const selfHosted = new Set(['openstack', 'appwrite', 'cloud-foundry']);

  it('is a service or proprietary for clouds, unless one can run it oneself', () => {
    for (const { id, category, licence } of technologies) {
      if (category === 'cloud') expect(['service', 'proprietary'].includes(licence) || selfHosted.has(id), id).toBe(true);
    }
  });

  it('is a service for what only a cloud provider’s resource type or host can show', () => {
    for (const { id, terraform, hosts, images, packages, licence, category } of technologies) {
      const hosted = (terraform?.length ?? 0) + (hosts?.length ?? 0) > 0 && images === undefined && packages === undefined;
      if (hosted && category !== 'container' && category !== 'cloud')
        expect(['service', 'proprietary', 'source-available'], id).toContain(licence);
    }
  });

  it('is no service for a data store that one starts from an image of its own and nobody else hosts', () => {
    for (const { id, category, images, hosts, terraform, packages, licence } of technologies) {
      if (!['store', 'cache', 'broker', 'search', 'object-store', 'gateway', 'identity'].includes(category)) continue;
      if (images !== undefined && hosts === undefined && terraform === undefined && packages === undefined)
        expect(licence, id).not.toBe('service');
    }
  });

  it('calls a standard what is a language, a protocol or a format', () => {
    const allowed = new Set(['language', 'api-style', 'framework', 'broker', 'identity', 'external-api']);
    for (const { id, licence, category } of technologies) if (licence === 'standard') expect(allowed.has(category), id).toBe(true);
  });

  it.each([
    ['postgresql', 'permissive'],
    ['valkey', 'permissive'],
    ['kafka', 'permissive'],
    ['rabbitmq', 'weak-copyleft'],
    ['opentofu', 'weak-copyleft'],
    ['mysql', 'strong-copyleft'],
    ['mariadb', 'strong-copyleft'],
    ['wordpress', 'strong-copyleft'],
    ['redis', 'network-copyleft'],
    ['elasticsearch', 'network-copyleft'],
    ['minio', 'network-copyleft'],
    ['grafana', 'network-copyleft'],
    ['mongodb', 'source-available'],
    ['cockroachdb', 'source-available'],
    ['terraform', 'source-available'],
    ['vault', 'source-available'],
    ['n8n', 'source-available'],
    ['oracle-database', 'proprietary'],
    ['sql-server', 'proprietary'],
    ['amazon-rds', 'service'],
    ['stripe', 'service'],
    ['graphql', 'standard'],
  ])('of %s is %s', (id, licence) => expect(byId(id)?.licence).toBe(licence));
});
