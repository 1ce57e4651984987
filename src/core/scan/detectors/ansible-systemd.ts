import type { ComponentKind } from '../../model/fact.ts';
import { shortLines } from '../parse/guard.ts';
import type { Detector, DetectorInput, DetectorOutput } from '../observation.ts';
import { longLineProblems } from './dependency.ts';

/** What a command line starts, by the program server or the queue in it. Exporters, agents and backups are none of them. */
const starters: readonly { readonly command: RegExp; readonly kind: ComponentKind }[] = [
  {
    command:
      /\b(sidekiq|resque|good_job|solid_queue|delayed_job|celery\b.*\b(worker|beat)|rq worker|dramatiq|huey_consumer|horizon|queue:work)\b/,
    kind: 'worker',
  },
  {
    command:
      /\b(puma|unicorn|passenger start|thin start|gunicorn|uwsgi|uvicorn|hypercorn|daphne|granian|rails (s|server)|manage\.py runserver)\b/,
    kind: 'service',
  },
];

/**
 * Reads the systemd units that a role of Ansible puts on a machine: the server of an application and the workers beside it.
 * What another tool starts is left out, because a unit alone does not tell a program from an agent.
 */
export const ansibleSystemd: Detector = {
  id: 'ansible-systemd',
  matches: (path) => /(^|\/)roles\/[^/]+\/(templates|files)\/([\w.-]+\/){0,3}[\w@.-]+\.service(\.j2)?$/.test(path),
  detect,
  examples: [
    {
      path: 'roles/web/templates/puma.service.j2',
      text: '[Unit]\nRequires=redis.service\n[Service]\n# ExecStart=/bin/sidekiq\nExecStart=/bin/bash -lc "bundle exec puma"\n',
      sees: ['workload puma@5'],
      not: ['workload puma@4'],
    },
    {
      path: 'roles/monitoring/templates/node_exporter.service.j2',
      text: '[Service]\nExecStart=/usr/local/bin/node_exporter\n',
      sees: [],
      not: ['workload node_exporter@2'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const lines = shortLines(input.text);
  const problems = longLineProblems(input);
  const start = lines.findIndex((line) => /^ExecStart\s*=/.test(line));
  // A unit that runs through is a task of the machine.
  const isTask = lines.some((line) => /^Type\s*=\s*oneshot/.test(line));
  const name = /([\w.-]+?)@?\.service(?:\.j2)?$/.exec(input.path)?.[1];
  const starter = starters.find(({ command }) => command.test(lines[start] ?? ''));
  if (start === -1 || isTask || starter === undefined || name === undefined) return { observations: [], problems };
  const dependsOn = lines.flatMap((line, index) => {
    const names = /^(?:Requires|Wants|BindsTo)\s*=\s*(.{1,500})$/.exec(line)?.[1]?.split(/\s+/) ?? [];
    return names.flatMap((unit) => {
      const other = /^([\w.-]+?)@?\.service$/.exec(unit)?.[1];
      return other === undefined ? [] : [{ name: input.redact(other), evidence: input.evidence(index + 1) }];
    });
  });
  return {
    observations: [
      {
        type: 'workload',
        source: 'platform',
        name: input.redact(name),
        kind: starter.kind,
        aliases: [],
        ports: [],
        references: [],
        dependsOn,
        evidence: input.evidence(start + 1),
      },
    ],
    problems,
  };
}
