import type { ComponentKind } from '../../model/fact.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import type { XmlElement } from '../parse/xml.ts';
import { childAt, childText, parseXml } from '../parse/xml.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { above, folderOf, joinPath } from './paths.ts';
import { roleOfArtifacts } from './spring.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads pom.xml: the module, its parent, its modules, its dependencies with their scope, and the Java version. */
export const maven: Detector = {
  id: 'maven',
  matches: (path) => /(^|\/)pom\.xml$/.test(path),
  // The parent of a module is the file above it, unless it says otherwise.
  companions: (path) => above(folderOf(path), ['pom.xml']).filter((other) => other !== path),
  detect,
  examples: [
    {
      path: 'orders/pom.xml',
      text: '<project>\n<artifactId>orders</artifactId>\n<properties>\n<java.version>17</java.version>\n</properties>\n<dependencies>\n<dependency>\n<groupId>org.springframework.boot</groupId>\n<artifactId>spring-boot-starter-web</artifactId>\n<version>3.2.0</version>\n</dependency>\n<dependency>\n<groupId>org.postgresql</groupId>\n<artifactId>postgresql</artifactId>\n<scope>runtime</scope>\n</dependency>\n</dependencies>\n<build><plugins><plugin>\n<artifactId>spring-boot-maven-plugin</artifactId>\n</plugin></plugins></build>\n</project>',
      sees: ['unit orders@2', 'technology java@4', 'technology spring-boot@9', 'technology postgresql@14'],
    },
    {
      path: 'pom.xml',
      text: '<project>\n<artifactId>all</artifactId>\n<packaging>pom</packaging>\n<modules><module>a</module></modules>\n</project>',
      sees: ['unit all@2'],
    },
    {
      path: 'orders/pom.xml',
      text: '<project>\n<parent><artifactId>all</artifactId></parent>\n<artifactId>orders</artifactId>\n<dependencies>\n<dependency>\n<groupId>org.springframework.boot</groupId>\n<artifactId>spring-boot-starter-web</artifactId>\n</dependency>\n</dependencies>\n</project>',
      beside: {
        'pom.xml':
          '<project>\n<artifactId>all</artifactId>\n<properties><boot>3.3.1</boot></properties>\n<dependencyManagement><dependencies>\n<dependency><groupId>org.springframework.boot</groupId>\n<artifactId>spring-boot-starter-web</artifactId><version>${boot}</version></dependency>\n</dependencies></dependencyManagement>\n</project>',
      },
      sees: ['technology spring-boot@7', 'technology spring-boot@3'],
    },
    {
      path: 'pom.xml',
      text: '<project>\n<artifactId>a</artifactId>\n<dependencies>\n<broken',
      sees: ['unit a@2', 'problem syntax-error@4'],
    },
  ],
};

interface MavenDependency extends Dependency {
  readonly artifact: string;
}

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseXml);
  const problems = problemsOf(input, issues);
  if (root?.name !== 'project') return { observations: [], problems };
  const folder = folderOf(input.path);
  const own = pomOf(root);
  const { properties } = own;
  const dependencies = dependenciesOf(root, [{ path: input.path, pom: own }, ...parentsOf(input, root)]);
  const technologies = observeDependencies(input, 'maven', folder, dependencies);
  const modules = (childAt(root, 'modules')?.children ?? []).map((child) => child.text).filter((text) => text !== '');
  const artifact = childAt(root, 'artifactId');
  const runs = runsAs(root, dependencies, technologies);
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'java',
      evidence: input.evidence(artifact?.line ?? root.line),
      ...(artifact === undefined || artifact.text === '' ? {} : { name: input.redact(artifact.text) }),
      ...(runs === undefined ? {} : { runs }),
      ...(modules.length === 0 ? {} : { members: modules.slice(0, 200) }),
    },
    ...parentOf(input, root, folder, dependencies),
    ...technologies,
    javaVersion(input, root, folder, properties),
  ];
  const tests = dependencies.find((one) => one.development && /junit|testng|spock|spring-boot-starter-test/.test(one.artifact));
  if (tests !== undefined) observations.push({ type: 'practice', practice: 'automated-tests', evidence: input.evidence(tests.line) });
  return { observations, problems };
}

/** A POM of the workspace. */
interface Parent {
  readonly path: string;
  readonly pom: Pom;
}

/** The parents of a module that lie above it, nearest first; one that comes from a repository ends the line. */
function parentsOf(input: DetectorInput, root: XmlElement): readonly Parent[] {
  const parents: Parent[] = [];
  let current = root;
  let folder = folderOf(input.path);
  for (let depth = 0; depth < 10; depth += 1) {
    const parent = childAt(current, 'parent');
    const written = childAt(parent, 'relativePath');
    const path = joinPath(folder, written === undefined ? '../pom.xml' : written.text);
    if (parent === undefined || written?.text === '' || path === undefined || path === input.path) break;
    const file = path.endsWith('.xml') ? path : `${path}/pom.xml`;
    const pom = input.parsed(file, parsePom);
    // What lies above by chance is not the parent.
    if (pom?.root === undefined || childText(pom.root, 'artifactId') !== childText(parent, 'artifactId')) break;
    parents.push({ path: file, pom });
    current = pom.root;
    folder = folderOf(file);
  }
  return parents;
}

/** A POM with what it manages, by `group:artifact`. */
interface Pom {
  readonly root: XmlElement | undefined;
  readonly managed: ReadonlyMap<string, XmlElement>;
  readonly properties: ReadonlyMap<string, XmlElement>;
}

function parsePom(text: string): Pom {
  return pomOf(parseXml(text).root);
}

function pomOf(root: XmlElement | undefined): Pom {
  const managed = childAt(root, 'dependencyManagement', 'dependencies')?.children ?? [];
  return {
    root,
    managed: new Map(managed.map((one) => [`${childText(one, 'groupId') ?? ''}:${childText(one, 'artifactId') ?? ''}`, one])),
    properties: new Map((childAt(root, 'properties')?.children ?? []).map((child) => [child.name, child])),
  };
}

/** A version and the line on which it stands: that of a property where it is one. */
type Version = Pick<Dependency, 'version' | 'versionAt'>;

/** What a `<version>` in one of the POMs says; undefined for a property that nobody in the workspace sets. */
function resolve(poms: readonly Parent[], path: string, written: XmlElement): Version | undefined {
  const key = /^\$\{([\w.-]{1,100})\}$/.exec(written.text)?.[1];
  if (key === undefined)
    return written.text === '' || written.text.includes('$')
      ? undefined
      : { version: written.text, versionAt: { path, line: written.line } };
  for (const { path: from, pom } of poms) {
    const property = pom.properties.get(key);
    if (property !== undefined && property.text !== '' && !property.text.includes('$'))
      return { version: property.text, versionAt: { path: from, line: property.line } };
  }
  return undefined;
}

/** The version that a module or one of its parents manages for an artifact. */
function managedVersion(poms: readonly Parent[], name: string): Version | undefined {
  for (const { path, pom } of poms) {
    const written = childAt(pom.managed.get(name), 'version');
    const version = written === undefined ? undefined : resolve(poms, path, written);
    if (version !== undefined) return version;
  }
  return undefined;
}

function dependenciesOf(root: XmlElement, poms: readonly Parent[]): readonly MavenDependency[] {
  return (childAt(root, 'dependencies')?.children ?? []).flatMap((element) => {
    const group = childText(element, 'groupId');
    const artifact = childAt(element, 'artifactId');
    if (group === undefined || artifact === undefined) return [];
    const scope = childText(element, 'scope');
    const written = childAt(element, 'version');
    const [own] = poms;
    const found = written === undefined ? managedVersion(poms, `${group}:${artifact.text}`) : resolve(poms, own?.path ?? '', written);
    // On the line of the artifact itself there is no second place to show.
    const isHere = found?.versionAt?.path === own?.path && found?.versionAt?.line === artifact.line;
    return [
      {
        name: `${group}:${artifact.text}`,
        artifact: artifact.text,
        line: artifact.line,
        development: scope === 'test' || scope === 'system',
        ...(found === undefined ? {} : isHere ? { version: found.version } : found),
      },
    ];
  });
}

/** A parent from outside is a framework's: it fixes the framework's version. */
function parentOf(input: DetectorInput, root: XmlElement, folder: string, dependencies: readonly Dependency[]): readonly Observation[] {
  const parent = childAt(root, 'parent');
  const artifact = childText(parent, 'artifactId');
  if (parent === undefined || artifact !== 'spring-boot-starter-parent') return [];
  // An aggregator without dependencies hands the framework on to its modules.
  if (dependencies.length === 0 && childAt(root, 'modules') === undefined) return [];
  return [
    observeTechnology(input, 'spring-boot', folder, {
      line: childAt(parent, 'version')?.line ?? parent.line,
      version: childText(parent, 'version'),
    }),
  ];
}

function javaVersion(input: DetectorInput, root: XmlElement, folder: string, properties: ReadonlyMap<string, XmlElement>): Observation {
  for (const key of ['java.version', 'maven.compiler.release', 'maven.compiler.source', 'maven.compiler.target', 'release.version']) {
    const version = properties.get(key)?.text.replace(/^1\.(?=\d)/, '');
    const line = properties.get(key)?.line;
    if (version !== undefined && line !== undefined && /^\d+$/.test(version))
      return observeTechnology(input, 'java', folder, { line, version });
  }
  return observeTechnology(input, 'java', folder, { line: root.line });
}

/** A module runs if a plug-in packages it as a program; a server's artifact says as what. */
function runsAs(
  root: XmlElement,
  dependencies: readonly MavenDependency[],
  technologies: readonly Observation[],
): ComponentKind | undefined {
  if (childText(root, 'packaging') === 'pom') return undefined;
  const plugins = (childAt(root, 'build', 'plugins')?.children ?? []).flatMap((plugin) => childText(plugin, 'artifactId') ?? []);
  const packaged = plugins.some((plugin) =>
    /^(spring-boot|quarkus|micronaut|helidon|jib|liberty|tomcat7|jetty|wildfly|payara|fabric8|docker)-?(\w+-)?maven-plugin$|^docker-maven-plugin$|^dockerfile-maven-plugin$/.test(
      plugin,
    ),
  );
  const isWar = childText(root, 'packaging') === 'war';
  if (!packaged && !isWar) return undefined;
  const role = roleOfArtifacts(dependencies.filter((one) => one.development !== true).map((one) => one.artifact));
  const ids = technologies.flatMap((one) => (one.type === 'technology' && one.scope === 'production' ? [one.technology] : []));
  return (
    role ??
    kindByTechnologies(ids.filter((id) => id !== 'angular' && id !== 'react')) ??
    (isWar || plugins.includes('spring-boot-maven-plugin') ? 'service' : undefined)
  );
}
