import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { entriesAt, textAt } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseToml } from '../parse/toml.ts';
import { folderOf } from '../tree-rules.ts';
import { longLineProblems, observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { roleOfArtifacts } from './spring.ts';

/** Reads Gradle builds (Groovy and Kotlin), settings and version catalogues, line by line. */
export const gradle: Detector = {
  id: 'gradle',
  matches: (path) => /(^|\/)((build|settings)\.gradle(\.kts)?|[\w.-]+\.versions\.toml)$/.test(path),
  detect: (input) =>
    input.path.endsWith('.toml')
      ? detectCatalogue(input)
      : /settings\.gradle/.test(input.path)
        ? detectSettings(input)
        : detectBuild(input),
  examples: [
    {
      path: 'orders/build.gradle',
      text: "plugins {\n  id 'org.springframework.boot' version '3.3.1'\n}\ndependencies {\n  // implementation 'redis.clients:jedis:5'\n  implementation 'org.springframework.boot:spring-boot-starter-web'\n  runtimeOnly \"org.postgresql:postgresql:42.7\"\n  testImplementation('org.junit.jupiter:junit-jupiter:5.10')\n}\n",
      sees: ['unit orders@1', 'technology spring-boot@2', 'technology postgresql@7', 'practice automated-tests@8'],
      not: ['technology redis@5'],
    },
    { path: 'settings.gradle.kts', text: 'rootProject.name = "shop"\ninclude(":orders", ":billing")\n', sees: ['unit shop@1'] },
    {
      path: 'gradle/libs.versions.toml',
      text: '[versions]\nboot = "3.3.0"\n[libraries]\nweb = { module = "org.springframework.boot:spring-boot-starter-web", version.ref = "boot" }\n',
      sees: ['technology spring-boot@4'],
    },
  ],
};

const configuration =
  /^\s*(?:add\s*\(\s*)?["']?(\w*(?:implementation|api|compile|runtime|runtimeOnly|compileOnly|developmentOnly|annotationProcessor|kapt|ksp|classpath)(?:Only|Classpath)?)["']?[\s(,]/i;
const coordinates = /["']([A-Za-z][\w.-]*):([\w.-]+)(?::([^"':@]+))?[^"']*["']/;
const named = /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["'](?:\s*,\s*version\s*[:=]\s*["']([^"']+)["'])?/;
const plugin = /^\s*(?:id\s*\(?\s*|apply\s+plugin:\s*)["']([\w.-]+)["']\)?(?:\s*version\s*\(?\s*["']([^"']+)["'])?/;

interface GradleBuild {
  readonly dependencies: (Dependency & { readonly artifact: string })[];
  readonly plugins: { readonly id: string; readonly version?: string | undefined; readonly line: number }[];
}

function detectBuild(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  const build = readBuild(input.text);
  const technologies = observeDependencies(input, 'maven', folder, build.dependencies);
  const spring = build.plugins.find((one) => /^org\.springframework\.boot$|spring[.-]?boot/.test(one.id));
  const production = build.dependencies.filter((one) => one.development !== true);
  const role = roleOfArtifacts(production.map((one) => one.artifact));
  const packaged =
    spring !== undefined ||
    build.plugins.some((one) =>
      /^(io\.quarkus|io\.micronaut\.application|io\.ktor\.plugin|war|com\.google\.cloud\.tools\.jib|application)$/.test(one.id),
    );
  const serves =
    role ??
    (spring !== undefined ||
    technologies.some(
      (one) => one.scope === 'production' && /^(spring-boot|quarkus|micronaut|ktor|javalin|dropwizard|vertx|grpc)$/.test(one.technology),
    )
      ? 'service'
      : undefined);
  const kotlin = build.plugins.some((one) => /kotlin/.test(one.id));
  const observations: Observation[] = [
    { type: 'unit', folder, ecosystem: 'java', evidence: input.evidence(1), ...(packaged && serves !== undefined ? { runs: serves } : {}) },
    ...(spring === undefined ? [] : [observeTechnology(input, 'spring-boot', folder, spring)]),
    ...technologies,
    observeTechnology(input, kotlin ? 'kotlin' : 'java', folder, { line: 1, ...javaVersion(input.text, kotlin) }),
  ];
  const tests = build.dependencies.find(
    (one) => one.development === true && /junit|testng|spock|kotest|spring-boot-starter-test/.test(one.artifact),
  );
  if (tests !== undefined) observations.push({ type: 'practice', practice: 'automated-tests', evidence: input.evidence(tests.line) });
  return { observations, problems: longLineProblems(input) };
}

function readBuild(text: string): GradleBuild {
  const build: GradleBuild = { dependencies: [], plugins: [] };
  let comment = false;
  let continued: string | undefined;
  for (const [index, content] of shortLines(text).entries()) {
    const line = index + 1;
    if (comment || /^\s*\/\*/.test(content)) {
      comment = !content.includes('*/');
      continue;
    }
    if (/^\s*\/\//.test(content)) continue;
    const applied = plugin.exec(content) ?? /^\s*alias\s*\(\s*libs\.plugins\.([\w.]+)\s*\)()/.exec(content);
    if (applied?.[1] !== undefined) build.plugins.push({ id: applied[1], version: applied[2] === '' ? undefined : applied[2], line });
    else if (/^\s*(war|application)\s*$/.test(content)) build.plugins.push({ id: content.trim(), line });
    // `implementation 'a:b:1',` goes on with the next line.
    const kind = configuration.exec(content)?.[1] ?? (/^\s*["']/.test(content) ? continued : undefined);
    continued = /[,(]\s*$/.test(content) ? kind : undefined;
    if (kind === undefined) continue;
    const found = named.exec(content) ?? coordinates.exec(content);
    if (found?.[1] === undefined || found[2] === undefined) continue;
    const development = /test|annotationProcessor|kapt|ksp|developmentOnly|classpath/i.test(kind);
    const version = found[3];
    build.dependencies.push({
      name: `${found[1]}:${found[2]}`,
      artifact: found[2],
      line,
      development,
      ...(version === undefined || version.includes('$') ? {} : { version }),
    });
  }
  return build;
}

function javaVersion(text: string, kotlin: boolean): { readonly line?: number; readonly version?: string } {
  if (kotlin) return {};
  for (const [index, content] of shortLines(text).entries()) {
    const version = /(?:sourceCompatibility\s*=?\s*['"]?(?:JavaVersion\.VERSION_)?|JavaLanguageVersion\.of\()(?:1[._])?(\d+)/.exec(
      content,
    )?.[1];
    if (version !== undefined) return { line: index + 1, version };
  }
  return {};
}

function detectSettings(input: DetectorInput): DetectorOutput {
  const members: string[] = [];
  let name: { readonly text: string; readonly line: number } | undefined;
  for (const [index, content] of shortLines(input.text).entries()) {
    if (/^\s*\/\//.test(content)) continue;
    const root = /^\s*rootProject\.name\s*=\s*["']([^"']+)["']/.exec(content)?.[1];
    if (root !== undefined) name = { text: root, line: index + 1 };
    if (/^\s*include\b/.test(content))
      for (const match of content.matchAll(/["']:?([\w:./-]+)["']/g)) members.push((match[1] ?? '').replaceAll(':', '/'));
  }
  return {
    observations: [
      {
        type: 'unit',
        folder: folderOf(input.path),
        ecosystem: 'java',
        evidence: input.evidence(name?.line ?? 1),
        ...(name === undefined ? {} : { name: input.redact(name.text) }),
        ...(members.length === 0 ? {} : { members: members.slice(0, 200) }),
      },
    ],
    problems: [],
  };
}

function detectCatalogue(input: DetectorInput): DetectorOutput {
  const { root, issues } = parseToml(input.text);
  const dependencies = entriesAt(root, 'libraries').flatMap(([, entry]): Dependency[] => {
    const [group, artifact, inline] = (entry.value.kind === 'scalar' ? entry.value.text : (textAt(entry.value, 'module') ?? '')).split(':');
    const module =
      textAt(entry.value, 'group') === undefined
        ? `${group ?? ''}:${artifact ?? ''}`
        : `${textAt(entry.value, 'group') ?? ''}:${textAt(entry.value, 'name') ?? ''}`;
    const ref = textAt(entry.value, 'version', 'ref');
    const version = inline ?? textAt(entry.value, 'version') ?? (ref === undefined ? undefined : textAt(root, 'versions', ref));
    return [{ name: module, version, line: entry.line, development: /junit|test|mock|assert/i.test(module) }];
  });
  const folder = folderOf(folderOf(input.path));
  return { observations: observeDependencies(input, 'maven', folder, dependencies), problems: problemsOf(input, issues) };
}
