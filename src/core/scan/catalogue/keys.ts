import type { Ecosystem } from './technology.ts';

/**
 * Brings names as they are written in files into the one form under which the catalogue knows them.
 */

/** A package name as its registry compares it: PyPI ignores case and `-_.`, Go ignores the major version suffix. */
export function packageKey(ecosystem: Ecosystem, name: string): string {
  const plain = name.trim();
  if (ecosystem === 'pypi')
    return plain
      .replace(/\[.*$/, '')
      .toLowerCase()
      .replace(/[-_.]+/g, '-');
  if (ecosystem === 'go') return plain.replace(/\/v\d+$/, '').replace(/\.v\d+$/, '');
  if (ecosystem === 'nuget' || ecosystem === 'packagist') return plain.toLowerCase();
  return plain;
}

/** The parts of an image reference as written, also with variables: `${REGISTRY}/acme/api:${TAG:-1.2}@sha256:…`. */
export interface ImageReference {
  /** Without registry, tag and digest: `postgres`, `bitnami/redis`, `mssql/server`. */
  readonly repository: string;
  readonly registry?: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Takes an image reference apart. A variable with a default (`${IMAGE:-redis:7}`, `${TAG:-7}`) stands for its default. */
export function parseImage(reference: string): ImageReference {
  const expanded = reference
    .trim()
    .slice(0, 500)
    .replace(/\$\{[A-Za-z_]\w*:?-([^${}]*)\}/g, '$1')
    .replace(/^docker:\/\//, '');
  const [named = '', digest] = expanded.split('@', 2);
  const segments = named.split('/');
  const first = segments[0] ?? '';
  const hasRegistry = segments.length > 1 && (/[.:]/.test(first) || first === 'localhost' || first.startsWith('$'));
  const path = (hasRegistry ? segments.slice(1) : segments).join('/');
  const colon = path.lastIndexOf(':');
  const tagged = colon > path.lastIndexOf('/');
  return {
    repository: (tagged ? path.slice(0, colon) : path).toLowerCase(),
    ...(hasRegistry ? { registry: first } : {}),
    ...(tagged && colon + 1 < path.length ? { tag: path.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Publishers that repackage well-known software under its own name. */
const repackagers =
  /^(?:library|docker\/library|docker-hub\/library|dockerhub\/library|bitnami|bitnamilegacy|bitnamisecure|chainguard|rapidfort|cimg|circleci|amd64|arm64v8|arm32v7|ubuntu|ironbank|dhi)\/(?=[^/]+$)/;

/** Repository names to look an image up by, the most exact first. */
export function imageKeys(reference: string): string[] {
  const { repository } = parseImage(reference);
  const bare = repository.replace(repackagers, '');
  return bare === repository ? [repository] : [repository, bare];
}

/** Schemes to look a URL or a connection string up by: `jdbc:postgresql://…`, `postgresql+asyncpg`, `mongodb+srv://`. */
export function schemeKeys(scheme: string): string[] {
  const plain = scheme
    .trim()
    .toLowerCase()
    .replace(/^(?:jdbc|r2dbc):(?:tc:|p6spy:|aws-wrapper:|otel:)?(?:pool:)?/, '')
    .replace(/:.*$/s, '');
  const base = plain.replace(/\+.*$/, '');
  return base === plain ? [plain] : [plain, base];
}

/** Host suffixes to look a host up by, the longest first: `api.eu.stripe.com`, `eu.stripe.com`, `stripe.com`. */
export function hostKeys(host: string): string[] {
  const labels = host.trim().toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '').split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}

/** Action names to look a workflow step up by: `github/codeql-action/init@v3`, then `github/codeql-action`. */
export function actionKeys(action: string): string[] {
  const plain = (action.trim().split('@')[0] ?? '').toLowerCase();
  const parts = plain.split('/');
  const keys: string[] = [];
  for (let length = parts.length; length >= 2; length -= 1) keys.push(parts.slice(0, length).join('/'));
  return keys;
}

/**
 * Prefixes of a version to look dates up by, the longest first: `3.11-slim` gives `3.11`, `3`; `22.04` gives `22.04`, `22`;
 * `bookworm-slim` gives `bookworm`. Nothing for an open range (`>=3.9`, `*`, `18 || 20`, `3.9 - 3.12`): it does not say
 * what runs.
 */
export function versionKeys(version: string): string[] {
  const plain = version.trim().toLowerCase();
  if (plain === '' || plain.length > 100 || /^(?:[>*!]|latest|lts|netstandard|stable)|\|\||,|\s[-<>]/.test(plain)) return [];
  const number = /^(?:[\^~=v\s]|==|~=|~>|go|ruby-|node-|python-|net(?:coreapp)?|openjdk-|jdk-?|temurin-|java)*(\d+(?:\.\d+){0,2})/.exec(
    plain,
  )?.[1];
  if (number === undefined) {
    const word = /^[a-z]+/.exec(plain)?.[0];
    return word === undefined ? [] : [word];
  }
  const parts = number.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}
