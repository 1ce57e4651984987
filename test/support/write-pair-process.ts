/**
 * A process that writes document and record and kills itself before its n-th change to the disk. Arguments: root, text
 * of the document, text of the record, n (0: never), milliseconds to wait before it starts.
 */
import fsp from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout } from 'node:timers/promises';

const [root = '', document = '', record = '', killAt = '0', wait = '0'] = process.argv.slice(2);
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === Number(killAt)) process.kill(process.pid, 'SIGKILL');
}

const changing = ['rename', 'link', 'rm', 'mkdir'] as const;
for (const name of changing) {
  const real = fsp[name] as (...rest: unknown[]) => Promise<unknown>;
  Object.assign(fsp, {
    [name]: async (...rest: unknown[]) => {
      step();
      return real(...rest);
    },
  });
}
const open = fsp.open;
Object.assign(fsp, {
  open: async (...rest: Parameters<typeof open>) => {
    step();
    const handle = await open(...rest);
    const writeFile = handle.writeFile.bind(handle);
    handle.writeFile = async (data: Parameters<typeof writeFile>[0], ...more) => {
      step();
      // Half of the text first: a kill here leaves a file that is cut off.
      const text = typeof data === 'string' ? data : '';
      await handle.write(text.slice(0, text.length / 2));
      step();
      await handle.truncate(0);
      await handle.write(text, 0);
      void writeFile;
      void more;
    };
    return handle;
  },
});
syncBuiltinESMExports();

const { pairFiles } = await import('../../src/node/journal.ts');
const { planWrite, writePair, recoverPair } = await import('../../src/core/record/journal.ts');

await setTimeout(Number(wait));
const files = pairFiles(root);
const recovered = await recoverPair(files);
const before = { document: await files.read('ARCHITECTURE.md'), record: await files.read('.groundplan/architecture.json') };
const journal = planWrite(
  { path: 'ARCHITECTURE.md', before: before.document, after: document },
  { path: '.groundplan/architecture.json', before: before.record, after: record },
);
const outcome = await writePair(files, journal);
process.stdout.write(JSON.stringify({ recovered, outcome, steps }));
