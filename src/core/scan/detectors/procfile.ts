import type { ComponentKind } from '../../model/fact.ts';
import { shortLines } from '../parse/guard.ts';
import type { Detector, Observation } from '../observation.ts';
import { folderOf } from './paths.ts';

/** A Procfile has a handful of lines; what is longer is none. */
const maxLines = 500;

/** Reads Procfiles: one line, one process type. */
export const procfile: Detector = {
  id: 'procfile',
  matches: (path) => /(^|\/)Procfile$/.test(path),
  detect: (input) => {
    const folder = folderOf(input.path);
    const observations = shortLines(input.text)
      .slice(0, maxLines)
      .flatMap((text, index): Observation[] => {
        const match = /^([A-Za-z][\w-]{0,60}):\s*(\S.*)$/.exec(text);
        const name = match?.[1] ?? '';
        const kind = kindOf(name);
        if (match === null || kind === undefined) return [];
        const evidence = input.evidence(index + 1);
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
          },
        ];
      });
    // A line that is no process is not run by anybody; a file without any is no Procfile.
    const isEmpty = observations.length === 0 && input.text.trim() !== '';
    return { observations, problems: isEmpty ? [input.problem('syntax-error', 'no process type', 1)] : [] };
  },
  examples: [
    {
      path: 'Procfile',
      text: '# processes\nweb: npm start\nworker: node worker.js\nrelease: npm run migrate\n',
      sees: ['workload web@2', 'workload worker@3'],
      not: ['workload release@4'],
    },
  ],
};

/** Web serves, release runs once and is no part of the system, everything else works in the background. */
function kindOf(name: string): ComponentKind | undefined {
  if (name === 'release' || name === '') return undefined;
  if (/^(web|api|server|app|websocket|websockets|collaboration)$/.test(name)) return 'service';
  return /^(clock|cron|scheduler|beat)$/.test(name) ? 'job' : 'worker';
}
