import { describe, expect, it } from 'vitest';
import { createEvidence, redact } from '../../src/core/redact/redact.ts';

/** Rule 11, where evidence is created: planted secrets disappear, and what is no secret stays readable. */

/** A small deterministic generator (mulberry32), so that a failure can be repeated. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const next = generator(20_261_122);
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const alphanumeric = lower + lower.toUpperCase() + digits;

/** Text of random characters, from six on with at least one of each class that the alphabet has. */
function random(length: number, alphabet = alphanumeric): string {
  for (;;) {
    const text = Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
    const classes = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((pattern) => pattern.test(alphabet));
    if (length < 6 || classes.every((pattern) => pattern.test(text))) return text;
  }
}

const hex = (length: number): string => random(length, `abcdef${digits}`);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Secrets that must be known by their own shape, wherever they stand. The first word of each is joined at run time. */
const shaped: Record<string, () => string> = {
  'aws id': () => `AKIA${random(16, lower.toUpperCase() + digits)}`,
  'aws secret': () => `${random(19)}/${random(20)}`,
  jwt: () => `eyJ${random(33)}.eyJ${random(60)}.${random(43)}`,
  github: () => `ghp_${random(36)}`,
  'github fine-grained': () => `github_pat_${random(22)}_${random(59)}`,
  gitlab: () => `glpat-${random(20)}`,
  slack: () => `xoxb-${random(12, digits)}-${random(24)}`,
  stripe: () => `sk_live_${random(24)}`,
  'stripe webhook': () => `whsec_${random(32)}`,
  openai: () => `sk-proj-${random(48)}`,
  anthropic: () => `sk-ant-api03-${random(80)}`,
  sendgrid: () => `SG.${random(22)}.${random(43)}`,
  npm: () => `npm_${random(36)}`,
  google: () => `AIza${random(35)}`,
  'azure storage': () => `${random(86)}==`,
  twilio: () => `SK${hex(32)}`,
  hex: () => hex(64),
  generated: () => random(40),
  'openssh line': () => `${random(64)}`,
  basic: () => base64(`admin:${random(12)}`),
};

/** Secrets without a shape: only the name beside them tells. Words, digits, punctuation and encodings. */
const plain: Record<string, () => string> = {
  word: () => `hunter${random(5, lower)}`,
  digits: () => random(8, digits),
  punctuation: () => `${random(4)}!${random(3)}#${random(2)}.${random(3)}`,
  encoded: () => encodeURIComponent(`p@${random(6)}ß/${random(4)}`),
  base64: () => base64(random(9)),
};

/** Syntaxes in which a secret-looking name stands beside the value. */
const named: Record<string, (value: string) => string> = {
  yaml: (value) => `  POSTGRES_PASSWORD: ${value}`,
  'yaml quoted': (value) => `dbPassword: '${value}'  # the database`,
  json: (value) => `  "clientSecret": "${value}", "name": "x"`,
  'json in a string': (value) => `env: "{\\"apiKey\\":\\"${value}\\",\\"b\\":1}"`,
  env: (value) => `export API_TOKEN=${value}`,
  toml: (value) => `secret_key = "${value}"`,
  properties: (value) => `spring.datasource.password=${value}`,
  xml: (value) => `<password>${value}</password>`,
  'xml attribute': (value) => `<add key="ApiKey" value="${value}" />`,
  hcl: (value) => `  master_password      = "${value}"`,
  'docker env': (value) => `ENV DB_PASSWORD=${value} PORT=3000`,
  'docker env with a space': (value) => `ENV DB_PASSWORD ${value}`,
  'compose list': (value) => `      - MYSQL_ROOT_PASSWORD=${value}`,
  'flow yaml': (value) => `environment: { REDIS_PASSWORD: ${value}, PORT: 6379 }`,
  flag: (value) => `CMD ["serve", "--token", "${value}", "--port", "80"]`,
  'shell flag': (value) => `deploy --password ${value} --verbose`,
  dotnet: (value) => `"Default": "Server=db;Database=shop;User Id=sa;Password=${value};Encrypt=true"`,
  jdbc: (value) => `jdbc:postgresql://db/shop?user=app&password=${value}&ssl=true`,
  'url query': (value) => `https://api.acme.example/v1?access_token=${value}&page=2`,
  kubernetes: (value) => `  password: ${base64(value)}`,
  'name and value': (value) => `{"name": "STRIPE_SECRET", "value": "${value}"}`,
  code: (value) => `const apiKey = "${value}";`,
  'redis.conf': (value) => `requirepass ${value}`,
  'next line': (value) => `password:\n  ${value}`,
  block: (value) => `client_secret: |-\n    ${value}`,
  'percent-encoded': (value) => `next=%2Flogin%3Fpassword%3D${value}`,
};

/** Places where nothing but the shape of the secret tells. */
const anywhere: Record<string, (value: string) => string> = {
  bare: (value) => value,
  yaml: (value) => `  setting: ${value}`,
  json: (value) => `{"a": "${value}"}`,
  comment: (value) => `# was ${value} before`,
  header: (value) => `curl -H "Authorization: Bearer ${value}" https://api.acme.example`,
  argument: (value) => `RUN fetch --from ${value} /tmp`,
  'compose list': (value) => `      - SETTING=${value}`,
};

const urls: Record<string, (value: string) => string> = {
  postgres: (value) => `DATABASE_URL=postgres://app:${value}@db:5432/shop`,
  redis: (value) => `redis://:${value}@cache:6379/0`,
  mongodb: (value) => `"mongodb+srv://app:${value}@cluster0.example/shop?w=majority"`,
  amqp: (value) => `  - BROKER=amqp://app:${value}@mq//`,
  https: (value) => `git clone https://bot:${value}@git.acme.example/x.git`,
  'go mysql': (value) => `root:${value}@tcp(127.0.0.1:3306)/shop`,
  encoded: (value) => `u=postgres%3A%2F%2Fapp%3A${value}%40db%2Fshop`,
};

interface Planted {
  readonly what: string;
  readonly secret: string;
  readonly text: string;
}

function combine(secrets: Record<string, () => string>, places: Record<string, (value: string) => string>): Planted[] {
  return Object.entries(secrets).flatMap(([kind, make]) =>
    Object.entries(places).map(([place, put]) => {
      const secret = make();
      return { what: `${kind} in ${place}`, secret, text: put(secret) };
    }),
  );
}

const keyBody = Array.from({ length: 6 }, () => random(64)).join('\n');
const blocks: Planted[] = ['RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'].flatMap(
  (kind) => [
    { what: kind, secret: keyBody.slice(0, 64), text: `-----BEGIN ${kind}-----\n${keyBody}\n-----END ${kind}-----` },
    {
      what: `${kind} as one line`,
      secret: keyBody.slice(0, 64),
      text: `"key": "-----BEGIN ${kind}-----\\n${keyBody.replaceAll('\n', '\\n')}\\n-----END ${kind}-----\\n"`,
    },
    { what: `${kind} without an end`, secret: keyBody.slice(65, 129), text: `-----BEGIN ${kind}-----\n${keyBody}` },
  ],
);

/** What a reader must not see: the secret, its beginning or its end. */
function leak({ secret, text }: Planted): string | undefined {
  const shown = redact(text);
  const ends = secret.length > 8 ? [secret.slice(0, 8), secret.slice(-8)] : [];
  return [secret, ...ends, base64(secret)].some((part) => shown.includes(part)) ? shown : undefined;
}

describe('planted secrets', () => {
  const planted = [...combine(shaped, anywhere), ...combine(shaped, named), ...combine(plain, named), ...combine(plain, urls), ...blocks];

  it('are at least 200, of at least 14 kinds', () => {
    expect(planted.length).toBeGreaterThanOrEqual(200);
    expect(Object.keys(shaped).length + Object.keys(plain).length).toBeGreaterThanOrEqual(14);
  });

  it('do not survive', () => {
    expect(planted.flatMap((one) => (leak(one) === undefined ? [] : [`${one.what}: ${one.text} → ${leak(one)}`]))).toEqual([]);
  });

  it('do not survive in evidence, whose id is made of the redacted excerpt', () => {
    for (const { text, secret } of planted) {
      const first = createEvidence('detector', 'a/b.yml', 1, text);
      expect(JSON.stringify(first)).not.toContain(secret);
    }
    const id = (password: string): string => createEvidence('detector', 'a.yml', 1, `password: ${password}`).id;
    expect(id('one')).toBe(id('two'));
  });

  it('do not survive line by line where a file splits them', () => {
    const lines = [...keyBody.split('\n'), `"${random(40)}" +`, `    ${random(32)}\\`, base64(random(20))];
    for (const line of lines) expect(redact(line)).toMatch(/^["\s]*\[redacted\]["\s+\\]*$/);
  });
});

describe('people', () => {
  const names = [
    'Ada Lovelace',
    'Grace Hopper',
    'Alan Turing',
    'Edsger Dijkstra',
    'Barbara Liskov',
    'José García',
    'Zoë Müller',
    'Łukasz Nowak',
    'Mary Anne Smith',
    'Ken Thompson',
  ];
  it('are not shown: twenty names and addresses in ten places', () => {
    for (const name of names) {
      const [first = '', last = ''] = name.split(' ');
      const mail = `${first}.${last}@acme.example`;
      for (const line of [
        `authors = ["${name} <${mail}>"]`,
        `"author": "${name} <${mail}>"`,
        `LABEL maintainer="${name} <${mail}>"`,
        `# ask ${mail}`,
        `to=${mail.replace('@', '%40')}`,
      ]) {
        const shown = redact(line);
        expect(shown).not.toContain(mail);
        expect(shown, line).not.toContain(last);
      }
      expect(redact(`"author": "${name}"`)).not.toContain(last);
    }
  });
});

const innocent = `
image: postgres:15-alpine
image: ghcr.io/acme/orders-api:1.24.3
image: postgres:15@sha256:9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015
FROM node:20-alpine AS build
FROM mcr.microsoft.com/dotnet/aspnet:8.0 AS base
FROM public.ecr.aws/docker/library/python:3.12-slim-bookworm
FROM eclipse-temurin:21-jre-jammy
PORT=3000
- PORT=3000
ports: ["8080:80", "5432:5432"]
- "127.0.0.1:5432:5432"
EXPOSE 8080
REDIS_URL=redis://cache:6379
REDIS_URL: redis://cache:6379/0
DATABASE_URL=postgres://db:5432/shop
url: jdbc:postgresql://db:5432/shop
spring.datasource.url=jdbc:mysql://localhost:3306/petclinic
spring.datasource.username=petclinic
KAFKA_BROKERS: kafka-0:9092,kafka-1:9092
BOOTSTRAP_SERVERS=b-1.orders.abc123.c2.kafka.eu-west-1.amazonaws.com:9092
token_url: https://auth.acme.example/oauth/token
tokenUri: https://oauth2.googleapis.com/token
issuer-uri: http://keycloak:8080/realms/acme
max_tokens: 4096
secretName: orders-tls
passwordPolicy: strict
password_reset_timeout: 3600
POSTGRES_PASSWORD: \${DB_PASSWORD}
POSTGRES_PASSWORD_FILE: /run/secrets/db-password
password: {{ .Values.db.password }}
token: \${{ secrets.GITHUB_TOKEN }}
password = var.db_password
password = random_password.db.result
api_key = data.aws_ssm_parameter.key.value
apiKey: process.env.STRIPE_KEY,
password: string;
secretKeyRef:
envFrom:
imagePullSecrets:
id-token: write
permissions: read-all
automountServiceAccountToken: false
uses: actions/checkout@v4
uses: actions/setup-node@60edb5dd545a775178f52524783378180af0d1f8
uses: acme/shared/.github/workflows/build.yml@main
source = "git::https://github.com/acme/modules.git//vpc?ref=v1.2.0"
source = "terraform-aws-modules/vpc/aws"
version = "~> 5.0"
"react": "^19.1.0",
"@nestjs/core": "^10.3.0",
"typescript": "5.4.5"
"start": "node dist/server.js"
"build": "tsc -p tsconfig.build.json && vite build"
"name": "@acme/orders-api",
"packageManager": "pnpm@9.1.0",
"engines": { "node": ">=20.11.0" },
go 1.22
require github.com/jackc/pgx/v5 v5.5.5
github.com/golang/groupcache v0.0.0-20210331224755-41bb18bfe9da // indirect
module github.com/acme/orders
fastapi==0.110.0
psycopg[binary]>=3.1,<4
sqlalchemy = { version = "^2.0.29", extras = ["asyncio"] }
requires-python = ">=3.11"
<artifactId>spring-boot-starter-data-jpa</artifactId>
<version>3.2.5</version>
<java.version>17</java.version>
<groupId>org.springframework.cloud</groupId>
implementation("org.springframework.boot:spring-boot-starter-web:3.2.5")
id("org.springframework.boot") version "3.2.5"
resource "aws_db_instance" "main" {
instance_class = "db.t4g.medium"
engine_version = "15.4"
availability_zones = ["eu-central-1a", "eu-central-1b"]
region = "eu-central-1"
arn:aws:sqs:eu-west-1:123456789012:orders-created
name = "projects/acme-prod/topics/orders-created"
apiVersion: apps/v1
kind: Deployment
name: orders-api-7d9c6b8f5d-x2x4q
replicas: 3
cpu: 250m
memory: 512Mi
storage: 20Gi
schedule: "0 3 * * *"
path: /healthz
livenessProbe: { httpGet: { path: /health/live, port: 8080 } }
host: orders.internal.acme.example
hosts: [api.acme.example, www.acme.example]
server_name api.acme.example;
proxy_pass http://orders-api:8080/;
upstream backend { server api-1:8080; server api-2:8080; }
depends_on: [db, cache, broker]
build: ./services/orders
context: ../..
volumes: ["pgdata:/var/lib/postgresql/data"]
command: ["npm", "run", "start:prod"]
ENTRYPOINT ["java", "-jar", "/app/app.jar"]
RUN apk add --no-cache curl=8.5.0-r0
RUN npm ci --omit=dev
RUN useradd -u 1001 -m app
COPY --from=build /app/dist ./dist
USER node
HEALTHCHECK CMD curl -f http://localhost:3000/health || exit 1
public class OrderServiceApplication2ConfigurationFactoryBean
import { OrderRepositoryImplementationFactory } from './order-repository-implementation.ts';
const server = new ApolloServer({ typeDefs, resolvers });
src/main/java/com/acme/orders/infrastructure/persistence/JpaOrderRepository.java
services/checkout/internal/adapters/http/handlers/create_order_handler_test.go
https://docs.github.com/en/actions/using-workflows/workflow-syntax-for-github-actions
https://www.npmjs.example/package/@acme/orders-api-client/v/12.4.1
https://medium.example/@acme/how-we-scaled-postgres-to-10-million-users
git@github.com:acme/orders.git
ssh://git@github.com/acme/orders.git
123e4567-e89b-12d3-a456-426614174000
2026-11-22T18:00:00.000Z
# The primary key is the order number, the foreign key is the customer.
primary_key: true
partition_key = "tenant_id"
ssh_key_path: ~/.ssh
AuthenticationManagerBuilder
SharedAccessKeyName=RootManageSharedAccessKey
logging.level.org.springframework.security=DEBUG
We use Basic authentication for the internal health endpoint.
The team meets on Monday, 09:30, in room A-101.
Größe: 12 m², naïve café — déjà vu
日本語のコメント
`
  .trim()
  .split('\n');

describe('what is no secret', () => {
  it('stays as it is, in at least 100 ordinary lines', () => {
    expect(innocent.length).toBeGreaterThanOrEqual(100);
    expect(innocent.flatMap((line) => (redact(line) === line ? [] : [`${line} → ${redact(line)}`]))).toEqual([]);
  });
});
