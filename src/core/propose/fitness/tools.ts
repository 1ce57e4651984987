import type { Situation } from '../shape.ts';

/** Languages with tools of their own; the same ids as the options of `stack-preferred`. */
type Language = 'typescript' | 'python' | 'java' | 'dotnet' | 'go' | 'php' | 'ruby' | 'rust' | 'elixir';

/** Tools for one job by language. Names as their projects write them; written down 2026-11. */
export interface Tools {
  readonly borders: string;
  readonly layers: string;
  readonly contracts: string;
  readonly licences: string;
  readonly interfaces: string;
  readonly vulnerabilities: string;
  readonly load: string;
}

const tools: Readonly<Record<Language, Tools>> = {
  typescript: {
    borders: 'dependency-cruiser',
    layers: 'eslint-plugin-boundaries',
    contracts: 'Pact JS',
    licences: 'license-checker',
    interfaces: 'API Extractor',
    vulnerabilities: 'npm audit',
    load: 'k6',
  },
  python: {
    borders: 'import-linter (independence contract)',
    layers: 'import-linter (layers contract)',
    contracts: 'Pact Python',
    licences: 'pip-licenses',
    interfaces: 'griffe check',
    vulnerabilities: 'pip-audit',
    load: 'Locust',
  },
  java: {
    borders: 'ArchUnit (slices)',
    layers: 'ArchUnit (layeredArchitecture)',
    contracts: 'Pact JVM',
    licences: 'license-maven-plugin',
    interfaces: 'japicmp',
    vulnerabilities: 'OWASP Dependency-Check',
    load: 'Gatling',
  },
  dotnet: {
    borders: 'NetArchTest',
    layers: 'ArchUnitNET',
    contracts: 'PactNet',
    licences: 'nuget-license',
    interfaces: 'Microsoft.DotNet.ApiCompat',
    vulnerabilities: 'dotnet list package --vulnerable',
    load: 'NBomber',
  },
  go: {
    borders: 'go-arch-lint',
    layers: 'depguard in golangci-lint',
    contracts: 'Pact Go',
    licences: 'go-licenses',
    interfaces: 'gorelease',
    vulnerabilities: 'govulncheck',
    load: 'k6',
  },
  php: {
    borders: 'deptrac',
    layers: 'deptrac (layers)',
    contracts: 'Pact PHP',
    licences: 'composer licenses',
    interfaces: 'Roave BackwardCompatibilityCheck',
    vulnerabilities: 'composer audit',
    load: 'k6',
  },
  ruby: {
    borders: 'packwerk',
    layers: 'packwerk (layers)',
    contracts: 'Pact Ruby',
    licences: 'license_finder',
    interfaces: 'the test kit of the last three versions',
    vulnerabilities: 'bundler-audit',
    load: 'k6',
  },
  rust: {
    borders: 'one crate per module, cargo-deny (bans)',
    layers: 'cargo-deny (bans)',
    contracts: 'Pact Rust',
    licences: 'cargo-deny (licenses)',
    interfaces: 'cargo-semver-checks',
    vulnerabilities: 'cargo-audit',
    load: 'k6',
  },
  elixir: {
    borders: 'boundary',
    layers: 'boundary',
    contracts: 'Schemathesis on the OpenAPI file',
    licences: 'licensir',
    interfaces: 'the test kit of the last three versions',
    vulnerabilities: 'mix_audit',
    load: 'k6',
  },
};

/** Patterns over the name of the chosen language and framework, the telling ones first. */
const named: readonly (readonly [RegExp, Language])[] = [
  [/typescript|javascript|node|react|nest|fastify|express|deno|bun/i, 'typescript'],
  [/python|django|flask|fastapi/i, 'python'],
  [/kotlin|\bjava\b|spring|quarkus/i, 'java'],
  [/\.net|c#|asp/i, 'dotnet'],
  [/\bgo\b|golang/i, 'go'],
  [/php|laravel|symfony/i, 'php'],
  [/ruby|rails/i, 'ruby'],
  [/rust|axum/i, 'rust'],
  [/elixir|phoenix/i, 'elixir'],
];

/** The language in which most of the system is or will be written: the decision first, then what the team knows. */
function languageOf(s: Situation): Language {
  const chosen = s.technology('language-framework') ?? '';
  const found = named.find(([pattern]) => pattern.test(chosen))?.[1];
  if (found !== undefined) return found;
  const known = s.reading.many('stack-preferred')[0] ?? '';
  return known in tools ? (known as Language) : 'typescript';
}

/** The tools that fit it. */
export function toolsOf(s: Situation): Tools {
  return tools[languageOf(s)];
}

/** Where checks run on each commit. */
export function pipelineOf(s: Situation): string {
  return s.technology('delivery') ?? 'the build';
}

/** The alarm on money of the place where it runs. */
export function billAlarm(s: Situation): string {
  const place = `${s.reading.one('hosting')} ${s.technology('compute') ?? ''}`;
  if (/aws|lambda|fargate|ecs|ec2/i.test(place)) return 'AWS Budgets';
  if (/azure/i.test(place)) return 'Azure budgets';
  if (/gcp|google|cloud run/i.test(place)) return 'Google Cloud budget alerts';
  return s.reading.has('hosting', 'own', 'edge') ? 'a note of the machines’ cost' : 'the spending limit of the platform';
}
