import type { Practice } from '../../model/fact.ts';
import { byAction, byImage } from '../catalogue/index.ts';
import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, FileNames, Observation } from '../observation.ts';
import { maxCompanions } from '../limits.ts';
import { imageVersion, parseImage } from './image-name.ts';
import { folderOf } from './paths.ts';
import { workflowHazards } from './workflow-hazards.ts';

/** Reads GitHub Actions workflows: what is tested and delivered, with what, and to where. */
export const githubActions: Detector = {
  id: 'github-actions',
  matches: isWorkflow,
  // What one workflow delivers may be tested by another one.
  companions: othersOf,
  detect,
  examples: [
    {
      path: '.github/workflows/ci.yml',
      text: 'on: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: |\n          npm ci\n          npm test\n      - run: npm run lint\n  deploy:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          aws-region: eu-west-1\n      - run: aws ecs update-service --cluster shop\n',
      sees: [
        'practice continuous-integration@9',
        'practice automated-tests@9',
        'practice linting@10',
        'deployment aws@15',
        'practice continuous-delivery@16',
      ],
    },
    {
      path: '.github/workflows/label.yml',
      text: 'on: pull_request_target\njobs:\n  label:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n',
      sees: ['hazard hazard.untrusted-checkout@7'],
      not: ['practice continuous-integration@1'],
    },
  ],
};

function isWorkflow(path: string): boolean {
  return /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i.test(path);
}

/** Texts of the other workflows; undefined where there may be more than could be given. */
function othersSeen(input: DetectorInput): readonly string[] | undefined {
  const others = input.companionPaths.filter(isWorkflow);
  return others.length >= maxCompanions - 1 ? undefined : others.flatMap((path) => input.companion(path) ?? []);
}

function othersOf(path: string, files: FileNames): readonly string[] {
  return files
    .inFolder(folderOf(path))
    .map((name) => `${folderOf(path)}/${name}`)
    .filter((other) => other !== path && isWorkflow(other));
}

interface CommandRule {
  readonly pattern: RegExp;
  readonly practice?: Practice;
  readonly target?: string;
}

/** What a command or an action means; the first line that matches is the evidence, once per practice and target. */
const commandRules: readonly CommandRule[] = [
  {
    practice: 'automated-tests',
    pattern:
      /\b((npm|pnpm|yarn|bun)( run)? (test|t)\b|npx (vitest|jest|playwright test|cypress run)|pytest|\bbash [\w./-]*tests?[\w-]*\.sh|tox\b|nox\b|go test|mvnw? .*\b(test|verify|package|install)\b|gradlew? .*\b(test|check|build)\b|dotnet test|cargo (test|nextest)|rspec|phpunit|mix test|make (test|check)\b|deno test|dbt (test|build))/,
  },
  {
    practice: 'linting',
    pattern:
      /\b((npm|pnpm|yarn|bun)( run)? lint|eslint|oxlint|ruff (check|format)|flake8|golangci-lint|rubocop|cargo clippy|pre-commit run|biome (check|ci))/,
  },
  { practice: 'type-checking', pattern: /\b((npm|pnpm|yarn|bun)( run)? (typecheck|type-check|check-types)|tsc\b|mypy|pyright)/ },
  {
    practice: 'migrations',
    pattern: /\b(alembic upgrade|prisma migrate deploy|flyway migrate|rails db:migrate|sequelize db:migrate|knex migrate:latest)/,
  },
  {
    practice: 'continuous-delivery',
    target: 'aws',
    pattern:
      /\baws (ecs update-service|s3 sync|lambda update-function|cloudformation deploy|deploy create-deployment|elasticbeanstalk)|\bsam deploy|\bcdk deploy|\b(serverless|sls) deploy|aws-actions\/amazon-ecs-deploy|aws-actions\/aws-cloudformation/,
  },
  {
    practice: 'continuous-delivery',
    target: 'gcp',
    pattern: /\bgcloud (run|app|functions) (deploy|services update)|google-github-actions\/deploy-/,
  },
  {
    practice: 'continuous-delivery',
    target: 'azure',
    pattern: /\baz (webapp|containerapp|functionapp) (up|update|deploy\w*)|azure\/(webapps-deploy|functions-action|container-apps-deploy)/i,
  },
  {
    practice: 'continuous-delivery',
    target: 'kubernetes',
    pattern: /\bkubectl (apply|set image|rollout)|\bhelm (upgrade|install)|azure\/k8s-deploy/i,
  },
  { practice: 'continuous-delivery', target: 'fly', pattern: /\bfly(ctl)? deploy/ },
  { practice: 'continuous-delivery', target: 'vercel', pattern: /\bvercel (deploy|--prod)|amondnet\/vercel-action/ },
  { practice: 'continuous-delivery', target: 'netlify', pattern: /\bnetlify deploy|nwtgck\/actions-netlify/ },
  { practice: 'continuous-delivery', target: 'heroku', pattern: /akhileshns\/heroku-deploy|\bheroku container:release/ },
  { practice: 'continuous-delivery', target: 'cloudflare', pattern: /cloudflare\/wrangler-action|\bwrangler (deploy|publish)/ },
  { practice: 'continuous-delivery', target: 'docker-compose', pattern: /\bdocker stack deploy/ },
  { practice: 'continuous-delivery', pattern: /\b(terraform|tofu) apply|\bpulumi up/ },
  { practice: 'infrastructure-as-code', pattern: /\b(terraform|tofu) (plan|validate|apply)|\bpulumi (preview|up)/ },
];

/** Actions that sign in to a cloud: where it is used, not yet that something is delivered. */
const signIns: readonly (readonly [RegExp, string])[] = [
  [/^aws-actions\/configure-aws-credentials/, 'aws'],
  [/^google-github-actions\/(auth|setup-gcloud)/, 'gcp'],
  [/^azure\/login/i, 'azure'],
  [/^superfly\/flyctl-actions/, 'fly'],
];

/** Every rule looks at every command; a workflow that people wrote has a few hundred. */
const maxCommands = 3_000;

/** Something a workflow runs: an action or one line of a script. */
interface Command {
  readonly text: string;
  readonly line: number;
}

function detect(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const root = documents[0];
  const lines = input.text.split(/\r?\n/);
  const jobs = entriesAt(root, 'jobs').map(([, entry]) => entry.value);
  const steps = jobs.flatMap((job) => itemsAt(job, 'steps'));
  const commands: Command[] = [];
  for (const step of steps) {
    if (commands.length >= maxCommands) break;
    commands.push(...commandsOf(step, lines));
  }
  // A throw-away cluster on the runner is a test, not a place to deploy to.
  const isTrial = /\bkind create cluster|helm\/kind-action|\bminikube start|\bk3d cluster create|medyagh\/setup-minikube/.test(input.text);
  const practised = practices(input, root, commands, isTrial);
  const delivery = practised.find((one) => one.type === 'practice' && one.practice === 'continuous-delivery');
  const observations = [
    ...practised,
    ...signInsOf(input, steps),
    ...technologies(input, jobs, steps),
    // Below another folder it is a template that nobody runs.
    ...(!input.path.startsWith('.github/')
      ? []
      : workflowHazards(input, {
          root,
          triggers: triggersOf(root),
          jobs,
          steps,
          ...(delivery === undefined ? {} : { deliveryLine: delivery.evidence.line }),
          others: othersSeen(input),
        })),
  ];
  return { observations, problems };
}

function commandsOf(step: DataNode, lines: readonly string[]): Command[] {
  const uses = entryAt(step, 'uses');
  if (uses?.value.kind === 'scalar') return [{ text: uses.value.text, line: uses.line }];
  const run = entryAt(step, 'run');
  if (run?.value.kind !== 'scalar') return [];
  let line = run.line;
  return run.value.text
    .split('\n')
    .slice(0, 500)
    .flatMap((written): Command[] => {
      // The rules look for words that are far apart; they get no line on which that could take long.
      const text = written.trim().slice(0, 500);
      if (text === '' || text.startsWith('#')) return [];
      // A folded script has other line ends than the file: look for the text from the last hit on.
      const found = lines.slice(line - 1, line + 200).findIndex((candidate) => candidate.includes(text.slice(0, 60)));
      if (found !== -1) line += found;
      return [{ text, line }];
    });
}

function triggersOf(root: DataNode | undefined): readonly string[] {
  const on = entryAt(root, 'on') ?? entryAt(root, 'true');
  if (on === undefined) return [];
  if (on.value.kind === 'scalar') return [on.value.text];
  if (on.value.kind === 'list') return on.value.items.map((item) => (item.kind === 'scalar' ? item.text : ''));
  return [...on.value.entries.keys()];
}

function practices(input: DetectorInput, root: DataNode | undefined, commands: readonly Command[], isTrial: boolean): Observation[] {
  const found = new Map<string, Observation>();
  for (const rule of commandRules) {
    const hit = commands.find(({ text }) => rule.pattern.test(text));
    if (hit === undefined || (isTrial && rule.target === 'kubernetes')) continue;
    const evidence = input.evidence(hit.line);
    if (rule.practice !== undefined && !found.has(rule.practice))
      found.set(rule.practice, { type: 'practice', practice: rule.practice, evidence });
    if (rule.target !== undefined) found.set(`to ${rule.target}`, { type: 'deployment', target: rule.target, evidence });
  }
  const checks = found.get('automated-tests') ?? found.get('linting') ?? found.get('type-checking');
  const isTriggered = triggersOf(root).some((trigger) => trigger === 'push' || trigger === 'pull_request' || trigger === 'merge_group');
  if (checks !== undefined && isTriggered)
    found.set('ci', { type: 'practice', practice: 'continuous-integration', evidence: checks.evidence });
  return [...found.values()];
}

function signInsOf(input: DetectorInput, steps: readonly DataNode[]): Observation[] {
  const found = new Map<string, Observation>();
  for (const step of steps) {
    const uses = entryAt(step, 'uses');
    const target = signIns.find(([pattern]) => pattern.test(textAt(step, 'uses') ?? ''))?.[1];
    if (uses === undefined || target === undefined || found.has(target)) continue;
    const region = entryAt(step, 'with', 'aws-region');
    const written = region?.value.kind === 'scalar' && /^[a-z0-9-]{4,30}$/.test(region.value.text) ? region.value.text : undefined;
    found.set(target, {
      type: 'deployment',
      target,
      evidence: input.evidence(written === undefined ? uses.line : (region?.line ?? uses.line)),
      ...(written === undefined ? {} : { region: input.redact(written) }),
    });
  }
  return [...found.values()];
}

/** Delivery tools, and the stores that tests are run against: both belong to development. */
function technologies(input: DetectorInput, jobs: readonly DataNode[], steps: readonly DataNode[]): Observation[] {
  const found = new Map<string, Observation>();
  const add = (id: string | undefined, line: number, version?: string): void => {
    if (id !== undefined && !found.has(id))
      found.set(id, {
        type: 'technology',
        technology: id,
        scope: 'development',
        folder: '',
        evidence: input.evidence(line),
        ...(version === undefined ? {} : { version: input.redact(version) }),
      });
  };
  for (const step of steps) {
    const uses = entryAt(step, 'uses');
    if (uses?.value.kind === 'scalar') add(byAction(uses.value.text)?.id, uses.line);
  }
  for (const job of jobs) {
    for (const [, service] of entriesAt(job, 'services')) {
      const image = entryAt(service.value, 'image');
      const parsed = image?.value.kind === 'scalar' ? parseImage(image.value.text) : undefined;
      if (image?.value.kind === 'scalar' && parsed !== undefined) add(byImage(image.value.text)?.id, image.line, imageVersion(parsed));
    }
  }
  return [...found.values()];
}
