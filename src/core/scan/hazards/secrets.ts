import type { HazardRule } from './hazard-rule.ts';

/** Secrets in files. The value itself is never stored: evidence is redacted, or is the name of a file that is not opened. */
export const secretHazards: readonly HazardRule[] = [
  {
    id: 'hazard.private-key',
    severity: 'high',
    headline: 'A private key lies in the repository',
    statement: 'The file holds a private key.',
    several: '{count} files hold a private key.',
    why: 'Everybody who can read the repository, today or in its history, can sign and sign in as its owner.',
    mitigation: 'make a new key pair today, withdraw the old one, and hand the new one over at run time from a secret store',
    reference: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    example: {
      files: {
        'config/jwt.yml': `jwt:\n  key: |\n    -----BEGIN RSA ${'PRIVATE KEY'}-----\n    MIIEowIBAAKCAQEAx7Zk3vQ9xT7mB1nL5wR8dJ\n    -----END RSA ${'PRIVATE KEY'}-----\n`,
      },
      at: 'config/jwt.yml:3',
    },
    negative: {
      files: {
        'config/jwt.yml': `jwt:\n  # -----BEGIN RSA ${'PRIVATE KEY'}-----\n  hint: "starts with -----BEGIN ${'PRIVATE KEY'}-----"\n  public: |\n    -----BEGIN PUBLIC KEY-----\n    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n`,
      },
    },
  },
  {
    id: 'hazard.access-token',
    severity: 'high',
    headline: 'An access token lies in the repository',
    statement: 'The file holds what looks like {kind}.',
    several: '{count} files hold what looks like access tokens.',
    why: 'Crawlers find such tokens within minutes of a push, and taking them out of the file leaves them in the history.',
    mitigation:
      'revoke it at its issuer first, look at what it was used for, then read the new one from the environment and switch on push protection',
    reference: 'https://docs.github.com/en/code-security/secret-scanning/introduction/about-push-protection',
    example: {
      files: { 'config/app.yml': `aws:\n  region: eu-west-1\n  access: ${'AKIA'}Y34FZKBOKMUTVV7A\n` },
      at: 'config/app.yml:3',
    },
    negative: {
      files: { 'config/app.yml': `aws:\n  access: ${'AKIA'}IOSFODNN7EXAMPLE\n  key: \${AWS_ACCESS_KEY_ID}\n  region: eu-west-1\n` },
    },
  },
  {
    id: 'hazard.environment-file',
    severity: 'low',
    statement: 'The file {path} is not ignored by Git, although such files hold the values of an environment.',
    several: '{count} environment files are not ignored by Git.',
    why: 'The passwords of an environment then go wherever the repository goes, and stay in its history.',
    mitigation: 'if it is committed, change every secret in it; then ignore it and commit an .env.example with names only',
    reference: 'https://12factor.net/config',
    example: { files: { 'api/package.json': '{ "name": "api" }', 'api/.env': 'DB_PASSWORD=x\n' }, at: 'api/.env:1' },
    negative: {
      files: {
        '.gitignore': '.env\n',
        'api/package.json': '{ "name": "api" }',
        'api/.env': 'DB_PASSWORD=x\n',
        'api/.env.example': 'DB_PASSWORD=\n',
        'web/.env.development': 'VITE_API=http://localhost:3000\n',
      },
    },
  },
  {
    id: 'hazard.key-file',
    severity: 'high',
    headline: 'A key file travels with the repository',
    statement: 'The file {path} is not ignored by Git, although such files hold keys.',
    several: '{count} files that hold keys are not ignored by Git.',
    why: 'Everybody who can read the repository can sign in as its owner.',
    mitigation: 'if it is committed, make a new key and withdraw the old one; keep the new one in a secret store and ignore the file',
    reference: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    example: { files: { 'deploy/id_rsa': 'x', 'package.json': '{ "name": "api" }' }, at: 'deploy/id_rsa:1' },
    negative: {
      files: { 'deploy/id_rsa.pub': 'ssh-rsa AAAA', 'test/keys/server.key': 'x', 'certs/ca.pem': 'x', 'package.json': '{ "name": "api" }' },
    },
  },
  {
    id: 'hazard.committed-state',
    severity: 'high',
    headline: 'The Terraform state lies where nobody locks it',
    statement: 'The Terraform state {path} lies in the repository instead of a shared, locked place.',
    several: '{count} Terraform states lie in the repository instead of a shared, locked place.',
    why: 'The state holds every password in clear text, and two people who apply at once overwrite each other’s.',
    mitigation:
      'move it to a remote backend with locking (terraform init -migrate-state), ignore *.tfstate, and change the passwords that were in it',
    reference: 'https://developer.hashicorp.com/terraform/language/state/remote',
    example: { files: { 'infra/main.tf': 'provider "aws" {}\n', 'infra/terraform.tfstate': '{}' }, at: 'infra/terraform.tfstate:1' },
    negative: { files: { '.gitignore': '*.tfstate\n', 'infra/main.tf': 'provider "aws" {}\n', 'infra/terraform.tfstate': '{}' } },
  },
  {
    id: 'hazard.secret-in-settings',
    severity: 'medium',
    headline: 'All environments share one written password',
    statement: 'The settings hold the value of {key}.',
    several: '{count} settings files hold secret values.',
    why: 'Every environment shares the secret, and everybody who ever had the repository has it.',
    mitigation: 'change the value, read it from the environment or a secret store, and let the program stop at start without it',
    reference: 'https://12factor.net/config',
    example: {
      files: {
        'src/main/resources/application.yml': `spring:\n  datasource:\n    url: jdbc:postgresql://db/shop\n    password: ${'h7Gd2'}kLw9\n`,
      },
      at: 'src/main/resources/application.yml:4',
    },
    negative: {
      files: {
        'src/main/resources/application.yml': 'spring:\n  datasource:\n    url: jdbc:postgresql://db/shop\n    password: ${DB_PASSWORD}\n',
        'src/main/resources/application-dev.yml': 'spring:\n  datasource:\n    password: hunter2x\n',
      },
    },
  },
];
