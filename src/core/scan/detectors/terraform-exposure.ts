import { observeHazard } from '../hazards/index.ts';
import { isLiteralSecret } from '../hazards/literal-secret.ts';
import type { HclAttribute, HclBlock } from '../parse/hcl.ts';
import type { DetectorInput, Observation } from '../observation.ts';
import type { Declared } from './terraform-references.ts';

/** Settings of Terraform that expose something, let it end or lose it. `blocks` are all top-level blocks of the file. */
export function exposureHazards(input: DetectorInput, declared: readonly Declared[], blocks: readonly HclBlock[]): readonly Observation[] {
  return [
    ...declared.flatMap((one) => [
      ...publicBucket(input, one, declared),
      ...plainListener(input, one, declared),
      ...resourceSettings(input, one),
      ...wildcardPolicies(input, one),
    ]),
    ...policyDocuments(input, blocks),
    ...writtenSecrets(input, blocks),
  ];
}

/** Folders of a development or test environment: a single zone there is a choice, not a hazard. */
export function isForDevelopment(path: string): boolean {
  return /(^|[/_.-])(dev|develop|development|test|testing|staging|stage|sandbox|preview|qa)([/_.-]|$)/i.test(path);
}

function hazard(input: DetectorInput, one: Declared, id: string, line: number, values: Readonly<Record<string, string>> = {}): Observation {
  return observeHazard(id, input.evidence(line), { name: input.redact(one.address), ...values }, one.address);
}

/** Names of buckets that are there to be read by everybody. */
const meantForAll = /public|asset|static|cdn|site|www|frontend|web|download|media|docs|image/i;

function publicBucket(input: DetectorInput, one: Declared, declared: readonly Declared[]): Observation[] {
  const { attributes, blocks } = one.block;
  const isSite =
    blocks.some((block) => block.type === 'website') || declared.some(({ type }) => type === 'aws_s3_bucket_website_configuration');
  if (isSite || meantForAll.test(`${one.address} ${attributes.get('bucket')?.text ?? ''} ${String(attributes.get('name')?.literal ?? '')}`))
    return [];
  const bad: HclAttribute | undefined = /^aws_s3_bucket(_acl)?$/.test(one.type)
    ? attributeIn(attributes.get('acl'), /^public-read(-write)?$/)
    : /^google_storage_bucket_(iam_(member|binding)|access_control)$/.test(one.type)
      ? [attributes.get('member'), attributes.get('members'), attributes.get('entity')].find((value) =>
          /"(allUsers|allAuthenticatedUsers)"/.test(value?.text.slice(0, 2_000) ?? ''),
        )
      : one.type === 'azurerm_storage_container'
        ? attributeIn(attributes.get('container_access_type'), /^(blob|container)$/)
        : undefined;
  return bad === undefined ? [] : [hazard(input, one, 'hazard.public-bucket', bad.line)];
}

function attributeIn(attribute: HclAttribute | undefined, values: RegExp): HclAttribute | undefined {
  return typeof attribute?.literal === 'string' && values.test(attribute.literal) ? attribute : undefined;
}

function plainListener(input: DetectorInput, one: Declared, declared: readonly Declared[]): Observation[] {
  if (!/^aws_a?lb_listener$/.test(one.type) || one.block.type !== 'resource') return [];
  const protocol = attributeIn(one.block.attributes.get('protocol'), /^HTTP$/);
  const action = one.block.blocks.find((block) => block.type === 'default_action');
  if (protocol === undefined || action === undefined || action.attributes.get('type')?.literal !== 'forward') return [];
  // An inner load balancer, and one behind a CDN, may end TLS elsewhere; one of another file is not known.
  const owner = /\baws_a?lb\.([\w-]+)\./.exec(one.block.attributes.get('load_balancer_arn')?.text ?? '')?.[1];
  const balancer = declared.find(({ type, block }) => /^aws_a?lb$/.test(type) && block.labels[1] === owner);
  const internal = balancer?.block.attributes.get('internal');
  if (balancer === undefined || (internal !== undefined && internal.literal !== false)) return [];
  if (declared.some(({ type }) => type === 'aws_cloudfront_distribution')) return [];
  return [hazard(input, one, 'hazard.plain-http-listener', protocol.line)];
}

/** Runtimes of AWS Lambda after the end of their patches. Source: the page named in the rule. */
const endedRuntimes =
  /^(nodejs(4\.3|6\.10|8\.10|1[0-8]\.x)?|python(2\.7|3\.[6-9])|ruby2\.[57]|java8|go1\.x|dotnetcore[123]\.[01]|dotnet[567]|provided)$/;

function resourceSettings(input: DetectorInput, one: Declared): Observation[] {
  const { attributes, blocks, line, type: blockType } = one.block;
  const found: Observation[] = [];
  const retention = attributes.get('retention_in_days');
  if (one.type === 'aws_cloudwatch_log_group' && blockType === 'resource' && (retention === undefined || retention.literal === 0))
    found.push(hazard(input, one, 'hazard.no-log-retention', retention?.line ?? line));
  const runtime = one.type === 'aws_lambda_function' ? attributeIn(attributes.get('runtime'), endedRuntimes) : undefined;
  if (runtime !== undefined)
    found.push(hazard(input, one, 'hazard.ended-function-runtime', runtime.line, { runtime: input.redact(String(runtime.literal)) }));
  const mode = attributes.get('deployment_mode');
  // Without the attribute a broker is a single instance.
  if (one.type === 'aws_mq_broker' && (mode === undefined || mode.literal === 'SINGLE_INSTANCE') && !isForDevelopment(input.path))
    found.push(hazard(input, one, 'hazard.single-broker', mode?.line ?? line));
  const open = [one.block, ...blocks]
    .flatMap((block) => ['public_access_cidrs', 'cluster_endpoint_public_access_cidrs'].map((key) => block.attributes.get(key)))
    .find((attribute) => /"0\.0\.0\.0\/0"/.test(attribute?.text.slice(0, 2_000) ?? ''));
  if (open !== undefined && one.type === 'aws_eks_cluster') found.push(hazard(input, one, 'hazard.public-cluster-endpoint', open.line));
  const old = [one.block, ...blocks]
    .flatMap((block) =>
      ['min_tls_version', 'minimum_tls_version', 'minimum_protocol_version', 'minimal_tls_version', 'ssl_policy'].map((key) =>
        block.attributes.get(key),
      ),
    )
    .find(
      (attribute) =>
        attributeIn(
          attribute,
          /^(TLS_?1_[01]|1\.[01]|TLSv1(\.1)?(_2016)?|SSLv3|ELBSecurityPolicy-(2016-08|2015-05|TLS-1-[01]-\d{4}-\d\d))$/,
        ) !== undefined,
    );
  if (old !== undefined) found.push(hazard(input, one, 'hazard.old-tls', old.line));
  return found;
}

/** Statements of a policy that allow everything, in JSON or `jsonencode`, told from the innermost braces around them. */
function wildcardPolicies(input: DetectorInput, one: Declared): Observation[] {
  const { attributes } = one.block;
  const arn = attributeIn(attributes.get('policy_arn'), /^arn:aws[\w-]*:iam::aws:policy\/AdministratorAccess$/);
  if (arn !== undefined && one.type === 'aws_iam_role_policy_attachment') return [hazard(input, one, 'hazard.wildcard-policy', arn.line)];
  const policy = /^aws_iam_(role_|user_|group_)?policy$/.test(one.type) ? attributes.get('policy') : undefined;
  if (policy === undefined) return [];
  const text = policy.text.slice(0, 50_000);
  for (const match of text.matchAll(/\{[^{}]{1,4000}\}/g)) {
    const [statement] = match;
    const action = /["']?\bAction["']?\s*[:=]\s*\[?\s*"\*(:\*)?"\s*\]?/.exec(statement);
    if (action === null || !/\bEffect["']?\s*[:=]\s*"Allow"/.test(statement) || /Principal|Condition/.test(statement)) continue;
    if (!/\bResource["']?\s*[:=]\s*\[?\s*"\*"\s*\]?/.test(statement)) continue;
    const before = text.slice(0, match.index + action.index).split('\n').length - 1;
    return [hazard(input, one, 'hazard.wildcard-policy', policy.line + before)];
  }
  return [];
}

function policyDocuments(input: DetectorInput, blocks: readonly HclBlock[]): Observation[] {
  return blocks.flatMap((block): Observation[] => {
    if (block.type !== 'data' || block.labels[0] !== 'aws_iam_policy_document') return [];
    for (const statement of block.blocks) {
      const actions = statement.attributes.get('actions');
      const allows = (statement.attributes.get('effect')?.literal ?? 'Allow') === 'Allow';
      const all = (key: string): boolean => /^\[\s*"\*"\s*,?\s*\]$/.test(statement.attributes.get(key)?.text.trim().slice(0, 200) ?? '');
      // A condition or a principal makes it another thing: a policy of a resource, or one for a moment.
      if (
        statement.type !== 'statement' ||
        actions === undefined ||
        !allows ||
        statement.blocks.length > 0 ||
        !all('actions') ||
        !all('resources')
      )
        continue;
      const address = `data.aws_iam_policy_document.${block.labels[1] ?? ''}`;
      return [observeHazard('hazard.wildcard-policy', input.evidence(actions.line), { name: input.redact(address) }, address)];
    }
    return [];
  });
}

const secretAttribute =
  /(^|_)(password|passwd|secret_key|access_key|auth_token|api_key|private_key|token|client_secret|secret_string|admin_password)$/;

function writtenSecrets(input: DetectorInput, blocks: readonly HclBlock[]): Observation[] {
  const found: Observation[] = [];
  for (const block of blocks) {
    const address = block.labels.join('.');
    if (block.type === 'variable') {
      const fallback = block.attributes.get('default');
      if (typeof fallback?.literal === 'string' && isLiteralSecret(block.labels[0] ?? '', fallback.literal))
        found.push(observeSecret(input, fallback.line, 'default', address));
    } else if (block.type === 'resource' || block.type === 'provider' || block.type === 'module') {
      for (const inner of [block, ...block.blocks])
        for (const [key, attribute] of inner.attributes)
          if (
            secretAttribute.test(key) &&
            typeof attribute.literal === 'string' &&
            isLiteralSecret(key, attribute.literal, block.type === 'resource')
          )
            found.push(observeSecret(input, attribute.line, key, address));
    }
  }
  return found.slice(0, 50);
}

function observeSecret(input: DetectorInput, line: number, key: string, address: string): Observation {
  return observeHazard(
    'hazard.secret-in-infrastructure',
    input.evidence(line),
    { key: input.redact(key), name: input.redact(address) },
    address,
  );
}
