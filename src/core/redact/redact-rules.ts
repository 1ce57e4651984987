/**
 * Secrets that can be told by their own shape. Sources: the public token formats of each vendor. Every pattern is linear:
 * repetitions are bounded or cannot overlap with what follows them.
 */

/** One kind of secret. `$1` of the replacement keeps what is public in front of it. */
export interface RedactRule {
  readonly id: string;
  readonly pattern: RegExp;
  /** What replaces a match; `[redacted]` where it is absent. */
  readonly replacement?: string;
  /** Made-up values whose secret part, between `«` and `»`, must disappear. */
  readonly examples: readonly string[];
  /** Lines that look alike and must stay as they are. */
  readonly negatives: readonly string[];
}

/** Replaces every secret. It is no token, no e-mail and no key itself, so redacting again changes nothing. */
export const redacted = '[redacted]';

/** The made-up values are joined from pieces, so that no secret scanner takes this file for a leak. */
const a = 'Zk3vQ9xT7mB1nL5wR8dJ';
const b = 'c4Hf6Yp2Gs0Ua';
const hex = '9f86d081884c7d659a2feaa0c55ad015';

export const redactRules: readonly RedactRule[] = [
  {
    id: 'private-key-block',
    // Also where the block is one line with `\n` in it, and where its end is missing.
    pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    examples: [
      `«-----BEGIN RSA ${'PRIVATE KEY'}-----\nMIIEow${a}\n-----END RSA PRIVATE KEY-----»`,
      `key: "«-----BEGIN ${'PRIVATE KEY'}-----\\nMC4CAQAw${a}\\n»`,
      `«-----BEGIN OPENSSH ${'PRIVATE KEY'}----- b3BlbnNzaC1rZXk${a}»`,
      `«-----BEGIN PGP ${'PRIVATE KEY'} BLOCK-----\nlQOYBF${a}»`,
    ],
    negatives: ['-----BEGIN CERTIFICATE-----', '-----BEGIN PUBLIC KEY-----'],
  },
  { id: 'putty-key', pattern: /Private-MAC: [0-9a-f]{16,128}/g, examples: [`«Private-MAC: ${hex}»`], negatives: ['Private-Lines: 14'] },
  {
    id: 'age-key',
    pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20,100}/g,
    examples: [`«AGE-SECRET-KEY-1${a.toUpperCase()}Q»`],
    negatives: ['AGE-SECRET-KEY-1 is the prefix'],
  },
  {
    id: 'jwt',
    pattern: /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,2000}(?:\.[A-Za-z0-9_-]{0,4000}){1,4}/g,
    examples: [`x «eyJ${'hbGciOiJIUzI1NiJ9'}.eyJzdWIiOiIxMjM0In0.${a}»`],
    negatives: ['eyJ is how one starts'],
  },
  {
    id: 'aws-id',
    pattern: /(?<![A-Z0-9])(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/g,
    examples: [`id «${'AKIA'}IOSFODNN7EXAMPLE»`, `«${'ASIA'}Y34FZKBOKMUTVV7A»`],
    negatives: ['AKIARIUM_SIZE', 'ASIA/Tokyo'],
  },
  {
    id: 'azure-connection-key',
    pattern:
      /\b((?:AccountKey|SharedAccessKey|SharedSecretValue|AccessKey|SharedAccessSignature|InstrumentationKey)\s?=\s?)[^;"'\s]{4,500}/gi,
    replacement: `$1${redacted}`,
    examples: [
      `AccountName=acme;AccountKey=«${a}${b}/+==»;EndpointSuffix=core`,
      `Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=«${b}=»`,
    ],
    negatives: ['SharedAccessKeyName=RootManageSharedAccessKey;EntityPath=orders'],
  },
  {
    id: 'azure-signature',
    pattern: /([?&;]sig=)[^&\s"'<>]{8,300}/g,
    replacement: `$1${redacted}`,
    examples: [`https://acme.blob/x?sv=2022&sig=«${a}%3D»&se=2027`],
    negatives: ['?signal=1&size=3'],
  },
  {
    id: 'azure-client-secret',
    pattern: /(?<![\w~.-])[A-Za-z0-9_~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g,
    examples: [`«Abc8Q~${a}${b}»`],
    negatives: ['a8Q~short'],
  },
  {
    id: 'github',
    pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{16,255}|github_pat_[A-Za-z0-9_]{20,255})/g,
    examples: [`t «${'ghp_'}${a}${b}»`, `«${'gho_'}${a}${b}»`, `«${'github_pat_'}11${a}_${b}»`, `«${'ghs_'}${a}${b}»`],
    negatives: ['ghp_pages', 'github_path_to_nothing'],
  },
  {
    id: 'gitlab',
    pattern: /(?<![A-Za-z0-9])(?:gl(?:pat|dt|rt|cbt|ptt|soat|ft|agent|imt|oas)-[A-Za-z0-9_.-]{16,255}|GR1348941[A-Za-z0-9_-]{16,64})/g,
    examples: [`«${'glpat-'}${a}»`],
    negatives: ['glpat-short'],
  },
  {
    id: 'slack',
    pattern: /(?<![A-Za-z0-9])(?:xox[a-z]-[A-Za-z0-9-]{8,255}|xapp-[0-9]-[A-Za-z0-9-]{8,255})/g,
    examples: [`«${'xoxb-'}123456789012-${a}»`],
    negatives: ['xox-and-oxx'],
  },
  {
    id: 'slack-webhook',
    pattern: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/+-]{8,200}/g,
    replacement: `$1${redacted}`,
    examples: [`https://hooks.slack.com/services/«T00000000/B00000000/${a}»`],
    negatives: ['https://hooks.slack.com/'],
  },
  {
    id: 'discord-webhook',
    pattern: /(discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{8,200}/g,
    replacement: `$1${redacted}`,
    examples: [`https://discord.com/api/webhooks/«123456789012345678/${a}»`],
    negatives: ['https://discord.com/developers'],
  },
  {
    id: 'teams-webhook',
    pattern: /(webhook\.office\.com\/webhookb2\/)[\w@/-]{8,300}/g,
    replacement: `$1${redacted}`,
    examples: [`https://acme.webhook.office.com/webhookb2/«${hex}@${hex}»`],
    negatives: ['https://acme.webhook.office.com/'],
  },
  {
    id: 'stripe',
    pattern: /(?<![A-Za-z0-9])(?:(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,255}|whsec_[A-Za-z0-9+/=]{8,255})/g,
    examples: [`«${'sk_'}live_${a}»`, `«${'rk_'}live_${a}»`, `«${'whsec_'}${a}»`],
    negatives: ['risk_live_data', 'sk_live_'],
  },
  {
    id: 'anthropic-openai',
    pattern: /(?<![A-Za-z0-9])sk-(?=[A-Za-z_-]{0,60}\d)[A-Za-z0-9_-]{16,300}/g,
    examples: [`«${'sk-'}proj-${a}»`, `«${'sk-'}ant-api03-${a}»`, `«${'sk-'}${a}${b}»`],
    negatives: ['task-runner-for-the-night-1', 'sk-learn'],
  },
  {
    id: 'sendgrid',
    pattern: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{12,64}\.[A-Za-z0-9_-]{12,80}/g,
    examples: [`«${'SG.'}${a}.${a}${b}»`],
    negatives: ['SG.Name'],
  },
  {
    id: 'twilio',
    pattern: /(?<![A-Za-z0-9])(?:SK|AC)[0-9a-f]{32}(?![0-9a-f])/g,
    examples: [`«${'SK'}${hex}»`, `«${'AC'}${hex}»`],
    negatives: ['SK1234'],
  },
  {
    id: 'npm',
    pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{20,64}/g,
    examples: [`«${'npm_'}${a}${b}»`],
    negatives: ['npm_config_cache', 'npm_package_name'],
  },
  {
    id: 'npmrc-auth',
    pattern: /(_(?:authToken|auth|password)\s?=\s?)(?!\$\{)\S{3,500}/g,
    replacement: `$1${redacted}`,
    examples: ['//registry.acme.example/:_auth=«dXNlcjpwdw»'],
    negatives: ['//registry.acme.example/:_authToken=${NPM_TOKEN}'],
  },
  {
    id: 'google',
    pattern: /(?<![A-Za-z0-9])(?:AIza[A-Za-z0-9_-]{30,45}|GOCSPX-[A-Za-z0-9_-]{20,40}|ya29\.[A-Za-z0-9_-]{20,500})/g,
    examples: [`«${'AIza'}Sy${a}${b}»`, `«${'GOCSPX-'}${a}${b}»`],
    negatives: ['AIzabel'],
  },
  {
    id: 'pypi',
    pattern: /(?<![A-Za-z0-9])pypi-[A-Za-z0-9_-]{30,500}/g,
    examples: [`«${'pypi-'}AgEIcHlwaS5vcmc${a}»`],
    negatives: ['pypi-publish'],
  },
  {
    id: 'rubygems',
    pattern: /(?<![A-Za-z0-9])rubygems_[0-9a-f]{32,64}/g,
    examples: [`«${'rubygems_'}${hex}»`],
    negatives: ['rubygems_version'],
  },
  {
    id: 'shopify',
    pattern: /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[0-9a-fA-F]{20,64}/g,
    examples: [`«${'shpat_'}${hex}»`],
    negatives: ['shpat_x'],
  },
  {
    id: 'square',
    pattern: /(?<![A-Za-z0-9])(?:sq0(?:atp|csp)-[A-Za-z0-9_-]{20,64})/g,
    examples: [`«${'sq0atp-'}${a}${b}»`],
    negatives: ['sq0-nothing'],
  },
  { id: 'mailgun', pattern: /(?<![A-Za-z0-9])key-[0-9a-z]{32}(?![0-9a-z])/g, examples: [`«${'key-'}${hex}»`], negatives: ['key-value'] },
  { id: 'mailchimp', pattern: /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?!\d)/g, examples: [`«${hex}-us12»`], negatives: ['az1-us12'] },
  {
    id: 'telegram',
    pattern: /(?<![A-Za-z0-9])\d{8,10}:[A-Za-z0-9_-]{30,40}(?![A-Za-z0-9_-])/g,
    examples: [`bot«123456789:AA${a}${b}»`.replace('bot', '')],
    negatives: ['12345678:short'],
  },
  {
    id: 'digitalocean',
    pattern: /(?<![A-Za-z0-9])do[opr]_v1_[0-9a-f]{32,80}/g,
    examples: [`«${'dop_'}v1_${hex}${hex}»`],
    negatives: ['dop_v1_'],
  },
  {
    id: 'hashicorp',
    pattern: /(?<![A-Za-z0-9])(?:hv[sbr]\.[A-Za-z0-9_-]{20,300}|[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{30,100})/g,
    examples: [`«${'hvs.'}${a}${b}»`],
    negatives: ['hvs.example'],
  },
  { id: 'databricks', pattern: /(?<![A-Za-z0-9])dapi[0-9a-f]{32}/g, examples: [`«${'dapi'}${hex}»`], negatives: ['dapicalls'] },
  { id: 'hugging-face', pattern: /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{24,64}/g, examples: [`«${'hf_'}${a}${b}»`], negatives: ['hf_transfer'] },
  {
    id: 'other-prefixes',
    pattern:
      /(?<![A-Za-z0-9])(?:gsk_|r8_|lin_api_|ntn_|PMAK-|NRAK-|NRII-|sntrys_|sntryu_|sbp_|pscale_(?:tkn|pw|oauth)_|ATATT3|figd_|dp\.(?:pt|st|ct|sa)\.|dt0c01\.|fm[12]_|re_|pk_live_|phc_|glc_|glsa_|sgp_|CFPAT-|doo_|rpa_|tskey-|xkeysib-)(?=[A-Za-z_-]{0,40}\d)[A-Za-z0-9_.+/=-]{20,500}/g,
    examples: [
      `«${'gsk_'}${a}${b}»`,
      `«${'lin_api_'}${a}${b}»`,
      `«${'sntrys_'}${a}${b}»`,
      `«${'ATATT3'}${a}${b}»`,
      `«${'pscale_'}tkn_${a}${b}»`,
    ],
    negatives: ['re_export_everything', 'sbp_stage'],
  },
  {
    id: 'authorization',
    pattern:
      /(\b(?:Proxy-)?Authorization["']?\s{0,4}[:=,]\s{0,4}["'`]?(?:(?:Basic|Bearer|Token|Digest|ApiKey|AWS4-HMAC-SHA256)\s{1,4})?)(?![$<{[]|Basic\b|Bearer\b|Token\b|Digest\b|ApiKey\b)[^\s"'`][^"'`\n]{3,4000}/gi,
    replacement: `$1${redacted}`,
    examples: [`-H "Authorization: Basic «dXNlcjpodW50ZXIy»"`, `Authorization: Bearer «${b}»`, `authorization: «${a}»`],
    negatives: ['Authorization: Bearer ${TOKEN}', 'Authorization: Basic'],
  },
  {
    id: 'bearer',
    pattern: /(\b(?:Bearer|Basic)\s)(?=[A-Za-z+/_~.-]{0,200}[0-9=])[A-Za-z0-9+/_~.-]{8,4000}={0,2}/g,
    replacement: `$1${redacted}`,
    examples: [`send Bearer «${a}»`, 'Basic «dXNlcjpodW50ZXIy»'],
    negatives: ['Basic authentication', 'Bearer authentication is used'],
  },
  {
    id: 'curl-user',
    pattern: /(\s(?:-u|--user)[ =]["']?[\w.@-]{1,64}:)(?!\$)[^\s"']{1,200}/g,
    replacement: `$1${redacted}`,
    examples: ['curl -u admin:«hunter2» https://x'],
    negatives: ['docker run -u 1000', 'curl -u "$USER:$PASS"', 'useradd -u app'],
  },
  {
    id: 'mysql-flag',
    pattern: /(\b(?:mysql|mysqldump|mysqladmin|mariadb|mongodump|sshpass)\b[^\n|;&]{0,200}?\s-p)(?! ?["']?\$)\s?[^\s"'$-][^\s]{0,100}/g,
    replacement: `$1${redacted}`,
    examples: ['mysql -u root -p«hunter2» db', 'sshpass -p «hunter2» ssh x'],
    negatives: ['mysql -u root -p$MYSQL_PW', 'mysql:8.0 port'],
  },
  {
    id: 'redis-flag',
    pattern: /(\bredis-cli\b[^\n|;&]{0,200}?\s-a\s)(?!["']?\$)\S{1,200}/g,
    replacement: `$1${redacted}`,
    examples: ['redis-cli -h cache -a «hunter2» ping'],
    negatives: ['redis-cli -h cache ping', 'redis-cli -a $REDIS_PW'],
  },
  {
    id: 'dsn-user',
    // Go's MySQL form and other strings without a scheme.
    pattern:
      /(?<![\w/.:-])([A-Za-z_][\w.-]{0,63}:)(?!\$|\[redacted\])[^\s@"'/:]{1,128}(?=@(?:tcp|unix|udp)\(|@(?!sha\d)[A-Za-z0-9][\w.-]{0,200}(?::\d{2,5}|\/)(?![\w-]*@))/g,
    replacement: `$1${redacted}`,
    examples: ['root:«hunter2»@tcp(db:3306)/shop', '"app:«hunter2»@db.internal:5432/shop"'],
    negatives: ['image: acme/api:1.2@sha256:abc', 'npm:string-width@4.2.0', 'uses: actions/checkout@v4', 'git@github.com:acme/api.git'],
  },
  {
    id: 'percent-encoded-url',
    pattern: /(%3A%2F%2F)(?!\[redacted\])[^\s"'&@]{1,600}%40/gi,
    replacement: `$1${redacted}%40`,
    examples: ['u=postgres%3A%2F%2F«app%3Ahunter2»%40db%2Fshop'],
    negatives: ['redirect=https%3A%2F%2Facme.example%2Fcallback'],
  },
];
