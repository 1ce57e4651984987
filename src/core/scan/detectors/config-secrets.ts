import { isGenerated } from '../../redact/entropy.ts';
import { redactRules } from '../../redact/redact-rules.ts';
import { observeHazard } from '../hazards/index.ts';
import { shortLines } from '../parse/guard.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';

/** Configuration and scripts; never source text, where a pattern is as likely as a key. */
const configFile =
  /\.(ya?ml|properties|ini|conf|cfg|cnf|toml|sh|bash|tf|tfvars|config)$|(^|\/)((Dockerfile|Containerfile)[\w.-]*|appsettings[\w.-]*\.json|config[\w.-]*\.json|[\w.-]*settings\.py|package\.json)$/i;
const lockFile = /(^|\/)(pnpm-lock\.yaml|poetry\.lock|[\w.-]*lock[\w.-]*\.ya?ml|mkdocs\.yml)$/i;

/** Files for one machine: what is switched off there is switched off for nobody else. */
const forDevelopment =
  /[._-](override|dev|develop|development|local|debug|test|tests|testing|ci|e2e|example|sample)\b[^/]*$|(^|\/)\.?(dev|local|development|devcontainer|github)\//i;

/** Finds keys and tokens by their own shape, and switches that turn the check of certificates off. Values are never stored. */
export const configSecrets: Detector = {
  id: 'config-secrets',
  matches: (path) => configFile.test(path) && !lockFile.test(path),
  detect,
  examples: [
    {
      path: 'shop/settings.py',
      text: `AWS_ACCESS_KEY_ID = '${'AKIA'}Y34FZKBOKMUTVV7A'\n`,
      sees: ['hazard hazard.access-token@1'],
    },
    {
      path: 'deploy/run.sh',
      text: `#!/bin/sh\n# export AWS_ACCESS_KEY_ID=${'AKIA'}Y34FZKBOKMUTVV7B\nexport AWS_ACCESS_KEY_ID=${'AKIA'}Y34FZKBOKMUTVV7A\nexport NODE_TLS_REJECT_UNAUTHORIZED=0\n`,
      sees: ['hazard hazard.access-token@3', 'hazard hazard.tls-verification-off@4'],
      not: ['hazard hazard.access-token@2'],
    },
    {
      path: 'config/app.properties',
      text: `aws.id=${'AKIA'}IOSFODNN7EXAMPLE\ngithub.token=\${GITHUB_TOKEN}\nstripe.key=sk_test_1234\n`,
      sees: [],
      not: ['hazard hazard.access-token@1', 'hazard hazard.access-token@3'],
    },
  ],
};

/** Kinds of token that are always secret, by the rule that redacts them. Keys that web pages show on purpose are left out. */
const tokenKinds: ReadonlyMap<string, string> = new Map([
  ['aws-id', 'an access key of AWS'],
  ['github', 'a token of GitHub'],
  ['gitlab', 'a token of GitLab'],
  ['slack', 'a token of Slack'],
  ['slack-webhook', 'a webhook of Slack'],
  ['sendgrid', 'a key of SendGrid'],
  ['npm', 'a token of npm'],
  ['pypi', 'a token of PyPI'],
  ['digitalocean', 'a token of DigitalOcean'],
  ['hashicorp', 'a token of Vault or Terraform Cloud'],
  ['databricks', 'a token of Databricks'],
  ['azure-connection-key', 'a key of Azure Storage or Service Bus'],
  ['stripe', 'a live key of Stripe'],
]);

const tokenRules = redactRules.filter(({ id }) => tokenKinds.has(id));

/** What all tokens have in their text, so that most files are done after one look. */
const anyToken =
  /(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_|github_pat_|glpat-|xox[a-z]-|xapp-|hooks\.slack\.com|SG\.|npm_|pypi-|do[opr]_v1_|hv[sbr]\.|atlasv1\.|dapi[0-9a-f]|(?:Account|SharedAccess)Key|[sr]k_live_/;

function detect(input: DetectorInput): DetectorOutput {
  const hasKey = input.text.includes('PRIVATE KEY-----');
  const hasToken = anyToken.test(input.text);
  const hasSwitch = /NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY/.test(input.text) && !forDevelopment.test(input.path);
  if (!hasKey && !hasToken && !hasSwitch) return { observations: [], problems: [] };
  const lines = shortLines(input.text);
  return {
    observations: [
      ...(hasKey ? privateKey(input, lines) : []),
      ...(hasToken ? accessToken(input, lines) : []),
      ...(hasSwitch ? unchecked(input, lines) : []),
    ],
    problems: [],
  };
}

function isComment(line: string): boolean {
  return /^\s*(#|\/\/|;|<!--|\*)/.test(line);
}

/** The first line of a block with key material in it; a header alone is a format, not a key. */
function privateKey(input: DetectorInput, lines: readonly string[]): Observation[] {
  const index = lines.findIndex((line, at) => {
    const rest = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(.*)$/.exec(line)?.[1];
    if (rest === undefined || isComment(line)) return false;
    const material = rest.replace(/^(\\n|\\r|["'\s])+/, '') || (lines[at + 1] ?? '').trim().replace(/^["'+\s]+/, '');
    return /^[A-Za-z0-9+/]{24,}/.test(material);
  });
  return index === -1 ? [] : [observeHazard('hazard.private-key', input.evidence(index + 1), {}, input.path)];
}

function accessToken(input: DetectorInput, lines: readonly string[]): Observation[] {
  for (const [index, line] of lines.entries()) {
    if (isComment(line) || !anyToken.test(line)) continue;
    for (const rule of tokenRules) {
      const at = line.search(rule.pattern);
      if (at === -1 || !isReal(rule.id, line.slice(at))) continue;
      return [observeHazard('hazard.access-token', input.evidence(index + 1), { kind: tokenKinds.get(rule.id) ?? 'a token' }, input.path)];
    }
  }
  return [];
}

/** Documentation and emulators have well-known values; a repetition or a word is no key. `text` starts with the token. */
function isReal(rule: string, text: string): boolean {
  const token = /^[^\s"'`,]{1,300}/.exec(text)?.[0] ?? '';
  if (/example|sample|dummy|fake|your|xxx|placeholder|\.\.\.|<|\$\{|(.)\1{5}|0123456|1234567/i.test(token)) return false;
  if (rule === 'stripe') return /^[sr]k_live_/.test(token);
  if (rule === 'aws-id') return /^(AKIA|ASIA)/.test(token) && /\d/.test(token.slice(4));
  if (rule === 'azure-connection-key') {
    const value = /^\w+\s?=\s?([A-Za-z0-9+/]{40,}={0,2})/.exec(text)?.[1] ?? '';
    // The emulator's key is printed in its manual.
    return isGenerated(value) && !value.startsWith('Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50u');
  }
  return true;
}

function unchecked(input: DetectorInput, lines: readonly string[]): Observation[] {
  for (const [index, line] of lines.entries()) {
    const key = isComment(line) ? undefined : /\b(NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)\b/.exec(line)?.[1];
    if (key === undefined) continue;
    // Kubernetes has name and value on two lines.
    const after = line.slice(line.indexOf(key) + key.length);
    const value = /^["']?\s*(?:[=:]|\s)\s*["']?(\d)/.exec(after)?.[1] ?? /^\s*value:\s*["']?(\d)/.exec(lines[index + 1] ?? '')?.[1];
    // The development script of a package is run on a developer's machine.
    const isScript = input.path.endsWith('package.json') && !/^\s*"(start|serve|prod)[\w:-]*"\s*:/.test(line);
    if (value === '0' && !isScript) return [observeHazard('hazard.tls-verification-off', input.evidence(index + 1), { key }, input.path)];
  }
  return [];
}
