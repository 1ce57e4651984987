import type { Detector, DetectorInput, DetectorOutput, FileNames, HostReference } from '../observation.ts';
import { entriesAt, entryAt, itemsAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import { problemsOf } from './dependency.ts';
import { describesServer } from './description.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf } from './paths.ts';

/** A monitoring server's configuration: whose it is, by what image it runs, and where it says whom it reads or writes. */
interface ServerRule {
  /** Catalogue id. */
  readonly technology: string;
  readonly file: RegExp;
  /** Image that must be run beside it: without that the file belongs to nothing that is known here. */
  readonly image: RegExp;
  /** Hosts with lines and the way of the data. */
  readonly hosts: (input: DetectorInput, root: DataNode) => readonly HostReference[];
}

const composeNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

const rules: readonly ServerRule[] = [
  {
    technology: 'prometheus',
    file: /(^|\/)prometheus[\w.-]*\.ya?ml$/,
    image: /^\s*(?:image\s*:|FROM)\s*["']?[\w./-]*\bprom(?:etheus)?\/prometheus\b/m,
    hosts: scraped,
  },
  {
    technology: 'opentelemetry-collector',
    file: /(^|\/)(otel|otelcol|opentelemetry|collector)[\w.-]*\.ya?ml$/,
    image: /^\s*(?:image\s*:|FROM)\s*["']?[\w./-]*\bopentelemetry-collector/m,
    hosts: exported,
  },
  {
    technology: 'grafana',
    file: /(^|\/)(provisioning\/)?datasources\/[\w.-]+\.ya?ml$|(^|\/)(grafana[\w-]*\/)?datasources?\.ya?ml$/,
    image: /^\s*(?:image\s*:|FROM)\s*["']?[\w./-]*\bgrafana\/grafana\b/m,
    hosts: dataSources,
  },
];

/** Reads what Prometheus scrapes, where a collector sends to and what Grafana draws, where a Compose file runs that server. */
export const monitoringConfig: Detector = {
  id: 'monitoring-config',
  matches: (path) => rules.some((rule) => rule.file.test(path)),
  companions: composeAbove,
  detect,
  examples: [
    {
      path: 'monitoring/prometheus.yml',
      text: 'scrape_configs:\n  - job_name: self\n    static_configs:\n      - targets: ["localhost:9090"]\n  - job_name: api\n    static_configs:\n      - targets:\n          - api:8080\n        # - old:80\n',
      beside: { 'docker-compose.yml': 'services:\n  prom:\n    image: prom/prometheus:v3\n' },
      sees: ['workload prometheus@8'],
      not: ['workload prometheus@9'],
    },
    {
      path: 'otel-collector-config.yaml',
      text: 'receivers:\n  otlp:\nexporters:\n  otlp/jaeger:\n    endpoint: jaeger:4317\nservice:\n  pipelines:\n    traces:\n      exporters: [otlp/jaeger]\n',
      beside: { 'compose.yaml': 'services:\n  collector:\n    image: otel/opentelemetry-collector-contrib:0.1\n' },
      sees: ['workload opentelemetry-collector@5'],
    },
    {
      path: 'grafana/provisioning/datasources/all.yml',
      text: 'apiVersion: 1\ndatasources:\n  - name: P\n    type: prometheus\n    url: http://prometheus:9090\n',
      beside: { 'docker-compose.yml': 'services:\n  g:\n    image: "grafana/grafana"\n' },
      sees: ['workload grafana@5'],
    },
    {
      path: 'docker/prometheus/prometheus.yml',
      text: 'scrape_configs:\n  - static_configs:\n      - targets: ["api:8080"]\n',
      beside: { 'docker/prometheus/Dockerfile': 'FROM prom/prometheus:v3\n' },
      sees: ['workload prometheus@3'],
    },
    {
      path: 'prometheus.yml',
      text: 'scrape_configs:\n  - static_configs:\n      - targets: ["api:8080"]\n',
      sees: [],
      not: ['workload prometheus@3'],
    },
    {
      path: 'prometheus.yml',
      text: 'scrape_configs:\n  - static_configs:\n      - targets: ["api:8080"]\nx: [\n',
      beside: { 'compose.yml': '    image: prom/prometheus\n' },
      sees: ['workload prometheus@3', 'problem syntax-error@5'],
    },
  ],
};

/** The Dockerfile beside a path, and the Compose files in its folder and in those above it, nearest first. */
export function composeAbove(path: string, files: FileNames): readonly string[] {
  let folder = folderOf(path);
  const dockerfile = folder === '' ? 'Dockerfile' : `${folder}/Dockerfile`;
  const found: string[] = files.has(dockerfile) ? [dockerfile] : [];
  for (let depth = 0; depth < 8; depth += 1) {
    for (const name of composeNames) {
      const full = folder === '' ? name : `${folder}/${name}`;
      if (full !== path && files.has(full)) found.push(full);
    }
    if (folder === '') break;
    folder = folderOf(folder);
  }
  return found;
}

function detect(input: DetectorInput): DetectorOutput {
  const rule = rules.find((one) => one.file.test(input.path));
  const isRun = input.companionPaths.some((path) => rule?.image.test(input.companion(path) ?? '') === true);
  if (rule === undefined || !isRun) return { observations: [], problems: [] };
  const { documents, issues } = input.own(parseYaml);
  const root = documents[0];
  const references = root === undefined ? [] : rule.hosts(input, root);
  const description = describesServer(input, rule.technology, rule.technology, folderOf(input.path), references);
  return { observations: description === undefined ? [] : [description], problems: problemsOf(input, issues) };
}

/** What is scraped answers with its numbers: they go to whoever asks. */
function scraped(input: DetectorInput, root: DataNode): readonly HostReference[] {
  const targets = itemsAt(root, 'scrape_configs')
    .slice(0, 200)
    .flatMap((job) => itemsAt(job, 'static_configs').flatMap((config) => itemsAt(config, 'targets')));
  return targets
    .slice(0, 500)
    .flatMap((target) => (target.kind === 'scalar' ? read(input, target.line, `http://${target.text}`, 'backward') : []));
}

/** Exporters that a pipeline uses; one that is only listed sends nothing. */
function exported(input: DetectorInput, root: DataNode): readonly HostReference[] {
  const used = new Set(
    entriesAt(root, 'service', 'pipelines').flatMap(([, { value }]) =>
      itemsAt(value, 'exporters').flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])),
    ),
  );
  return entriesAt(root, 'exporters').flatMap(([name, { value }]) => {
    const endpoint = entryAt(value, 'endpoint') ?? entryAt(value, 'traces_endpoint');
    if (!used.has(name) || endpoint?.value.kind !== 'scalar') return [];
    const { text } = endpoint.value;
    const isGrpc = /^otlp(\/|$)/.test(name);
    return read(input, endpoint.line, text.includes('://') ? text : `${isGrpc ? 'grpc' : 'http'}://${text}`, 'forward');
  });
}

function dataSources(input: DetectorInput, root: DataNode): readonly HostReference[] {
  return itemsAt(root, 'datasources')
    .slice(0, 200)
    .flatMap((item) => {
      const url = entryAt(item, 'url');
      if (url?.value.kind !== 'scalar') return [];
      const { text } = url.value;
      return read(input, url.line, text.includes('://') ? text : `tcp://${text}`, 'backward');
    });
}

function read(input: DetectorInput, line: number, url: string, flow: 'forward' | 'backward'): readonly HostReference[] {
  // Its own port is not another's, and a template's variable is nobody.
  return referencesIn(input, line, url)
    .filter((one) => one.host !== 'localhost')
    .map((one) => ({ ...one, flow }));
}
