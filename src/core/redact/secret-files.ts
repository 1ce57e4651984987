/** A file whose content is never read into evidence: its name alone is a fact (security rule 11). */
interface SecretFileRule {
  readonly pattern: RegExp;
  readonly examples: readonly string[];
  readonly negatives: readonly string[];
}

/** Tested against the last part of a path, in lower case. */
export const secretFileRules: readonly SecretFileRule[] = [
  {
    pattern: /^\.env(?:\..+|rc)?$|^[^/]+\.env$|^\.dev\.vars(?:\..+)?$/,
    examples: ['.env', 'api/.env.production', 'prod.env', '.envrc', '.dev.vars'],
    negatives: ['.env.example', '.env.sample', 'env.ts', '.environment'],
  },
  {
    pattern: /\.(?:pem|key|p12|pfx|p8|pkcs12|jks|keystore|truststore|kdbx?|ppk|gpg|asc|ovpn|agekey)$/,
    examples: ['tls/server.pem', 'server.key', 'a.p12', 'a.pfx', 'a.jks', 'vault.kdbx', 'a.ppk'],
    negatives: ['keys.ts', 'monkey', 'server.pem.md'],
  },
  {
    pattern: /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_[\w-]+)?$|^id_rsa(?!.*\.pub$)/,
    examples: ['id_rsa', '.ssh/id_ed25519', 'id_rsa_deploy'],
    negatives: ['id_generator.ts'],
  },
  {
    pattern: /\.tfstate(?:\..*)?$|^tfplan$|\.tfplan$/,
    examples: ['terraform.tfstate', 'terraform.tfstate.backup', 'prod.tfstate.d'],
    negatives: ['state.tf'],
  },
  {
    pattern: /\.tfvars(?:\.json)?$/,
    examples: ['prod.tfvars', 'terraform.tfvars.json'],
    negatives: ['example.tfvars', 'terraform.tfvars.example', 'variables.tf'],
  },
  {
    pattern: /^(?:kubeconfig(?:\..*)?|.+\.kubeconfig|admin\.conf)$/,
    examples: ['kubeconfig', 'kubeconfig.yaml', 'prod.kubeconfig'],
    negatives: ['kubeconfiguration.md'],
  },
  {
    pattern:
      /^(?:\.npmrc|\.yarnrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.dockercfg|\.pgpass|\.my\.cnf|\.htpasswd|\.s3cfg|\.boto|\.vault-token|\.terraformrc)$/,
    examples: ['.npmrc', '.pypirc', '.netrc', '.pgpass', '.htpasswd'],
    negatives: ['npmrc.md', '.yarnrc.yml'],
  },
  {
    pattern: /^credentials(?:\.(?:json|ya?ml|xml|ini|toml|properties|csv|enc))?$/,
    examples: ['credentials', '.aws/credentials', 'credentials.json'],
    negatives: ['credentials.ts', 'credentials.md'],
  },
  {
    pattern: /^(?:service[-_]?account.*|gcp[-_].*key.*|client_secret.*|firebase-adminsdk.*|.*-firebase-adminsdk-.*)\.json$/,
    examples: ['service-account.json', 'service_account_prod.json', 'serviceaccount.json', 'client_secret_12.json'],
    negatives: ['service-account.yaml', 'service.json'],
  },
  {
    pattern: /^secrets?(?:\.\w+)?\.(?:json|ya?ml|toml|ini|properties|txt|enc)$|^(?:vault|ansible)[-_]?(?:pass|password)(?:\.txt)?$/,
    examples: ['secrets.yml', 'secrets.json', 'secret.prod.yaml', 'vault_pass.txt'],
    negatives: ['secrets.example.yml', 'secret-store.yaml', 'external-secret.yaml', 'secrets.tf'],
  },
  { pattern: /\.(?:keytab|jceks)$/, examples: ['app.keytab', 'store.jceks'], negatives: ['keytab.ts'] },
];

/** A template shows names and no values. */
const template = /(?:^|[._-])(?:example|examples|sample|template|tmpl|dist|defaults|schema)(?:[._-]|$)/;

/** Whether a file of this path is known for its secrets: it is named, never quoted. */
export function isSecretFile(path: string): boolean {
  const name = (path.replaceAll('\\', '/').split('/').at(-1) ?? '').toLowerCase();
  if (/(?:^|\/)\.(?:ssh|gnupg)\/[^/]+$/.test(path) && !/\.pub$|known_hosts|config$/.test(name)) return true;
  return !template.test(name) && secretFileRules.some((rule) => rule.pattern.test(name));
}
