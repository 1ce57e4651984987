import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { longLineProblems, observeDependencies, observeTechnology } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { folderOf } from './paths.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads mix.exs line by line: the Elixir application or umbrella, its dependencies and its Elixir version. */
export const mix: Detector = {
  id: 'mix',
  matches: (path) => /(^|\/)mix\.exs$/.test(path),
  detect,
  examples: [
    {
      path: 'shop/mix.exs',
      text: 'defmodule Shop.MixProject do\n  def project do\n    [\n      app: :shop,\n      elixir: "~> 1.16"\n    ]\n  end\n  defp deps do\n    [\n      {:phoenix, "~> 1.7"},\n      # {:redix, "1.0"},\n      {:postgrex, ">= 0.0.0"},\n      {:credo, "~> 1.7", only: [:dev, :test]}\n    ]\n  end\nend\n',
      sees: ['unit shop@4', 'technology elixir@5', 'technology phoenix@10', 'technology postgresql@12'],
      not: ['technology redis@11'],
    },
    { path: 'mix.exs', text: 'def project do\n  [apps_path: "apps"]\n', sees: ['unit .@2'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  const dependencies: Dependency[] = [];
  let name: { readonly line: number; readonly text: string } | undefined;
  let version: { readonly line: number; readonly version: string } | undefined;
  let umbrella: number | undefined;
  let isPublished = false;
  for (const [index, text] of shortLines(input.text).entries()) {
    if (/^\s*#/.test(text)) continue;
    const line = index + 1;
    const app = /\bapp:\s*:(\w{1,80})/.exec(text)?.[1];
    if (app !== undefined && name === undefined) name = { line, text: app };
    const elixir = /\belixir:\s*"([^"]{1,40})"/.exec(text)?.[1];
    if (elixir !== undefined) version = { line, version: elixir };
    if (/\bapps_path:/.test(text)) umbrella = line;
    if (/^\s*package:/.test(text)) isPublished = true;
    for (const match of text.matchAll(/\{\s*:(\w{1,80})\s*,\s*(?:"([^"]{1,40})")?([^{}]{0,300})\}?/g)) {
      const only = /\bonly:\s*(\[[^\]]{0,100}\]|:\w+)/.exec(match[3] ?? '')?.[1];
      dependencies.push({ name: match[1] ?? '', version: match[2], line, development: only !== undefined && !only.includes(':prod') });
    }
  }
  if (name === undefined && umbrella === undefined) return { observations: [], problems: longLineProblems(input) };
  const technologies = observeDependencies(input, 'hex', folder, dependencies);
  const runs = isPublished
    ? undefined
    : kindByTechnologies(technologies.filter((one) => one.scope === 'production').map((one) => one.technology));
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'other',
      evidence: input.evidence(name?.line ?? umbrella ?? 1),
      ...(name === undefined ? {} : { name: input.redact(name.text) }),
      ...(runs === undefined || runs === 'web-client' ? {} : { runs }),
      ...(umbrella === undefined ? {} : { members: ['apps/*'] }),
    },
    observeTechnology(input, 'elixir', folder, version ?? { line: name?.line ?? 1 }),
    ...technologies,
  ];
  return { observations, problems: longLineProblems(input) };
}
