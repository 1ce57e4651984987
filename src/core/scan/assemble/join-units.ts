import type { Unit } from './units.ts';
import { baseName, isPlaceholder, isWithin } from './units.ts';

/** Why a unit is a part of another one above it, and of which. Each rule owns the folders it was made for. */
interface JoinRule {
  readonly examples: readonly string[];
  partOf(unit: Unit, units: readonly Unit[]): Unit | undefined;
}

/**
 * Joins units that are parts of one thing: the native shells of a mobile app, a Dockerfile that is kept in a folder of its
 * own, and the entry point of a program whose manifest stands above it.
 */
export function joinUnits(units: readonly Unit[]): readonly Unit[] {
  const parts = new Map<Unit, Unit>();
  for (const unit of units) {
    const whole = joinRules.map((rule) => rule.partOf(unit, units)).find((one) => one !== undefined);
    if (whole !== undefined && whole !== unit) parts.set(unit, whole);
  }
  return units.filter((unit) => !parts.has(unit)).map((unit) => withParts(unit, parts));
}

function withParts(whole: Unit, parts: ReadonlyMap<Unit, Unit>): Unit {
  // A part can have parts: the module inside the Android project inside the app.
  const isPart = (unit: Unit): boolean => {
    let up = parts.get(unit);
    for (let depth = 0; up !== undefined && depth < 10; depth += 1) {
      if (up === whole) return true;
      up = parts.get(up);
    }
    return false;
  };
  const own = [...parts.keys()].filter(isPart);
  if (own.length === 0) return whole;
  // The only module of a build that runs is the product, which is named at the build's root.
  const root = own.find((part) => part.name !== undefined && part.folder !== whole.folder && isWithin(part.folder, whole.folder));
  return {
    ...whole,
    name: isPlaceholder(whole.name ?? '') && root !== undefined ? root.name : whole.name,
    runs: whole.runs ?? own.flatMap((part) => part.runs ?? [])[0],
    hasDockerfile: whole.hasDockerfile || own.some((part) => part.hasDockerfile),
    observations: [...whole.observations, ...own.flatMap((part) => part.observations)],
    technologies: [...whole.technologies, ...own.flatMap((part) => part.technologies)],
    folders: [...whole.folders, ...own.flatMap((part) => part.folders)],
  };
}

const joinRules: readonly JoinRule[] = [
  {
    // Flutter, React Native and Capacitor keep the project of each system below the app that is one for all.
    examples: ['mobile/android/app', 'mobile/ios', 'app/macos'],
    partOf: (unit, units) => {
      const above = /^(?:(.*)\/)?(android|ios|macos|windows|linux)(\/[^/]+)?$/.exec(unit.folder);
      if (above === null) return undefined;
      return units.find((one) => one.folder === (above[1] ?? '') && one.technologies.some((used) => crossPlatform.has(used.technology)));
    },
  },
  {
    examples: ['docker', 'dev/docker', '.docker', 'build/package'],
    partOf: (unit, units) => {
      const isOnlyDocker = unit.hasDockerfile && !unit.hasManifest;
      const above = isOnlyDocker && imageFolder.test(baseName(unit.folder)) ? manifestAbove(unit, units) : undefined;
      // The images of a workspace's members lie beside each other.
      const isShared = above !== undefined && above.members.length > 0 && above.runs === undefined && unit.observations.length > 1;
      return isShared ? undefined : above;
    },
  },
  {
    // Models of dbt are a part of the program that runs them, where that program says so.
    examples: ['dbt/dbt_project.yml below pyproject.toml'],
    partOf: (unit, units) => {
      const above = unit.observations.every((one) => one.evidence.detector === 'dbt-project') ? manifestAbove(unit, units) : undefined;
      return above?.technologies.some((used) => used.technology === 'dbt') === true ? above : undefined;
    },
  },
  {
    // Workflows of Airflow are a part of the program that Airflow is installed in.
    examples: ['dags below a Dockerfile that starts from Airflow'],
    partOf: (unit, units) => {
      if (!unit.observations.every((one) => one.evidence.detector === 'airflow-dags')) return undefined;
      const above = units
        .filter((one) => one !== unit && isWithin(one.folder, unit.folder))
        .toSorted((a, b) => b.folder.length - a.folder.length)[0];
      return above?.technologies.some((used) => used.technology === 'airflow') === true ? above : undefined;
    },
  },
  {
    // The image is built beside the solution folder and the only program in it.
    examples: ['api-gateway/Dockerfile above api-gateway/src/Gateway.csproj'],
    partOf: (unit, units) => {
      if (!unit.hasDockerfile || unit.hasManifest || unit.folder === '') return undefined;
      const below = units.filter((one) => one !== unit && one.hasManifest && one.runs !== undefined && isWithin(unit.folder, one.folder));
      return below.length === 1 ? below[0] : undefined;
    },
  },
  {
    // The modules of a build are made into one image at its root; what runs in it is the only module that runs.
    examples: ['settings.gradle and Dockerfile above application/build.gradle'],
    partOf: (unit, units) => {
      const isRoot = unit.hasDockerfile && unit.members.length > 0 && unit.observations.some((one) => one.ecosystem === 'java');
      if (!isRoot || unit.observations.some((one) => one.runs !== undefined && one.ecosystem !== 'docker')) return undefined;
      // Pages that Gradle builds as well are a module, and no program of this language.
      const runsJava = (one: Unit): boolean => one.observations.some((seen) => seen.ecosystem === 'java' && seen.runs !== undefined);
      const programs = units.filter((one) => one !== unit && isWithin(unit.folder, one.folder) && runsJava(one));
      return programs.length === 1 ? programs[0] : undefined;
    },
  },
  {
    examples: ['src/manage.py below pyproject.toml'],
    partOf: (unit, units) => {
      const isEntry = unit.observations.every((one) => one.evidence.detector === 'entry-points' && one.ecosystem === 'python');
      const above = isEntry ? manifestAbove(unit, units) : undefined;
      if (above === undefined || above.observations.every((one) => one.ecosystem !== 'python')) return undefined;
      const entries = units.filter(
        (one) => isWithin(above.folder, one.folder) && one.observations.every((seen) => seen.evidence.detector === 'entry-points'),
      );
      // Two programs below one manifest are two.
      return entries.length === 1 ? above : undefined;
    },
  },
];

const crossPlatform: ReadonlySet<string> = new Set([
  'flutter',
  'react-native',
  'expo',
  'capacitor',
  'ionic',
  'cordova',
  'kotlin-multiplatform',
  'maui',
]);
const imageFolder =
  /^\.?(docker|dockerfiles?|containers?|container-image|images?|build|builds|package|packaging|scripts?|deploy|deployment|dev|ci|cloudbuild)$/i;

function manifestAbove(unit: Unit, units: readonly Unit[]): Unit | undefined {
  const above = units.filter((one) => one !== unit && one.hasManifest && isWithin(one.folder, unit.folder));
  return above.toSorted((a, b) => b.folder.length - a.folder.length)[0];
}
