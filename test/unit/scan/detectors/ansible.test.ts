import { describe, expect, it } from 'vitest';
import { ansible } from '../../../../src/core/scan/detectors/ansible.ts';
import { kustomize } from '../../../../src/core/scan/detectors/kustomize.ts';
import { skaffold } from '../../../../src/core/scan/detectors/skaffold.ts';
import { detect, lineOf } from '../../../support/detect.ts';

const play = (tasks: string): string => `- hosts: web\n  become: true\n  tasks:\n${tasks}`;

describe('Ansible', () => {
  it('quotes the line that gives the image', async () => {
    const { observations } = await detect(
      ansible,
      'site.yml',
      play('    - docker_container:\n        name: db\n        image: "{{ db_image }}"\n'),
      {
        'group_vars/all.yml': '---\nother: 1\ndb_image: postgres:16\n',
      },
    );
    const technology = observations.find((one) => one.type === 'technology' && one.technology === 'postgresql');
    expect(technology).toMatchObject({ version: '16', evidence: { path: 'group_vars/all.yml', line: 3 } });
  });

  it('never opens a vault and knows nothing that is encrypted', async () => {
    const { observations } = await detect(
      ansible,
      'site.yml',
      play('    - docker_container:\n        name: "{{ name }}"\n        image: redis:7\n'),
      {
        'group_vars/all/vault.yml': 'name: cache\n',
        'group_vars/all.yml': 'name: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  3136\n',
      },
    );
    expect(observations.filter((one) => one.type === 'workload')).toEqual([]);
  });

  it('joins containers by their environment', async () => {
    const { observations } = await detect(
      ansible,
      'site.yml',
      play(
        '    - block:\n        - community.docker.docker_container:\n            name: api\n            image: acme/api:1\n            env:\n              REDIS_URL: "redis://{{ host }}:6379"\n',
      ),
      { 'vars.yml': 'host: cache\n' },
    );
    expect(observations.find((one) => one.type === 'workload')).toMatchObject({
      name: 'api',
      references: [{ host: 'cache', scheme: 'redis', evidence: { line: 9 } }],
    });
  });

  it('takes other YAML for nothing', async () => {
    for (const text of ['hosts:\n  - a\n', '- hosts: a\n  name: b\n', 'a: [\n', '- name: x\n  roles: [mysql]\n'])
      expect(await detect(ansible, 'config/a.yml', text)).toEqual({ observations: [], problems: [] });
  });

  it('reports a broken playbook with its line', async () => {
    const { observations, problems } = await detect(
      ansible,
      'site.yml',
      '- hosts: db\n  roles:\n    - redis\n- hosts: "web\n  become: true\n',
    );
    expect(observations.map(lineOf)).toContain('workload redis@3');
    expect(problems.map((one) => one.reason)).toContain('syntax-error');
  });
});

describe('a broken file keeps what stands before the fault', () => {
  it('Kustomize', async () => {
    const { observations, problems } = await detect(kustomize, 'kustomization.yaml', 'replicas:\n  - name: api\n    count: 2\nimages: [\n');
    expect(observations.map(lineOf)).toContain('sizing replicas@3');
    expect(problems).toMatchObject([{ reason: 'syntax-error' }]);
  });

  it('Skaffold', async () => {
    const { observations, problems } = await detect(
      skaffold,
      'skaffold.yaml',
      'apiVersion: skaffold/v4beta6\nbuild:\n  artifacts:\n    - image: api\n      context: server\ndeploy: {\n',
    );
    expect(observations.map(lineOf)).toContain('workload api@4');
    expect(problems).toMatchObject([{ reason: 'syntax-error' }]);
  });
});
