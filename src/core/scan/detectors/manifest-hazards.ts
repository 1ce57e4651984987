import { byPackage } from '../catalogue/index.ts';
import type { Ecosystem } from '../catalogue/index.ts';
import { observeHazard } from '../hazards/index.ts';
import { entriesAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseJson } from '../parse/json.ts';
import type { Detector, DetectorInput, DetectorOutput, FileNames, Observation } from '../observation.ts';
import { leftLibrary } from './left-libraries.ts';
import { folderOf } from './paths.ts';
import { parseRequirements } from './python-requirements.ts';

/** A package that runs in production, and the line that declares it. */
interface Declared {
  readonly name: string;
  readonly line: number;
  readonly version?: string | undefined;
}

interface Format {
  readonly ecosystem: Ecosystem;
  readonly matches: RegExp;
  readonly read: (text: string) => readonly Declared[];
}

const requirementsFile = /(^|\/)(requirements|requirements\/(base|prod|production|main))\.txt$/;

/** Manifests by their names. Their own detectors report what is wrong with their syntax; here a broken one shows nothing. */
const formats: readonly Format[] = [
  { ecosystem: 'npm', matches: /(^|\/)package\.json$/, read: (text) => jsonPackages(text, ['dependencies', 'optionalDependencies']) },
  { ecosystem: 'packagist', matches: /(^|\/)composer\.json$/, read: (text) => jsonPackages(text, ['require']) },
  { ecosystem: 'pypi', matches: requirementsFile, read: (text) => parseRequirements(text, false) },
  { ecosystem: 'maven', matches: /(^|\/)pom\.xml$/, read: mavenPackages },
  {
    ecosystem: 'maven',
    matches: /(^|\/)build\.gradle(\.kts)?$/,
    read: (text) => byLine(text, /^\s*(?:implementation|api|compile|runtimeOnly|runtime)\b[\s(]*["']([\w.-]+:[\w.-]+)/),
  },
  { ecosystem: 'go', matches: /(^|\/)go\.mod$/, read: (text) => byLine(text, /^\s*(?:require\s+)?([\w.-]+\.[\w./-]+)\s+v\d[^/]*$/) },
  { ecosystem: 'nuget', matches: /\.(cs|fs)proj$/, read: (text) => byLine(text, /<PackageReference\s+Include="([\w.-]+)"/) },
  { ecosystem: 'rubygems', matches: /(^|\/)Gemfile$/, read: gems },
];

/** Reads manifests for dependencies that can hurt: left by their makers, or of no fixed version. */
export const manifestHazards: Detector = {
  id: 'manifest-hazards',
  matches: (path) => formats.some((format) => format.matches.test(path)),
  companions: locksBeside,
  detect,
  examples: [
    {
      path: 'orders/pom.xml',
      text: '<project>\n <dependencies>\n  <dependency>\n   <groupId>org.springframework.cloud</groupId>\n   <artifactId>spring-cloud-starter-netflix-hystrix</artifactId>\n  </dependency>\n  <!-- <dependency>\n   <groupId>log4j</groupId>\n   <artifactId>log4j</artifactId>\n  </dependency> -->\n  <dependency>\n   <groupId>io.springfox</groupId>\n   <artifactId>springfox-core</artifactId>\n   <scope>test</scope>\n  </dependency>\n </dependencies>\n</project>\n',
      sees: ['hazard hazard.unmaintained-library@5'],
      not: ['hazard hazard.unmaintained-library@9', 'hazard hazard.unmaintained-library@13'],
    },
    {
      path: 'go.mod',
      text: 'module shop\nrequire (\n\tgithub.com/streadway/amqp v1.0.0\n\tgithub.com/satori/go.uuid v1.2.0 // indirect\n)\n',
      sees: ['hazard hazard.unmaintained-library@3'],
      not: ['hazard hazard.unmaintained-library@4'],
    },
    {
      path: 'Gemfile',
      text: "gem 'rails'\ngroup :development do\n  gem 'webpacker'\nend\ngem 'paperclip', '~> 6'\n",
      sees: ['hazard hazard.unmaintained-library@5'],
      not: ['hazard hazard.unmaintained-library@3'],
    },
    {
      path: 'web/build.gradle',
      text: "dependencies {\n  testImplementation 'log4j:log4j:1.2.17'\n  implementation 'log4j:log4j:1.2.17'\n}\n",
      sees: ['hazard hazard.unmaintained-library@3'],
      not: ['hazard hazard.unmaintained-library@2'],
    },
    {
      path: 'Auth/Auth.csproj',
      text: '<Project>\n  <ItemGroup>\n    <PackageReference Include="IdentityServer4" Version="4.1.2" />\n  </ItemGroup>\n</Project>\n',
      sees: ['hazard hazard.unmaintained-library@3'],
    },
    {
      path: 'jobs/requirements.txt',
      text: '# via nothing\npycrypto==2.6.1\nflask==3.0.0\n',
      sees: ['hazard hazard.unmaintained-library@2'],
      not: ['hazard hazard.unpinned-requirements@2'],
    },
    {
      path: 'composer.json',
      text: '{\n  "require": {\n    "swiftmailer/swiftmailer": "^6.0"\n  }\n}',
      sees: ['hazard hazard.unmaintained-library@3'],
    },
  ],
};

const pythonLock = /(^|\/)(uv\.lock|poetry\.lock|Pipfile\.lock|pdm\.lock|constraints\.txt|requirements\.lock)$/;

function locksBeside(path: string, files: FileNames): readonly string[] {
  if (!requirementsFile.test(path)) return [];
  const folder = folderOf(path);
  return files
    .inFolder(folder)
    .filter((name) => pythonLock.test(name))
    .map((name) => (folder === '' ? name : `${folder}/${name}`));
}

function detect(input: DetectorInput): DetectorOutput {
  const format = formats.find(({ matches }) => matches.test(input.path));
  if (format === undefined) return { observations: [], problems: [] };
  const declared = format.read(input.text).slice(0, 2_000);
  const observations: Observation[] = [];
  for (const { name, line } of declared) {
    const known = leftLibrary(format.ecosystem, name);
    if (known !== undefined)
      observations.push(
        observeHazard(
          'hazard.unmaintained-library',
          input.evidence(line),
          { name: input.redact(name), since: known.since, instead: known.instead },
          input.redact(known.name),
        ),
      );
  }
  if (format.ecosystem === 'npm') observations.push(...declared.flatMap((one) => looseVersion(input, one)));
  if (format.ecosystem === 'pypi' && !input.companionPaths.some((path) => pythonLock.test(path)))
    observations.push(...unpinned(input, declared));
  return { observations, problems: [] };
}

function looseVersion(input: DetectorInput, { name, line, version = '' }: Declared): Observation[] {
  const text = version.trim();
  const values = { name: input.redact(name) };
  // A star is how packages of the own workspace are named; of a package that everybody knows it is any version.
  if (text === 'latest' || text === 'next' || (text === '*' && byPackage('npm', name) !== undefined))
    return [observeHazard('hazard.dependency-any-version', input.evidence(line), values, name)];
  const git = /^(?:git(?:\+\w+)?:|github:|gitlab:|bitbucket:|https?:\/\/[^#]+\.git(?:#|$)|[\w-]+\/[\w.-]+(?:#|$))([^#]*#)?(.*)$/.exec(
    text.slice(0, 500),
  );
  if (git === null || text.includes('semver:')) return [];
  const place = text.split('#')[1] ?? '';
  const isFixed = /^[0-9a-f]{7,40}$/.test(place) || /^v?\d+\.\d+/.test(place);
  return isFixed ? [] : [observeHazard('hazard.dependency-from-git', input.evidence(line), values, name)];
}

/** Three or more, and most of them: one tool without a version is an oversight, not a habit. */
function unpinned(input: DetectorInput, declared: readonly Declared[]): Observation[] {
  const loose = declared.filter(({ version }) => version === undefined);
  const [first] = loose;
  return first !== undefined && loose.length >= 3 && loose.length * 2 > declared.length
    ? [observeHazard('hazard.unpinned-requirements', input.evidence(first.line), {}, input.path)]
    : [];
}

function jsonPackages(text: string, keys: readonly string[]): Declared[] {
  const { root } = parseJson(text);
  return keys.flatMap((key) => entriesAt(root, key).map(([name, entry]) => ({ name, line: entry.line, version: textOf(entry.value) })));
}

function textOf(node: DataNode): string | undefined {
  return textAt(node);
}

/** Names that stand on a line of their own; `//` comments and what only others need are left out. */
function byLine(text: string, pattern: RegExp): Declared[] {
  return shortLines(text).flatMap((line, index) => {
    const name = /^\s*\/\/|\/\/ indirect|<!--/.test(line) ? undefined : pattern.exec(line)?.[1];
    return name === undefined ? [] : [{ name, line: index + 1 }];
  });
}

function mavenPackages(text: string): Declared[] {
  const found: Declared[] = [];
  let group = '';
  let inComment = false;
  let pending: Declared | undefined;
  for (const [index, line] of shortLines(text).entries()) {
    if (line.includes('<!--')) inComment = true;
    if (!inComment) {
      group = /<groupId>\s*([\w.-]+)\s*<\/groupId>/.exec(line)?.[1] ?? group;
      const artifact = /<artifactId>\s*([\w.-]+)\s*<\/artifactId>/.exec(line)?.[1];
      if (artifact !== undefined) pending = { name: `${group}:${artifact}`, line: index + 1 };
      if (/<scope>\s*(test|provided)\s*</.test(line)) pending = undefined;
      if (line.includes('</dependency>')) {
        if (pending !== undefined) found.push(pending);
        pending = undefined;
        group = '';
      }
    }
    if (line.includes('-->')) inComment = false;
  }
  return found;
}

function gems(text: string): Declared[] {
  let group = false;
  return shortLines(text).flatMap((line, index) => {
    if (/^\s*group\b.*\bdo\b/.test(line)) group = /:(development|test)/.test(line);
    else if (/^end\b/.test(line)) group = false;
    const name = group || /group:?\s*(=>)?\s*\[?:(development|test)/.test(line) ? undefined : /^\s*gem\s+["']([\w-]+)["']/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, line: index + 1 }];
  });
}
