import { observeHazard } from '../hazards/index.ts';
import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { DetectorInput, Observation } from '../observation.ts';

/** A workflow of GitHub Actions as its detector has read it. */
export interface Workflow {
  readonly root: DataNode | undefined;
  readonly triggers: readonly string[];
  readonly jobs: readonly DataNode[];
  readonly steps: readonly DataNode[];
  /** Line of the first command that delivers; absent where none does. */
  readonly deliveryLine?: number;
  /** Texts of the other workflows; undefined if not all of them could be seen. */
  readonly others: readonly string[] | undefined;
}

/** What a workflow shows beside what it tests and delivers. */
export function workflowHazards(input: DetectorInput, workflow: Workflow): readonly Observation[] {
  return [
    ...untrustedCheckout(input, workflow),
    ...scriptInjection(input, workflow),
    ...unpinnedActions(input, workflow),
    ...longLivedKey(input, workflow),
    ...writeAll(input, workflow),
    ...deployUntested(input, workflow),
  ];
}

function untrustedCheckout(input: DetectorInput, { triggers, steps }: Workflow): Observation[] {
  if (!triggers.includes('pull_request_target')) return [];
  for (const step of steps) {
    const ref = entryAt(step, 'with', 'ref');
    const isCheckout = (textAt(step, 'uses') ?? '').startsWith('actions/checkout');
    if (
      isCheckout &&
      ref?.value.kind === 'scalar' &&
      /github\.event\.pull_request\.head|github\.head_ref|refs\/pull\//.test(ref.value.text)
    )
      return [observeHazard('hazard.untrusted-checkout', input.evidence(ref.line))];
  }
  return [];
}

/** Events that a stranger can cause and that run with the secrets of the repository. */
const openTriggers = new Set(['pull_request_target', 'issues', 'issue_comment', 'discussion', 'discussion_comment', 'workflow_run']);

/** Text that a stranger writes. Numbers, hashes and names of users have a harmless alphabet. */
const strangerText =
  /\$\{\{[^}]{0,200}\b(github\.(?:head_ref|event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label))|comment\.body|review\.body|discussion\.(?:title|body)|workflow_run\.(?:head_branch|display_title|head_commit\.message))))\b[^}]{0,200}\}\}/;

function scriptInjection(input: DetectorInput, { triggers, steps }: Workflow): Observation[] {
  if (!triggers.some((trigger) => openTriggers.has(trigger))) return [];
  for (const step of steps) {
    const isScript = (textAt(step, 'uses') ?? '').startsWith('actions/github-script');
    const entry = isScript ? entryAt(step, 'with', 'script') : entryAt(step, 'run');
    if (entry?.value.kind !== 'scalar') continue;
    const value = strangerText.exec(entry.value.text.slice(0, 20_000))?.[1];
    if (value === undefined) continue;
    return [observeHazard('hazard.workflow-script-injection', input.evidence(lineOf(input, entry, value)), { value }, input.path)];
  }
  return [];
}

/** The line of a block scalar that holds a text. */
function lineOf(input: DetectorInput, entry: DataEntry, text: string): number {
  const offset = input.text
    .split(/\r?\n/)
    .slice(entry.line - 1, entry.line + 400)
    .findIndex((line) => line.includes(text));
  return entry.line + Math.max(0, offset);
}

/** Owners whose actions belong to the platform or to the clouds that are signed in to anyway. */
const ownActions = /^(actions|github|docker|aws-actions|azure|google-github-actions|hashicorp)\//i;

function unpinnedActions(input: DetectorInput, { jobs, steps }: Workflow): Observation[] {
  const found = new Map<string, Observation>();
  for (const node of [...jobs, ...steps]) {
    const uses = entryAt(node, 'uses');
    const [action = '', ref = ''] = uses?.value.kind === 'scalar' ? uses.value.text.split('@', 2) : [];
    if (uses === undefined || ref === '' || /^[0-9a-f]{40}$/.test(ref)) continue;
    if (!/^[\w.-]+\/[\w./-]+$/.test(action) || /^\.|^docker:/.test(action) || ownActions.test(action)) continue;
    if (!found.has(action))
      found.set(
        action,
        observeHazard('hazard.workflow-unpinned-action', input.evidence(uses.line), { action: input.redact(action) }, action),
      );
  }
  return [...found.values()];
}

const storedKeys: readonly (readonly [RegExp, readonly string[], string])[] = [
  [/^aws-actions\/configure-aws-credentials/, ['aws-access-key-id'], 'AWS'],
  [/^google-github-actions\/auth/, ['credentials_json'], 'Google Cloud'],
  [/^azure\/login/i, ['creds'], 'Azure'],
];

function longLivedKey(input: DetectorInput, { steps }: Workflow): Observation[] {
  for (const step of steps) {
    const [, keys = [], cloud = ''] = storedKeys.find(([pattern]) => pattern.test(textAt(step, 'uses') ?? '')) ?? [];
    const entry = keys
      .map((key) => entryAt(step, 'with', key))
      .find((one) => one?.value.kind === 'scalar' && /\bsecrets\./.test(one.value.text));
    if (entry !== undefined) return [observeHazard('hazard.workflow-long-lived-key', input.evidence(entry.line), { cloud }, input.path)];
  }
  return [];
}

function writeAll(input: DetectorInput, { root, jobs }: Workflow): Observation[] {
  const entry = [root, ...jobs]
    .map((node) => entryAt(node, 'permissions'))
    .find((one) => one?.value.kind === 'scalar' && one.value.text === 'write-all');
  return entry === undefined ? [] : [observeHazard('hazard.workflow-write-all', input.evidence(entry.line), {}, input.path)];
}

/** Words that any check has in its command, or a workflow of another repository that may have one. */
const checks =
  /\b(tests?|testing|verify|checks?|specs?|e2e|ci|validate|pytest|jest|vitest|mocha|rspec|phpunit|tox|nox|cypress|playwright|newman|k6)\b|\b(mvnw?|gradlew?|maven|gradle|sbt|bazel|nx|turbo|make|just|task|earthly|dagger)\b|uses:\s*[\w.-]+\/[\w.-]+\/\.github\/workflows\//i;

function deployUntested(input: DetectorInput, { root, triggers, deliveryLine, others }: Workflow): Observation[] {
  if (deliveryLine === undefined || others === undefined || !triggers.includes('push')) return [];
  const push = entryAt(root, 'on', 'push') ?? entryAt(root, 'true', 'push');
  // A tag is a release that somebody decides on; what was tested before it cannot be told.
  if (entriesAt(push?.value).some(([key]) => key === 'tags')) return [];
  const isChecked = [input.text, ...others].some((text) =>
    text.split('\n').some((line) => !/^\s*#/.test(line) && checks.test(line.slice(0, 1_000).replace(/ubuntu-latest|\bnpm ci\b/g, ''))),
  );
  return isChecked ? [] : [observeHazard('hazard.deploy-untested', input.evidence(deliveryLine), {}, input.path)];
}
