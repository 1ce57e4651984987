import { observeHazard } from '../hazards/index.ts';
import { isLiteralSecret } from '../hazards/literal-secret.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';

/** A setting under its dotted key in kebab case. */
interface Setting {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

const springFile = /(^|\/)(application|bootstrap)(-(prod|production|live))?\.(ya?ml|properties)$/;
/** Base files are left out: what a production file beside them changes is not read. */
const djangoFile = /(^|\/)(settings|settings\/(production|prod|live)|settings_(production|prod))\.py$/;
const railsFile = /(^|\/)config\/environments\/production\.rb$/;
const dotnetFile = /(^|\/)appsettings(\.(Production|Prod|Live))?\.json$/;

/** Reads the default and the production settings of common frameworks for switches that can hurt. */
export const settingsHazards: Detector = {
  id: 'settings-hazards',
  matches: (path) =>
    [springFile, djangoFile, railsFile, dotnetFile].some((pattern) => pattern.test(path)) && !/(^|\/)src\/\w*test\w*\//i.test(path),
  detect,
  examples: [
    {
      path: 'shop/settings.py',
      text: 'import os\nDEBUG = True  # for now\nINSTALLED_APPS = []\nCORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = False\n',
      sees: ['hazard hazard.debug-in-production@2'],
      not: ['hazard hazard.cors-with-credentials@4'],
    },
    {
      path: 'src/main/resources/application.yml',
      text: 'management:\n  endpoints.web.exposure.include: "*"\nspring:\n  h2.console.enabled: true\n---\nspring:\n  config.activate.on-profile: dev\n  jpa.hibernate.ddl-auto: create\n',
      sees: ['hazard hazard.actuator-exposed@2', 'hazard hazard.database-console@4'],
      not: ['hazard hazard.schema-by-framework@8'],
    },
    {
      path: 'config/environments/production.rb',
      text: 'Rails.application.configure do\n  # config.consider_all_requests_local = true\n  config.consider_all_requests_local = true\nend\n',
      sees: ['hazard hazard.debug-in-production@3'],
      not: ['hazard hazard.debug-in-production@2'],
    },
    {
      path: 'api/appsettings.json',
      text: `{\n  "ConnectionStrings": {\n    "Shop": "Server=db;Database=shop;User Id=app;Password=${'h7Gd2'}kLw9",\n    "Local": "Server=localhost;Password=${'h7Gd2'}kLw9"\n  }\n}`,
      sees: ['hazard hazard.secret-in-settings@3'],
      not: ['hazard hazard.secret-in-settings@4'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const read = springFile.test(input.path) ? spring : djangoFile.test(input.path) ? django : railsFile.test(input.path) ? rails : dotnet;
  return { observations: read(input), problems: [] };
}

function spring(input: DetectorInput): Observation[] {
  const groups = input.path.endsWith('.properties') ? [properties(input.text)] : yamlDocuments(input.text);
  return groups.filter(isForAll).flatMap((settings) => springHazards(input, settings));
}

/** A part of the file for one profile says nothing about production unless it is that. */
function isForAll(settings: readonly Setting[]): boolean {
  const profile = settings.find(({ key }) => key === 'spring.profiles' || key === 'spring.config.activate.on-profile');
  return profile === undefined || /^(prod|production|live)$/.test(profile.value);
}

function springHazards(input: DetectorInput, settings: readonly Setting[]): Observation[] {
  const found: Observation[] = [];
  const at = (pattern: RegExp): Setting | undefined => settings.find(({ key }) => pattern.test(key));
  const add = (id: string, one: Setting | undefined, bad: RegExp, values: Readonly<Record<string, string>> = {}): void => {
    if (one !== undefined && bad.test(one.value)) found.push(observeHazard(id, input.evidence(one.line), values, input.path));
  };
  const url = at(/(^|\.)datasource\.(\w+\.)?(jdbc-)?url$/)?.value ?? '';
  const ddl = at(/^spring\.jpa\.(hibernate\.ddl-auto|properties\.hibernate\.hbm2ddl\.auto)$/);
  // A database in memory is made anew at every start anyway; without an address here it may be one.
  if (url !== '' && !/jdbc:(h2|hsqldb|derby|sqlite)/.test(url))
    add('hazard.schema-by-framework', ddl, /^(update|create|create-drop)$/, { value: input.redact(ddl?.value ?? '') });
  add('hazard.actuator-exposed', at(/^management\.endpoints\.web\.exposure\.include(\[0\])?$/), /^\*$/);
  add('hazard.database-console', at(/^spring\.h2\.console\.enabled$/), /^true$/);
  const secret = settings.find(({ key, value }) => isLiteralSecret(key, value));
  // A value for a database on the same machine is one of a developer's.
  if (secret !== undefined && !/localhost|127\.0\.0\.1/.test(url))
    add('hazard.secret-in-settings', secret, /./, { key: input.redact(secret.key) });
  return found;
}

function properties(text: string): Setting[] {
  const settings: Setting[] = [];
  for (const [index, line] of shortLines(text).slice(0, 5_000).entries()) {
    // What follows is for a profile.
    if (/^[#!]---\s*$/.test(line)) break;
    const match = /^\s*([\w.[\]-]{1,200})\s*[=:]\s*(.*)$/.exec(line);
    if (match?.[1] !== undefined) settings.push({ key: match[1], value: (match[2] ?? '').trim(), line: index + 1 });
  }
  return settings;
}

function yamlDocuments(text: string): Setting[][] {
  return parseYaml(text).documents.map((document) => {
    const settings: Setting[] = [];
    const open: { key: string; node: DataNode; line: number }[] = [{ key: '', node: document, line: document.line }];
    for (let next = open.pop(); next !== undefined && settings.length < 5_000; next = open.pop()) {
      const { key, node, line } = next;
      if (key.length > 400) continue;
      if (node.kind === 'scalar') settings.push({ key, value: node.text, line });
      else if (node.kind === 'list')
        open.push(...node.items.map((item, index) => ({ key: `${key}[${String(index)}]`, node: item, line: item.line })));
      else
        for (const [name, entry] of node.entries)
          open.push({ key: key === '' ? name : `${key}.${name}`, node: entry.value, line: entry.line });
    }
    return settings.sort((one, other) => one.line - other.line);
  });
}

function django(input: DetectorInput): Observation[] {
  if (!/INSTALLED_APPS|django/.test(input.text)) return [];
  const lines = shortLines(input.text);
  const last = (name: string): number => lines.findLastIndex((line) => new RegExp(`^${name}\\s*=`).test(line));
  const isOn = (index: number): boolean => index !== -1 && /=\s*True\s*(#.*)?$/.test(lines[index] ?? '');
  const found: Observation[] = [];
  const debug = last('DEBUG');
  // A file that takes over other settings at its end lets these decide.
  const isReplaced = lines.slice(debug + 1).some((line) => /^\s*from\s+[\w.]+\s+import\s+\*/.test(line));
  if (isOn(debug) && !isReplaced)
    found.push(observeHazard('hazard.debug-in-production', input.evidence(debug + 1), { framework: 'Django' }, input.path));
  const everybody = [last('CORS_ALLOW_ALL_ORIGINS'), last('CORS_ORIGIN_ALLOW_ALL')].find(isOn);
  if (everybody !== undefined && isOn(last('CORS_ALLOW_CREDENTIALS')))
    found.push(observeHazard('hazard.cors-with-credentials', input.evidence(everybody + 1), {}, input.path));
  const secret = last('SECRET_KEY');
  const value = /=\s*["']([^"']{16,200})["']\s*(#.*)?$/.exec(lines[secret] ?? '')?.[1];
  if (value !== undefined && isLiteralSecret('SECRET_KEY', value.replace(/[^\w-]/g, 'a')) && !isReplaced)
    found.push(observeHazard('hazard.secret-in-settings', input.evidence(secret + 1), { key: 'SECRET_KEY' }, input.path));
  return found;
}

function rails(input: DetectorInput): Observation[] {
  const index = shortLines(input.text).findLastIndex((line) => /^\s*config\.consider_all_requests_local\s*=\s*true\b/.test(line));
  return index === -1 ? [] : [observeHazard('hazard.debug-in-production', input.evidence(index + 1), { framework: 'Rails' }, input.path)];
}

function dotnet(input: DetectorInput): Observation[] {
  for (const [index, line] of shortLines(input.text).entries()) {
    const value = /\b(?:Password|Pwd)\s?=\s?([^;"']{1,200})/i.exec(line)?.[1];
    if (
      value === undefined ||
      /^\s*\/\//.test(line) ||
      /(Server|Data Source|Host|Address)\s?=\s?(localhost|127\.0\.0\.1|\(localdb\)|\.[\\;])/i.test(line)
    )
      continue;
    if (isLiteralSecret('password', value))
      return [observeHazard('hazard.secret-in-settings', input.evidence(index + 1), { key: 'a connection string' }, input.path)];
  }
  return [];
}
