import { byId } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseYaml } from '../parse/yaml.ts';
import { longLineProblems, observeTechnology, problemsOf } from './dependency.ts';
import { engineOf } from './engines.ts';
import { folderOf } from './paths.ts';

/** Reads the folder of Airflow's workflows: what is scheduled there is one job, whatever runs Airflow. */
export const airflowDags: Detector = {
  id: 'airflow-dags',
  sources: ['airflow'],
  matches: (path) => /(^|\/)dags\/([\w-]+\/){0,3}[\w.-]+\.py$/.test(path),
  detect: detectDag,
  examples: [
    {
      path: 'etl/dags/orders.py',
      text: 'from airflow import DAG\n\n# dag = DAG("old")\nwith DAG("orders") as dag:\n    pass\n',
      sees: ['unit dags@4', 'technology airflow@1'],
      not: ['unit dags@3'],
    },
    { path: 'dags/lib.py', text: 'from airflow.models import Variable\n', sees: [], not: ['unit dags@1'] },
  ],
};

function detectDag(input: DetectorInput): DetectorOutput {
  const folder = /^(?:.*\/)?dags(?=\/)/.exec(input.path)?.[0] ?? folderOf(input.path);
  const lines = shortLines(input.text);
  const imported = lines.findIndex((text) => /^\s*(from|import)\s+airflow\b/.test(text));
  const dag = lines.findIndex((text) => /^(\s*with\s+|\w+\s*=\s*)?(models\.)?DAG\(|^\s*with\s+(models\.)?DAG\(|^@dag\b/.test(text));
  const problems = longLineProblems(input);
  if (imported === -1 || dag === -1) return { observations: [], problems };
  return {
    observations: [
      { type: 'unit', folder, ecosystem: 'python', runs: 'job', evidence: input.evidence(dag + 1) },
      observeTechnology(input, 'airflow', folder, { line: imported + 1 }),
    ],
    problems,
  };
}

/** Reads dbt projects and, beside them, for what warehouse they build. */
export const dbtProject: Detector = {
  id: 'dbt-project',
  matches: (path) => /(^|\/)dbt_project\.ya?ml$/.test(path) && !/(^|\/)dbt_(packages|modules)\//.test(path),
  companions: (path) => [profilesOf(path)],
  detect: detectDbt,
  examples: [
    {
      path: 'warehouse/dbt_project.yml',
      text: 'name: shop\nprofile: shop\nmodel-paths: ["models"]\n',
      beside: {
        'warehouse/profiles.yml':
          'shop:\n  target: prod\n  outputs:\n    dev:\n      type: duckdb\n    prod:\n      type: snowflake\n      password: hunter2\n',
      },
      sees: ['unit shop@1', 'technology dbt@1', 'technology snowflake@7'],
      not: ['technology duckdb@5'],
    },
    { path: 'dbt_project.yml', text: 'name: shop\nmodels: [\n', sees: ['unit shop@1', 'problem syntax-error@3'] },
    { path: 'dbt_project.yml', text: '# nothing\n', sees: [], not: ['unit .@1'] },
  ],
};

function profilesOf(path: string): string {
  const folder = folderOf(path);
  return folder === '' ? 'profiles.yml' : `${folder}/profiles.yml`;
}

function detectDbt(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const root = documents[0];
  const problems = problemsOf(input, issues);
  const name = entryAt(root, 'name');
  if (name?.value.kind !== 'scalar' || name.value.text === '') return { observations: [], problems };
  const folder = folderOf(input.path);
  return {
    observations: [
      {
        type: 'unit',
        folder,
        ecosystem: 'python',
        ...(/(^|\/)dags\//.test(input.path) ? {} : { runs: 'job' as const }),
        name: input.redact(name.value.text),
        evidence: input.evidence(name.line),
      },
      observeTechnology(input, 'dbt', folder, { line: name.line }),
      ...warehouse(input, folder, textAt(root, 'profile')),
    ],
    problems,
  };
}

/** The engine of the profile's own target; a profile is a map of outputs with secrets, of which the type alone is read. */
function warehouse(input: DetectorInput, folder: string, profile: string | undefined): readonly Observation[] {
  const profiles = input.parsed(profilesOf(input.path), parseYaml)?.documents[0];
  const target = profile === undefined ? undefined : textAt(profiles, profile, 'target');
  const outputs = profile === undefined ? undefined : at(profiles, profile, 'outputs');
  const production = entriesAt(outputs).find(([key]) => key.startsWith('prod'))?.[0];
  const type = entryAt(outputs, production ?? target ?? '', 'type');
  const engine = type?.value.kind === 'scalar' ? engineOf(type.value.text) : undefined;
  if (type === undefined || engine === undefined || byId(engine) === undefined) return [];
  return [
    { type: 'technology', technology: engine, scope: 'production', folder, evidence: input.evidenceIn(profilesOf(input.path), type.line) },
  ];
}

/** Reads the list of code locations that Dagster runs. */
export const dagsterWorkspace: Detector = {
  id: 'dagster-workspace',
  matches: (path) => /(^|\/)(workspace|dagster|dagster_cloud)\.ya?ml$/.test(path),
  detect: (input) => {
    const { documents, issues } = input.own(parseYaml);
    const root = documents[0];
    const locations = entryAt(root, 'load_from') ?? entryAt(root, 'locations');
    const isDagster =
      locations !== undefined &&
      (itemsAt(root, 'load_from').some((item) =>
        ['python_module', 'python_file', 'python_package', 'grpc_server'].some((key) => at(item, key) !== undefined),
      ) ||
        itemsAt(root, 'locations').some((item) => at(item, 'location_name') !== undefined));
    if (!isDagster) return { observations: [], problems: [] };
    return {
      observations: [observeTechnology(input, 'dagster', folderOf(input.path), { line: locations.line })],
      problems: problemsOf(input, issues),
    };
  },
  examples: [
    { path: 'workspace.yaml', text: '# places\nload_from:\n  - python_module: shop.etl\n', sees: ['technology dagster@2'] },
    { path: 'dagster_cloud.yaml', text: 'locations:\n  - location_name: etl\n', sees: ['technology dagster@1'] },
    { path: 'workspace.yaml', text: 'folders:\n  - a\n', sees: [], not: ['technology dagster@1'] },
  ],
};
