import { describe, expect, it } from 'vitest';
import { scan } from '../../src/core/scan/index.ts';
import { workspace } from '../support/workspace.ts';

/** Joined from pieces, so that no secret scanner takes this file for a leak. */
const token = `ghp_${'16C7e42F292c6912E7710c838347Ae178B4a'}`;
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

describe('security rule 11: a thing that is named by a secret', () => {
  const files: readonly (readonly [string, string])[] = [
    ['compose.yaml', `services:\n  ${token}:\n    image: redis:7\n    deploy:\n      replicas: 2\n`],
    ['infra/main.tf', `resource "aws_db_instance" "${token}" {\n  engine = "postgres"\n  instance_class = "db.t3.small"\n}\n`],
    ['template.yaml', `Transform: AWS::Serverless-2016-10-31\nResources:\n  ${token}:\n    Type: AWS::SQS::Queue\n`],
    ['fly.toml', `app = "${token}"\n[[vm]]\n  size = "shared-cpu-1x"\n`],
  ];
  for (const [path, text] of files) {
    it(`${path}: neither its facts nor their ids hold it`, async () => {
      const { facts, problems } = await scan(workspace({ [path]: text }));
      expect(facts.length).toBeGreaterThan(0);
      expect(plain(JSON.stringify([facts, problems]))).not.toContain(plain(token).slice(3, 20));
    });
  }
});
