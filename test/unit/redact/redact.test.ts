import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactRules } from '../../../src/core/redact/redact-rules.ts';
import { createEvidence, isSecretFile, isSecretKey, redact } from '../../../src/core/redact/redact.ts';
import { secretFileRules } from '../../../src/core/redact/secret-files.ts';

describe('every redaction rule', () => {
  for (const rule of redactRules) {
    it(`${rule.id} removes its examples and leaves its look-alikes`, () => {
      expect(rule.examples.length).toBeGreaterThan(0);
      expect(rule.negatives.length).toBeGreaterThan(0);
      for (const example of rule.examples) {
        const secret = /«([\s\S]*)»/.exec(example)?.[1] ?? '';
        const plain = example.replace(/[«»]/g, '');
        expect(secret).not.toBe('');
        expect(plain.replace(rule.pattern, rule.replacement ?? '[redacted]')).not.toContain(secret);
        expect(redact(plain)).not.toContain(secret);
      }
      for (const negative of rule.negatives) expect(redact(negative)).toBe(negative);
    });
  }
});

describe('redact', () => {
  it.each([
    ['password: correct horse battery staple', 'password: [redacted]'],
    ['  - DB_PASSWORD=hunter2', '- DB_PASSWORD=[redacted]'],
    ['"password": "hu\\"nter2", "user": "x"', '"password": "[redacted]", "user": "x"'],
    ['Server=db;Password=abc def;Database=x', 'Server=db;Password=[redacted];Database=x'],
    ['postgres://app:hunter2@db:5432/x', 'postgres://app:[redacted]@db:5432/x'],
    ['postgres://app:hun/ter@2@db:5432/x', 'postgres://app:[redacted]@db:5432/x'],
    ['redis://:pw@cache:6379', 'redis://:[redacted]@cache:6379'],
    ['https://user:pw@acme.example/x', 'https://[redacted]:[redacted]@acme.example/x'],
    ['ENV DB_PASSWORD hunter2', 'ENV DB_PASSWORD [redacted]'],
    ['--password hunter2 --host x', '--password [redacted] --host x'],
    ['<add key="ApiKey" value="abc"/>', '<add key="ApiKey" value="[redacted]"/>'],
    ['<password>hunter2</password>', '<password>[redacted]</password>'],
    ['{"name":"DB_PASSWORD","value":"hunter2"}', '{"name":"DB_PASSWORD","value":"[redacted]"}'],
    ['jdbc:mysql://db/x?user=a&password=hunter2&ssl=true', 'jdbc:mysql://db/x?user=a&password=[redacted]&ssl=true'],
    ['PASSWORD=${DB_PASSWORD:-hunter2}', 'PASSWORD=[redacted]'],
    ['password:\n  hunter2', 'password: [redacted]'],
    ['Jane Doe <jane.doe@acme.example>', '[redacted e-mail]'],
    ['"author": "Jane Doe"', '"author": "[redacted]"'],
  ])('makes %j into %j', (text, expected) => expect(redact(text)).toBe(expected));

  it('keeps references to secrets, because they show how secrets are handled', () => {
    for (const line of [
      'POSTGRES_PASSWORD: ${DB_PASSWORD}',
      'password = var.db_password',
      'token: ${{ secrets.DEPLOY_TOKEN }}',
      'password: process.env.DB_PASSWORD,',
      'POSTGRES_PASSWORD_FILE: /run/secrets/db',
      'postgres://app:${DB_PASSWORD}@db/x',
      'secret_arn = aws_secretsmanager_secret.db.arn',
    ]) {
      expect(redact(line)).toBe(line);
    }
  });

  it('is one line of at most 200 characters without control, invisible or bidirectional characters', () => {
    expect(redact('a\r\nb\tc\u0007\u001b[31m\u202ed\u200b\u2028e')).toBe('a b c[31md e');
    expect(redact('word '.repeat(100))).toHaveLength(200);
    expect(redact('😀'.repeat(200))).toMatch(/^(😀)+…$/u);
  });

  it('finds a secret that invisible characters were put into', () => {
    expect(redact('pass\u200bword: hun\u202eter2')).toBe('password: [redacted]');
  });

  it('shows no half of a secret that straddles the limits', () => {
    const token = `ghp_${'aB3dE5fG7h'.repeat(4)}`;
    for (let offset = 150; offset < 215; offset += 1)
      expect(redact(`${'x '.repeat(offset).slice(0, offset)} ${token}`)).not.toMatch(/ghp_|aB3/);
    for (let offset = 9_960; offset < 10_010; offset += 1)
      expect(redact(`token=${'y'.repeat(5)} ${'z'.repeat(offset)} ${token}`)).not.toMatch(/ghp_|aB3/);
    // Everything before the second limit shrinks away, so that its neighbourhood would come into view.
    const filler = `-----BEGIN PRIVATE KEY-----${'A'.repeat(9_900)}-----END PRIVATE KEY-----`;
    for (let gap = 0; gap < 60; gap += 1) expect(redact(`${filler}${' '.repeat(gap)}${token}`)).not.toMatch(/ghp_|aB3/);
  });

  it('changes nothing when it is applied again', () => {
    const pieces = fc.constantFrom(
      'password',
      'token',
      'secretName',
      'api_key',
      ':',
      '=',
      ' ',
      '"',
      "'",
      '{',
      '}',
      ';',
      '&',
      '?',
      '\n',
      '${X}',
      '${X:-y}',
      '@',
      '://',
      'https://',
      'user:pw@host',
      'ENV ',
      '--password ',
      '<password>',
      '</password>',
      'hunter2',
      '[redacted]',
      'ghp_aB3dE5fG7haB3dE5fG7h',
      'AKIAIOSFODNN7EXAMPLE',
      'jane@acme.example',
      'Jane Doe',
      'author',
      '<',
      '>',
      ',',
      '-----BEGIN PRIVATE KEY-----',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.aaa',
      '…',
      '%40',
      '%3D',
      '\\"',
      'Bearer ',
      'Authorization',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }), {
          maxLength: 40,
        }),
        (parts) => {
          const once = redact(parts.join(''));
          expect(redact(once)).toBe(once);
          expect(once.length).toBeLessThanOrEqual(200);
          expect(once).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        },
      ),
      { numRuns: 3_000, seed: 11 },
    );
  });

  it('is linear: the worst lines of 10 kB take milliseconds', () => {
    const started = performance.now();
    for (const piece of [
      'a',
      ' ',
      '"',
      "password='",
      'a.',
      '-----BEGIN PRIVATE KEY-----',
      'eyJ',
      '://',
      'u:p@',
      'A b ',
      'x=',
      '<a>',
      'mysql -p',
      'key: ',
      '\\"',
      '%3A%2F%2F',
      '\n',
      'Jané ',
      'a-1_',
      '${',
      'token ',
      'name: a value: ',
      'sk-a',
    ]) {
      redact(piece.repeat(20_000));
      redact(`${'x'.repeat(30)}${piece.repeat(20_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe('createEvidence', () => {
  it('redacts the excerpt and derives the id without the line', () => {
    const first = createEvidence('compose', 'docker-compose.yml', 3, '  POSTGRES_PASSWORD: hunter2');
    const moved = createEvidence('compose', 'docker-compose.yml', 9, '  POSTGRES_PASSWORD: hunter2');
    expect(first).toEqual({ ...moved, line: 3 });
    expect(first.excerpt).toBe('POSTGRES_PASSWORD: [redacted]');
    expect(first.id).toMatch(/^[A-Za-z0-9._-]{1,80}$/);
    expect(createEvidence('compose', 'other.yml', 3, 'x').id).not.toBe(createEvidence('compose', 'compose.yml', 3, 'x').id);
  });

  it('makes the path harmless', () => {
    expect(createEvidence('x', 'a\u0000\u001b[2J\u202e/b\n.yml', 1, '').path).toBe('a[2J/b.yml');
  });
});

describe('names of secrets', () => {
  it.each([
    'password',
    'DB_PASSWORD',
    'dbPassword',
    'spring.datasource.password',
    'PGPASSWORD',
    'MYSQL_PWD',
    'secret',
    'clientSecret',
    'JWT_SECRET',
    'SECRET_KEY_BASE',
    'token',
    'githubToken',
    'NPM_TOKEN',
    'api_key',
    'apiKey',
    'X-Api-Key',
    'AccountKey',
    'SharedAccessKey',
    'private_key',
    'AWS_SECRET_ACCESS_KEY',
    'credentials',
    'smtp_pass',
    'passphrase',
    'APP_KEY',
    'requirepass',
    'encryption-key',
    'SESSION_SECRET',
  ])('%s is one', (name) => expect(isSecretKey(name)).toBe(true));
  it.each([
    'secretName',
    'passwordPolicy',
    'token_url',
    'tokenUri',
    'max_tokens',
    'secretKeyRef',
    'imagePullSecrets_names',
    'username',
    'key',
    'primary_key',
    'partition_key',
    'foreignKey',
    'passenger',
    'bypass_cache',
    'tokenizer',
    'PASSWORD_FILE',
    'password_reset_timeout',
    'secret_manager',
    'AWS_ACCESS_KEY_ID',
    'host',
    'port',
    'compass',
    'keyboard',
    'monkey',
    '',
  ])('%s is none', (name) => expect(isSecretKey(name)).toBe(false));
});

describe('files of secrets', () => {
  for (const rule of secretFileRules) {
    it(`${String(rule.pattern)}`, () => {
      for (const path of rule.examples) expect(isSecretFile(path), path).toBe(true);
      for (const path of rule.negatives) expect(isSecretFile(path), path).toBe(false);
    });
  }
  it('are told in any folder, case and separator', () => {
    for (const path of ['a/b/.ENV', 'a\\b\\.env', 'home/.ssh/anything', 'deploy/ID_RSA']) expect(isSecretFile(path), path).toBe(true);
    for (const path of ['src/env.ts', '.env.example', 'README.md', 'package.json', '.ssh/id_rsa.pub'])
      expect(isSecretFile(path), path).toBe(false);
  });
});
