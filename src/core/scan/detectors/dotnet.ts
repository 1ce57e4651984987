import type { ComponentKind } from '../../model/fact.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import type { XmlElement } from '../parse/xml.ts';
import { childAt, parseXml } from '../parse/xml.ts';
import { folderOf } from '../tree-rules.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';

/** Reads .NET projects: what they target, their packages, and whether they are web servers, workers or programs. */
export const dotnet: Detector = {
  id: 'dotnet',
  matches: (path) => /\.(cs|fs)proj$/.test(path),
  detect,
  examples: [
    {
      path: 'src/Basket.API/Basket.API.csproj',
      text: '<Project Sdk="Microsoft.NET.Sdk.Web">\n<PropertyGroup>\n<TargetFramework>net8.0</TargetFramework>\n</PropertyGroup>\n<ItemGroup>\n<PackageReference Include="Npgsql" Version="8.0" />\n</ItemGroup>\n</Project>',
      sees: ['unit Basket.API@1', 'technology csharp@1', 'technology dotnet@3', 'technology postgresql@6'],
    },
    {
      path: 'tests/A.Tests.csproj',
      text: '<Project Sdk="Microsoft.NET.Sdk">\n<ItemGroup>\n<PackageReference Include="Microsoft.NET.Test.Sdk" />\n<PackageReference Include="Npgsql" />\n</ItemGroup>\n</Project>',
      sees: ['practice automated-tests@3'],
      not: ['unit A.Tests@1'],
    },
    { path: 'a.csproj', text: '<Project Sdk="Microsoft.NET.Sdk">\n<PropertyGroup>\n</Project>', sees: ['problem syntax-error@3'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = parseXml(input.text);
  const problems = problemsOf(input, issues);
  if (root?.name !== 'Project') return { observations: [], problems };
  const folder = folderOf(input.path);
  const references = root.children
    .filter((group) => group.name === 'ItemGroup')
    .flatMap((group) => group.children.filter((item) => item.name === 'PackageReference'));
  const test = references.find((item) =>
    /^(Microsoft\.NET\.Test\.Sdk|xunit|NUnit|MSTest\.TestFramework)$/i.test(item.attributes.get('Include') ?? ''),
  );
  const dependencies = references.map((item): Dependency => ({
    name: item.attributes.get('Include') ?? '',
    version: item.attributes.get('Version'),
    line: item.line,
    development: test !== undefined,
  }));
  const technologies = observeDependencies(input, 'nuget', folder, dependencies);
  if (test !== undefined)
    return {
      observations: [...technologies, { type: 'practice', practice: 'automated-tests', evidence: input.evidence(test.line) }],
      problems,
    };
  const name = input.path.slice(input.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const runs = runsAs(root);
  const target = property(root, 'TargetFramework') ?? property(root, 'TargetFrameworks');
  const version = /^net(?:coreapp)?(\d+\.\d+)/.exec(target?.text ?? '')?.[1];
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'other',
      name: input.redact(name),
      evidence: input.evidence(root.line),
      ...(runs === undefined ? {} : { runs }),
    },
    observeTechnology(input, input.path.endsWith('.fsproj') ? 'fsharp' : 'csharp', folder, { line: root.line }),
    observeTechnology(input, 'dotnet', folder, { line: target?.line ?? root.line, version }),
    ...(root.attributes.get('Sdk') === 'Microsoft.NET.Sdk.Web'
      ? [observeTechnology(input, 'aspnet-core', folder, { line: root.line })]
      : []),
    ...technologies,
  ];
  return { observations, problems };
}

function runsAs(root: XmlElement): ComponentKind | undefined {
  const sdk = root.attributes.get('Sdk') ?? '';
  if (sdk === 'Microsoft.NET.Sdk.Web') return 'service';
  if (sdk === 'Microsoft.NET.Sdk.Worker') return 'worker';
  if (sdk === 'Microsoft.NET.Sdk.BlazorWebAssembly') return 'web-client';
  return property(root, 'AzureFunctionsVersion') === undefined ? undefined : 'function';
}

function property(root: XmlElement, name: string): XmlElement | undefined {
  return root.children.filter((group) => group.name === 'PropertyGroup').flatMap((group) => childAt(group, name) ?? [])[0];
}
