import { shortLines } from '../parse/guard.ts';
import type { Detector, Observation } from '../observation.ts';
import { folderOf } from './paths.ts';
import { processKind } from './platform-workload.ts';

/** A Procfile has a handful of lines; what is longer is none. */
const maxLines = 500;

/** Reads Procfiles: one line, one process type. */
export const procfile: Detector = {
  id: 'procfile',
  // What starts within one container is listed in its folder; it is one thing to everybody outside.
  matches: (path) => /(^|\/)Procfile$/.test(path) && !/(^|\/)\.?docker(file)?s?\//i.test(path),
  detect: (input) => {
    const folder = folderOf(input.path);
    let processes = 0;
    const observations = shortLines(input.text)
      .slice(0, maxLines)
      .flatMap((text, index): Observation[] => {
        const match = /^([A-Za-z][\w-]{0,60}):\s*(\S.*)$/.exec(text);
        const name = match?.[1] ?? '';
        if (match === null) return [];
        processes += 1;
        const kind = processKind(name, match[2] ?? '');
        if (kind === undefined) return [];
        const evidence = input.evidence(index + 1);
        const parts = partsIn(match[2] ?? '');
        return [
          {
            type: 'workload',
            source: 'procfile',
            name: input.redact(name),
            buildFolder: folder,
            aliases: [],
            ports: [],
            references: [],
            dependsOn: [],
            kind,
            evidence,
            ...(parts.length < 2 ? {} : { parts: parts.map((part) => input.redact(part)) }),
          },
        ];
      });
    // A line that is no process is not run by anybody; a file without any is no Procfile.
    const isEmpty = processes === 0 && input.text.trim() !== '';
    return { observations, problems: isEmpty ? [input.problem('syntax-error', 'no process type', 1)] : [] };
  },
  examples: [
    {
      path: 'Procfile',
      text: '# processes\nweb: npm start\nworker: node worker.js\nrelease: npm run migrate\n',
      sees: ['workload web@2', 'workload worker@3'],
      not: ['workload release@4'],
    },
    {
      path: 'Procfile',
      text: 'web: node build/server.js --services=web,websockets,collaboration\n',
      sees: ['workload web@1'],
      not: ['workload websockets@1'],
    },
    {
      path: 'Procfile',
      text: 'web: bin/rails server\ncss: yarn build:css --watch\nredis: redis-server\nbeat: celery -A shop beat\n',
      sees: ['workload web@1', 'workload beat@4'],
      not: ['workload css@2', 'workload redis@3'],
    },
  ],
};

/** `--services=web,websockets`: one process that is told to run several services runs them as parts of itself. */
function partsIn(command: string): readonly string[] {
  const list = /\s--(?:services|roles|processes|components|modules)[= ]([a-z][\w-]{0,40}(?:,[a-z][\w-]{0,40}){1,20})(?=\s|$)/i.exec(
    command,
  )?.[1];
  return list?.split(',') ?? [];
}
