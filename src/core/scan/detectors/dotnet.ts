import type { ComponentKind } from '../../model/fact.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import type { XmlElement } from '../parse/xml.ts';
import { childAt, parseXml } from '../parse/xml.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { above, folderOf } from './paths.ts';

/** Reads .NET projects: what they target, their packages, and whether they are web servers, workers or programs. */
export const dotnet: Detector = {
  id: 'dotnet',
  matches: (path) => /\.(cs|fs)proj$/.test(path),
  // MSBuild takes the nearest of each above a project.
  companions: (path) => above(folderOf(path), ['Directory.Packages.props', 'Directory.Build.props']),
  detect,
  examples: [
    {
      path: 'src/Basket.API/Basket.API.csproj',
      text: '<Project Sdk="Microsoft.NET.Sdk.Web">\n<PropertyGroup>\n<TargetFramework>net8.0</TargetFramework>\n</PropertyGroup>\n<ItemGroup>\n<PackageReference Include="Npgsql" Version="8.0" />\n</ItemGroup>\n</Project>',
      sees: ['unit Basket.API@1', 'technology csharp@1', 'technology dotnet@3', 'technology postgresql@6'],
    },
    {
      path: 'src/Api/Api.csproj',
      text: '<Project Sdk="Microsoft.NET.Sdk.Web">\n<ItemGroup>\n<PackageReference Include="MassTransit" />\n</ItemGroup>\n</Project>',
      beside: {
        'Directory.Packages.props':
          '<Project>\n<ItemGroup>\n<PackageVersion Include="MassTransit" Version="8.2.0" />\n</ItemGroup>\n</Project>',
        'src/Directory.Build.props': '<Project>\n<PropertyGroup>\n<TargetFramework>net9.0</TargetFramework>\n</PropertyGroup>\n</Project>',
      },
      sees: ['technology masstransit@3', 'technology masstransit@3', 'technology dotnet@1', 'technology dotnet@3'],
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
  const { root, issues } = input.own(parseXml);
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
    version: item.attributes.get('Version') ?? item.attributes.get('VersionOverride'),
    line: item.line,
    development: test !== undefined || /^all$/i.test(item.attributes.get('PrivateAssets') ?? childAt(item, 'PrivateAssets')?.text ?? ''),
    ...centralVersion(input, item),
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
    ...(target === undefined ? centralTarget(input, folder) : []),
    ...(root.attributes.get('Sdk') === 'Microsoft.NET.Sdk.Web'
      ? [observeTechnology(input, 'aspnet-core', folder, { line: root.line })]
      : []),
    ...technologies,
  ];
  return { observations, problems };
}

/** The nearest file of that name above a project. */
function nearest(input: DetectorInput, name: string): { readonly path: string; readonly root: XmlElement } | undefined {
  const path = input.companionPaths.find((one) => one.endsWith(name));
  const root = path === undefined ? undefined : input.parsed(path, parseXml)?.root;
  return path === undefined || root === undefined ? undefined : { path, root };
}

/** The version that central package management gives a reference without one. */
function centralVersion(input: DetectorInput, item: XmlElement): Pick<Dependency, 'version' | 'versionAt'> {
  if (item.attributes.has('Version') || item.attributes.has('VersionOverride')) return {};
  const path = input.companionPaths.find((one) => one.endsWith('Directory.Packages.props'));
  const central = path === undefined ? undefined : input.parsed(path, parseCentral);
  const entry = central?.versions.get((item.attributes.get('Include') ?? '').toLowerCase());
  const written = entry?.attributes.get('Version');
  const key = /^\$\(([\w.]{1,100})\)$/.exec(written ?? '')?.[1];
  const named = key === undefined || central?.root === undefined ? undefined : property(central.root, key);
  const version = key === undefined ? written : named?.text;
  return path === undefined || entry === undefined || version === undefined
    ? {}
    : { version, versionAt: { path, line: named?.line ?? entry.line } };
}

/** A central list of versions, by the package's name in lower case. */
function parseCentral(text: string): { readonly root: XmlElement | undefined; readonly versions: ReadonlyMap<string, XmlElement> } {
  const { root } = parseXml(text);
  const entries = (root?.children ?? []).flatMap((group) => group.children).filter((one) => one.name === 'PackageVersion');
  return { root, versions: new Map(entries.map((one) => [(one.attributes.get('Include') ?? '').toLowerCase(), one])) };
}

/** What all projects below target, where a project says nothing itself. */
function centralTarget(input: DetectorInput, folder: string): readonly Observation[] {
  const central = nearest(input, 'Directory.Build.props');
  const target = central === undefined ? undefined : property(central.root, 'TargetFramework');
  const version = /^net(?:coreapp)?(\d+\.\d+)/.exec(target?.text ?? '')?.[1];
  if (central === undefined || target === undefined || version === undefined) return [];
  return [
    {
      ...observeTechnology(input, 'dotnet', folder, { line: target.line, version }),
      evidence: input.evidenceIn(central.path, target.line),
    },
  ];
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
