import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { longLineProblems, observeTechnology } from './dependency.ts';
import { folderOf } from './paths.ts';

/** Repositories of Swift packages that say what a server is built on. Swift has no registry of names. */
const repositories: readonly (readonly [RegExp, string])[] = [
  [/github\.com\/vapor\/vapor(\.git)?$/, 'vapor'],
  [/github\.com\/vapor\/(fluent-)?postgres(-driver|-kit|-nio)(\.git)?$/, 'postgresql'],
  [/github\.com\/vapor\/(fluent-)?mysql(-driver|-kit|-nio)(\.git)?$/, 'mysql'],
  [/github\.com\/vapor\/(fluent-)?sqlite(-driver|-kit|-nio)(\.git)?$/, 'sqlite'],
  [/github\.com\/vapor\/fluent-mongo-driver(\.git)?$/, 'mongodb'],
  [/github\.com\/vapor\/(redis|queues-redis-driver)(\.git)?$/, 'redis'],
  [/github\.com\/(swift-server\/RediStack|mordil\/RediStack)(\.git)?$/i, 'redis'],
];

/** Reads Package.swift: the package, and whether it is a server built with Vapor. */
export const swiftPackage: Detector = {
  id: 'swift-package',
  matches: (path) => /(^|\/)Package\.swift$/.test(path),
  detect,
  examples: [
    {
      path: 'Package.swift',
      text: '// swift-tools-version:6.0\nlet package = Package(\n  name: "shop",\n  dependencies: [\n    .package(url: "https://github.com/vapor/vapor.git", from: "4.115.0"),\n    // .package(url: "https://github.com/vapor/redis.git", from: "4.0.0"),\n    .package(url: "https://github.com/vapor/fluent-postgres-driver.git", from: "2.8.0"),\n  ],\n  targets: [ .executableTarget(name: "App") ]\n)\n',
      sees: ['unit shop@3', 'technology swift@1', 'technology vapor@5', 'technology postgresql@7'],
      not: ['technology redis@6'],
    },
    { path: 'Package.swift', text: 'let package = Package(\n', sees: ['technology swift@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  let name: { readonly line: number; readonly text: string } | undefined;
  let tools: { readonly line: number; readonly version: string } | undefined;
  let isProgram = false;
  const found = new Map<string, Observation>();
  for (const [index, text] of shortLines(input.text).entries()) {
    const line = index + 1;
    const version = /^\s*\/\/\s*swift-tools-version\s*:\s*([\d.]{1,10})/.exec(text)?.[1];
    if (version !== undefined) tools ??= { line, version };
    if (/^\s*\/\//.test(text)) continue;
    const named = /^\s*name\s*:\s*"([\w .-]{1,80})"/.exec(text)?.[1];
    if (named !== undefined) name ??= { line, text: named };
    if (/\.(executableTarget|executable)\s*\(/.test(text)) isProgram = true;
    const written = /\burl\s*:\s*"([^"]{1,300})"(?:\s*,\s*from\s*:\s*"([\d.]{1,20})")?/.exec(text);
    const id = repositories.find(([pattern]) => pattern.test(written?.[1] ?? ''))?.[1];
    if (id !== undefined && !found.has(id))
      found.set(id, observeTechnology(input, id, folder, { line, ...(id === 'vapor' ? { version: written?.[2] } : {}) }));
  }
  const observations: Observation[] = [observeTechnology(input, 'swift', folder, tools ?? { line: 1 }), ...found.values()];
  if (name !== undefined)
    observations.unshift({
      type: 'unit',
      folder,
      ecosystem: 'other',
      name: input.redact(name.text),
      evidence: input.evidence(name.line),
      ...(isProgram && found.has('vapor') ? { runs: 'service' } : {}),
    });
  return { observations, problems: longLineProblems(input) };
}

/** Reads Podfiles: that an iOS application is built with CocoaPods. */
export const podfile: Detector = {
  id: 'podfile',
  matches: (path) => /(^|\/)Podfile$/.test(path),
  detect: (input) => {
    const line = shortLines(input.text).findIndex((text) => /^\s*(platform|target|pod)\b/.test(text)) + 1;
    return {
      observations: line === 0 ? [] : [observeTechnology(input, 'cocoapods', folderOf(input.path), { line, development: true })],
      problems: longLineProblems(input),
    };
  },
  examples: [
    { path: 'ios/Podfile', text: "# target\nplatform :ios, '15.0'\n", sees: ['technology cocoapods@2'] },
    { path: 'Podfile', text: '# nothing\n', sees: [], not: ['technology cocoapods@1'] },
  ],
};
