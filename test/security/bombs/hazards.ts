import { bomb, lines } from './bomb.ts';
import type { Bomb } from './bomb.ts';

/** Made-up beginnings of tokens, joined from pieces, so that no secret scanner takes this file for a leak. */
const prefixes = `${'AKIA'} ${'ghp'}_ ${'glpat'}- SG. AccountKey= ${'sk'}_live_ `;

/** Files that are made to hurt the readers of hazards: their rules look at every line. */
export const hazardBombs: readonly Bomb[] = [
  bomb(
    'Settings of token beginnings',
    'config/a.properties',
    lines(9_000, () => prefixes.repeat(2)),
  ),
  bomb(
    'Settings of token beginnings on long lines',
    'config/b.properties',
    lines(100, () => prefixes.repeat(200)),
  ),
  bomb(
    'Settings of key headers',
    'config/c.yml',
    lines(15_000, () => `-----BEGIN RSA ${'PRIVATE KEY'}-----`),
  ),
  bomb('Dockerfile of downloads', 'd/Dockerfile', `FROM node:22\n${lines(1_500, () => `RUN curl ${'a'.repeat(60)} https: ;`)}`),
  bomb('Dockerfile of one download', 'e/Dockerfile', `FROM node:22\nRUN ${'curl https: '.repeat(9_000)}`),
  bomb('Dockerfile of variables', 'f/Dockerfile', `FROM node:22\nENV ${'A_PASSWORD=x '.repeat(9_000)}`),
  bomb(
    'Workflow of half expressions',
    '.github/workflows/a.yml',
    `on: issues\njobs:\n  a:\n    steps:\n${lines(3_000, () => `      - run: ${'${{ github.event.issue. '.repeat(12)}`)}`,
  ),
  bomb(
    'Policy of braces',
    'infra/iam.tf',
    `resource "aws_iam_policy" "a" {\n  policy = <<EOT\n${'{ "Action" : "*" '.repeat(60_000)}\nEOT\n}\n`,
  ),
  bomb('Maven of artifacts', 'g/pom.xml', `<project>\n${lines(20_000, (index) => `<artifactId>a${String(index)}</artifactId>`)}`),
  bomb(
    'Gradle of parentheses',
    'h/build.gradle',
    lines(100, () => `implementation${'('.repeat(9_000)}`),
  ),
  bomb('Python settings of assignments', 'shop/settings.py', `import django\n${lines(60_000, () => 'DEBUG = True')}`),
  bomb(
    'Spring properties of dots',
    'src/main/resources/application.properties',
    lines(4_000, () => `${'a.'.repeat(99)}b=c`),
  ),
];
