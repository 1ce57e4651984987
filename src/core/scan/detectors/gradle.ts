import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { parseToml } from '../parse/toml.ts';
import { longLineProblems, observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { catalogueOf } from './gradle-catalogue.ts';
import { above, folderOf } from './paths.ts';
import { roleOfArtifacts } from './spring.ts';

/** Reads Gradle builds (Groovy and Kotlin), settings and version catalogues, line by line. */
export const gradle: Detector = {
  id: 'gradle',
  matches: (path) => /(^|\/)((build|settings)\.gradle(\.kts)?|[\w.-]+\.versions\.toml)$/.test(path),
  // A build names what its catalogue lists; one that is only listed is used by nobody.
  companions: (path) =>
    path.endsWith('.toml') ? [] : [...above(folderOf(path), ['gradle/libs.versions.toml']), ...frameworkManifests(path)],
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
    {
      path: 'build.gradle.kts',
      text: 'plugins {\n  id("com.android.application") version "8.7" apply false\n}\n',
      sees: ['unit .@1'],
      not: ['technology android@2'],
    },
    {
      path: 'android/app/build.gradle',
      text: 'plugins {\n  id "com.android.application"\n}\n',
      beside: { 'pubspec.yaml': 'name: shop\n' },
      sees: ['unit app@1'],
      not: ['technology android@2'],
    },
    { path: 'app/build.gradle.kts', text: 'plugins {\n  id("com.android.application")\n}\n', sees: ['unit app@2', 'technology android@2'] },
    {
      path: 'app/build.gradle',
      text: 'plugins {\n  id "com.android.application"\n}\nandroid {\n  namespace "org.acme.shop.android"\n}\n',
      sees: ['unit shop-android@2'],
    },
    {
      path: 'wear/build.gradle',
      text: 'plugins {\n  id "com.android.application"\n}\nandroid {\n  namespace "org.acme.shop"\n}\n',
      sees: ['unit wear@2'],
    },
    { path: 'settings.gradle.kts', text: 'rootProject.name = "shop"\ninclude(":orders", ":billing")\n', sees: ['unit shop@1'] },
    {
      path: 'gradle/libs.versions.toml',
      text: '[versions]\nboot = "3.3.0"\n[libraries]\nweb = { module = "org.springframework.boot:spring-boot-starter-web", version.ref = "boot" }\n',
      sees: [],
      not: ['technology spring-boot@4'],
    },
    {
      path: 'orders/build.gradle.kts',
      text: 'plugins {\n  alias(libs.plugins.spring.boot)\n}\ndependencies {\n  implementation(libs.postgres)\n  // implementation(libs.redis)\n  implementation(libs.bundles.web)\n  testImplementation(libs.junit)\n}\n',
      beside: {
        'gradle/libs.versions.toml':
          '[versions]\nboot = "3.3.0"\n[libraries]\nweb-mvc = { module = "org.springframework.boot:spring-boot-starter-web", version.ref = "boot" }\npostgres = "org.postgresql:postgresql:42.7"\nredis = { group = "redis.clients", name = "jedis" }\njunit = { module = "org.junit.jupiter:junit-jupiter" }\n[bundles]\nweb = ["web-mvc"]\n[plugins]\nspring-boot = { id = "org.springframework.boot", version.ref = "boot" }\n',
      },
      sees: ['technology spring-boot@2', 'technology spring-boot@7', 'technology postgresql@5', 'practice automated-tests@8'],
      not: ['technology redis@6'],
    },
    { path: 'gradle/libs.versions.toml', text: '[versions]\nboot = "3\n', sees: ['problem syntax-error@2'] },
  ],
};

const configuration =
  /^\s*(?:add\s*\(\s*)?["']?(\w*(?:implementation|api|compile|runtime|runtimeOnly|compileOnly|developmentOnly|annotationProcessor|kapt|ksp|classpath)(?:Only|Classpath)?)["']?[\s(,]/i;
const coordinates = /["']([A-Za-z][\w.-]*):([\w.-]+)(?::([^"':@]+))?[^"']*["']/;
const named = /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["'](?:\s*,\s*version\s*[:=]\s*["']([^"']+)["'])?/;
const plugin = /^\s*(?:id\s*\(?\s*|apply\s+plugin:\s*)["']([\w.-]+)["']\)?(?:\s*version\s*\(?\s*["']([^"']+)["'])?/;

/** Flutter and React Native build their application within a project of Android, which is then no application of its own. */
function frameworkManifests(path: string): readonly string[] {
  const root = /^(.*\/)?android\/app\/build\.gradle(?:\.kts)?$/.exec(path);
  return root === null ? [] : [`${root[1] ?? ''}pubspec.yaml`, `${root[1] ?? ''}package.json`];
}

/**
 * The name in an Android application's id (`org.acme.shop` is `shop`), where the module is called `app` as in every project.
 * What only names the system keeps the part before it (`shop-android`).
 */
function applicationName(text: string, folder: string): string | undefined {
  if (!/(^|\/)(app|androidApp|composeApp)$/.test(folder)) return undefined;
  const lines = shortLines(text);
  const id = (key: RegExp): string | undefined => lines.flatMap((line) => key.exec(line)?.[1] ?? [])[0];
  const written =
    id(/^\s*applicationId\s*(?:=\s*)?["']([a-z][\w.]{1,200})["']/i) ?? id(/^\s*namespace\s*(?:=\s*)?["']([a-z][\w.]{1,200})["']/i);
  const parts = (written ?? '').split('.').slice(1);
  const last = parts.pop();
  if (last === undefined) return undefined;
  const isGeneral = /^(android|app|mobile|client|application|main|phone)$/i.test(last);
  if (!isGeneral) return last;
  const before = parts.pop();
  return before === undefined ? undefined : /^app|application|main$/i.test(last) ? before : `${before}-${last}`;
}

interface GradleBuild {
  readonly dependencies: (Dependency & { readonly artifact: string })[];
  /** `apply false` only fixes the version for modules below. */
  readonly plugins: (Omit<Dependency, 'name'> & { readonly id: string; readonly isApplied?: boolean })[];
}

function detectBuild(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  const build = readBuild(input);
  const technologies = observeDependencies(input, 'maven', folder, build.dependencies);
  const spring = build.plugins.find((one) => /^org\.springframework\.boot$|spring[.-]?boot/.test(one.id));
  const production = build.dependencies.filter((one) => one.development !== true);
  const role = roleOfArtifacts(production.map((one) => one.artifact));
  const applied = build.plugins.filter((one) => one.isApplied !== false);
  const packaged =
    (spring !== undefined && applied.includes(spring)) ||
    applied.some((one) =>
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
  // A build's own plug-in often wraps Google's and keeps the end of its name (`acme.android.application`).
  const isShell = frameworkManifests(input.path).some((path) => input.companion(path) !== undefined);
  const android = isShell ? undefined : applied.find((one) => /(^|\.)android\.application$/.test(one.id));
  const name = android === undefined ? undefined : applicationName(input.text, folder);
  const kotlin = build.plugins.some((one) => /kotlin/.test(one.id));
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'java',
      evidence: input.evidence(android?.line ?? 1),
      ...(name === undefined ? {} : { name: input.redact(name) }),
      ...(android !== undefined ? { runs: 'mobile-client' as const } : packaged && serves !== undefined ? { runs: serves } : {}),
    },
    ...(android === undefined ? [] : [observeTechnology(input, 'android', folder, { line: android.line })]),
    ...(spring === undefined ? [] : springBoot(input, folder, spring)),
    ...technologies,
    observeTechnology(input, kotlin ? 'kotlin' : 'java', folder, { line: 1, ...javaVersion(input.text, kotlin) }),
  ];
  const tests = build.dependencies.find(
    (one) => one.development === true && /junit|testng|spock|kotest|spring-boot-starter-test/.test(one.artifact),
  );
  if (tests !== undefined) observations.push({ type: 'practice', practice: 'automated-tests', evidence: input.evidence(tests.line) });
  return { observations, problems: longLineProblems(input) };
}

/** The plug-in's line, and beside it that of its version where a catalogue has it. */
function springBoot(input: DetectorInput, folder: string, plugin: GradleBuild['plugins'][number]): readonly Observation[] {
  const { versionAt, version, line } = plugin;
  if (versionAt === undefined) return [observeTechnology(input, 'spring-boot', folder, plugin)];
  return [
    observeTechnology(input, 'spring-boot', folder, { line }),
    { ...observeTechnology(input, 'spring-boot', folder, { line, version }), evidence: input.evidenceIn(versionAt.path, versionAt.line) },
  ];
}

function readBuild(input: DetectorInput): GradleBuild {
  const { text } = input;
  const catalogue = catalogueOf(input);
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
    const listed = /^\s*alias\s*\(?\s*libs\.plugins\.([\w.]{1,200})/.exec(content)?.[1]?.replace(/\.(get|asProvider)$/, '');
    const applied = listed === undefined ? plugin.exec(content) : null;
    const isApplied = !/\bapply\s*\(?\s*false\b/.test(content);
    if (listed !== undefined) build.plugins.push({ ...(catalogue?.plugins.get(listed) ?? { id: listed }), line, isApplied });
    else if (applied?.[1] !== undefined)
      build.plugins.push({ id: applied[1], version: applied[2] === '' ? undefined : applied[2], line, isApplied });
    else if (/^\s*(war|application)\s*$/.test(content)) build.plugins.push({ id: content.trim(), line });
    // `implementation 'a:b:1',` goes on with the next line.
    const kind = configuration.exec(content)?.[1] ?? (/^\s*["']/.test(content) ? continued : undefined);
    continued = /[,(]\s*$/.test(content) ? kind : undefined;
    if (kind === undefined) continue;
    const alias = /[\s(]libs\.((?:[A-Za-z]\w{0,60}\.?){1,10})/.exec(content)?.[1]?.replace(/\.$/, '');
    const isTest = /test|annotationProcessor|kapt|ksp|developmentOnly|classpath/i.test(kind);
    if (alias !== undefined) {
      for (const library of catalogue?.find(alias) ?? [])
        build.dependencies.push({ ...library, line, development: isTest, artifact: library.name.slice(library.name.indexOf(':') + 1) });
      continue;
    }
    const found = named.exec(content) ?? coordinates.exec(content);
    if (found?.[1] === undefined || found[2] === undefined) continue;
    const version = found[3];
    build.dependencies.push({
      name: `${found[1]}:${found[2]}`,
      artifact: found[2],
      line,
      development: isTest,
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
  let including = false;
  let name: { readonly text: string; readonly line: number } | undefined;
  for (const [index, content] of shortLines(input.text).entries()) {
    if (/^\s*\/\//.test(content)) continue;
    const root = /^\s*rootProject\.name\s*=\s*["']([^"']+)["']/.exec(content)?.[1];
    if (root !== undefined) name = { text: root, line: index + 1 };
    // `include(` goes on with the next lines until a line does not end with a comma.
    const isIncluding: boolean = /^\s*include\b/.test(content) || (including && /^\s*["']/.test(content));
    including = isIncluding && /[,(]\s*$/.test(content);
    if (isIncluding) for (const match of content.matchAll(/["']:?([\w:./-]+)["']/g)) members.push((match[1] ?? '').replaceAll(':', '/'));
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

/** A catalogue's own mistakes are reported; what it lists counts where a build names it. */
function detectCatalogue(input: DetectorInput): DetectorOutput {
  return { observations: [], problems: problemsOf(input, input.own(parseToml).issues) };
}
