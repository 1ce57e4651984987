import { describe, expect, it } from 'vitest';
import { dockerfile } from '../../../../src/core/scan/detectors/dockerfile.ts';
import { detect, lineOf } from '../../../support/detect.ts';

async function seen(text: string, path = 'Dockerfile'): Promise<readonly string[]> {
  return (await detect(dockerfile, path, text)).observations.map(lineOf);
}

describe('Dockerfile', () => {
  it('takes the technology from the image below the final stage', async () => {
    expect(await seen('FROM python:3.12 AS base\nFROM node:22 AS web\nFROM base\nUSER app\n')).toContain('technology python@1');
  });

  it('calls a static site a web client', async () => {
    const { observations } = await detect(
      dockerfile,
      'web/Dockerfile',
      'FROM node:22 AS build\nFROM nginx:1.27\nCOPY --from=build /dist /usr/share/nginx/html\n',
    );
    expect(observations).toContainEqual(expect.objectContaining({ type: 'unit', runs: 'web-client' }));
  });

  for (const base of [
    'gcr.io/distroless/nodejs22:nonroot',
    'mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled',
    'postgres:16',
    'registry.acme.io/base:4',
    'nginxinc/nginx-unprivileged:1.27',
    '${BASE}',
  ]) {
    it(`does not say that ${base} starts as root`, async () => {
      expect(await seen(`FROM ${base}\n`)).not.toContain('hazard hazard.root-container@1');
    });
  }

  it('believes the last USER', async () => {
    expect(await seen('FROM node:22\nUSER node\n')).not.toContain('hazard hazard.root-container@1');
    expect(await seen('FROM node:22\nUSER node\nUSER root\n')).toContain('hazard hazard.root-container@3');
  });

  it('takes no moving tag from a stage, from scratch or from a digest', async () => {
    expect(await seen('FROM node:22 AS a\nFROM a\n')).not.toContain('hazard hazard.image-latest@2');
    expect(await seen('FROM scratch\n')).not.toContain('hazard hazard.image-latest@1');
    expect(await seen(`FROM node@sha256:${'0'.repeat(64)}\n`)).not.toContain('hazard hazard.image-latest@1');
    expect(await seen('FROM node\n')).toContain('hazard hazard.image-latest@1');
  });

  it('reads files for tests and builds as development', async () => {
    expect(await seen('FROM node:22\n', 'Dockerfile.test')).toEqual(['technology nodejs@1']);
  });
});
