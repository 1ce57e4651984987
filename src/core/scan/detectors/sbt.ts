import { byPackage } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { longLineProblems, observeDependencies, observeTechnology } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { folderOf } from './paths.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads build.sbt line by line: the project, its libraries with their scope, and the Scala version. */
export const sbt: Detector = {
  id: 'sbt',
  matches: (path) => /(^|\/)build\.sbt$/.test(path),
  detect,
  examples: [
    {
      path: 'shop/build.sbt',
      text: 'name := "shop"\nscalaVersion := "3.3.1"\nenablePlugins(PlayScala)\nlibraryDependencies ++= Seq(\n  // "redis.clients" % "jedis" % "5",\n  "org.postgresql" % "postgresql" % "42.7.3",\n  "org.scalatest" %% "scalatest" % "3.2" % Test,\n)\n',
      sees: ['unit shop@1', 'technology scala@2', 'technology play@3', 'technology postgresql@6', 'practice automated-tests@7'],
      not: ['technology redis@5'],
    },
    { path: 'build.sbt', text: 'lazy val root = (project in file("."\n', sees: ['unit .@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  const dependencies: Dependency[] = [];
  let name: { readonly line: number; readonly text: string } | undefined;
  let scala: { readonly line: number; readonly version: string } | undefined;
  let play: number | undefined;
  let isPublished = false;
  for (const [index, raw] of shortLines(input.text).entries()) {
    const text = raw.replace(/(^|\s)\/\/.*$/, '');
    const line = index + 1;
    const named = /^\s*(?:ThisBuild\s*\/\s*)?name\s*:=\s*"([\w .-]{1,80})"/.exec(text)?.[1];
    if (named !== undefined) name ??= { line, text: named };
    const version = /\bscalaVersion\s*:=\s*"([\d.]{1,20})"/.exec(text)?.[1];
    if (version !== undefined) scala ??= { line, version };
    if (/\benablePlugins\([^)]{0,200}\bPlay(Scala|Java|Service)\b/.test(text)) play ??= line;
    if (/\bpublishTo\s*:=|\bpublishMavenStyle\b/.test(text)) isPublished = true;
    for (const match of text.matchAll(
      /"([\w.-]{1,100})"\s*(%{1,3})\s*"([\w.-]{1,100})"\s*%\s*(?:"([^"]{1,40})"|[\w.]{1,60})(\s*%\s*"?(?:[Tt]est|it|[Pp]rovided)\b)?/g,
    )) {
      const [, group = '', , artifact = '', written, scope] = match;
      // Scala libraries are published under the name with the language's version behind it.
      const full = [`${group}:${artifact}`, `${group}:${artifact}_2.13`, `${group}:${artifact}_3`].find(
        (one) => byPackage('maven', one) !== undefined,
      );
      dependencies.push({ name: full ?? `${group}:${artifact}`, version: written, line, development: scope !== undefined });
    }
  }
  const technologies: Observation[] = [
    ...(play === undefined ? [] : [observeTechnology(input, 'play', folder, { line: play })]),
    ...observeDependencies(input, 'maven', folder, dependencies),
  ];
  const runs = isPublished
    ? undefined
    : kindByTechnologies(technologies.flatMap((one) => (one.type === 'technology' && one.scope === 'production' ? [one.technology] : [])));
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'java',
      evidence: input.evidence(name?.line ?? 1),
      ...(name === undefined ? {} : { name: input.redact(name.text) }),
      ...(runs === undefined || runs === 'web-client' ? {} : { runs }),
    },
    observeTechnology(input, 'scala', folder, scala ?? { line: name?.line ?? 1 }),
    observeTechnology(input, 'sbt', folder, { line: name?.line ?? 1, development: true }),
    ...technologies,
  ];
  const tests = dependencies.find((one) => /:(scalatest|specs2|munit|utest|scalacheck|zio-test|weaver)/.test(one.name));
  if (tests !== undefined) observations.push({ type: 'practice', practice: 'automated-tests', evidence: input.evidence(tests.line) });
  return { observations, problems: longLineProblems(input) };
}
