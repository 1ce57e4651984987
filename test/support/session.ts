import type { ScanResult } from '../../src/core/model/fact.ts';
import { type PairFiles, planWrite, writePair } from '../../src/core/record/journal.ts';
import { recordPath } from '../../src/core/record/targets.ts';
import { scan } from '../../src/core/scan/index.ts';
import type { Documents, Drafts, Folder, SavedArchitecture, Scanner, SessionPorts, WriteRefusal } from '../../src/session/ports.ts';
import { Session } from '../../src/session/session.ts';
import type { SessionState } from '../../src/session/state.ts';
import { snapshotOf } from '../../src/session/snapshot.ts';
import type { InterviewPage, Snapshot } from '../../src/protocol/snapshot.ts';
import { workspace } from './workspace.ts';

/** The folder that most tests open. */
export const larkspur: Folder = { index: 0, name: 'larkspur', uri: 'file:///work/larkspur', key: 'a1'.repeat(16) };

/** The secret of the installation under test. */
export const installation = '0123456789abcdef'.repeat(4);

/** A small shop: enough for facts, a suggestion and evidence. */
export const shopFiles: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "dependencies": { "express": "5.0.0", "pg": "8.13.0" } }\n',
  'compose.yaml': 'services:\n  web:\n    build: .\n    depends_on: [db]\n  db:\n    image: postgres:15\n',
};

/** What a stage may be told; everything has a quiet default. */
export interface StageOptions {
  readonly folders?: readonly Folder[];
  /** Files of every folder, in memory. */
  readonly files?: Readonly<Record<string, string>>;
  /** Replaces the scan over `files`. */
  readonly scan?: Scanner;
  /** What stands on the disk: document and record of every folder by path. */
  readonly disk?: ReadonlyMap<string, string>;
  /** Drafts by the folder's key, shared by two stages to play two windows. */
  readonly drafts?: Map<string, unknown>;
  readonly trusted?: boolean;
  readonly scanOnOpen?: boolean;
  readonly path?: string;
  readonly depth?: 'quick' | 'standard' | 'deep';
  readonly recovered?: Awaited<ReturnType<Documents['recover']>>;
  /** Id of this installation; another one plays a colleague. */
  readonly installation?: string;
}

/** A session with fake ports and what happened at them. */
export interface Stage {
  readonly session: Session;
  /** Document and record by path. */
  readonly disk: Map<string, string>;
  readonly drafts: Map<string, unknown>;
  /** Lines of the log, with their level. */
  readonly log: string[];
  /** What the editor was asked for, in order. */
  readonly asked: string[];
  /** Fails the next writes of drafts, or of document and record. */
  readonly fail: { drafts: boolean; write: WriteRefusal | undefined };
  /** The snapshot as the sidebar gets it: through JSON, as a message between processes is. */
  snapshot(): Snapshot;
  /** The snapshot's page, which must be the interview. */
  interview(): InterviewPage;
  /** Sends a message as the sidebar does. */
  send(message: unknown): Promise<void>;
}

/** Opens folders in a session with fake ports and waits until the scan has ended. */
export async function stage(options: StageOptions = {}): Promise<Stage> {
  const disk = new Map(options.disk);
  const drafts = options.drafts ?? new Map<string, unknown>();
  const log: string[] = [];
  const asked: string[] = [];
  const fail: Stage['fail'] = { drafts: false, write: undefined };
  const say = (level: string) => (message: string) => void log.push(`${level}: ${message}`);
  const ports: SessionPorts = {
    scan: options.scan ?? scanOf(options.files ?? shopFiles),
    drafts: draftsIn(drafts, fail),
    documents: documentsOn(disk, options, fail),
    log: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
    clock: () => Date.parse('2026-11-22T10:00:00Z'),
    commit: () => Promise.resolve('abc1234'),
    trusted: () => options.trusted ?? true,
    depth: () => options.depth ?? 'standard',
    scanOnOpen: () => options.scanOnOpen ?? true,
    installation: options.installation ?? installation,
    translate: (message, ...values) => message.replace(/\{(\d)\}/g, (_whole, index: string) => String(values[Number(index)])),
  };
  const session = new Session(ports);
  const note = (what: string) => (detail?: unknown) =>
    Promise.resolve(void asked.push(typeof detail === 'string' ? `${what} ${detail}` : what));
  session.attach({
    showReview: note('show review'),
    closeReview: note('close review'),
    showPreview: note('show preview'),
    openDocument: note('open document'),
    openEvidence: note('open evidence'),
    openFolder: note('open folder'),
    showLog: () => void asked.push('show log'),
  });
  await session.openFolders(options.folders ?? [larkspur]);
  await scanned(session);
  // States are replaced, never changed: one snapshot each, because a snapshot ranks samples for the next question.
  const made = new WeakMap<SessionState, Snapshot>();
  const snapshot = (): Snapshot => {
    const { state } = session;
    const known =
      made.get(state) ?? (JSON.parse(JSON.stringify(snapshotOf(state, { revision: 1, trusted: options.trusted ?? true }))) as Snapshot);
    made.set(state, known);
    return known;
  };
  return {
    session,
    disk,
    drafts,
    log,
    asked,
    fail,
    snapshot,
    interview() {
      const { page } = snapshot();
      if (page.kind !== 'interview') throw new Error(`the sidebar shows the ${page.kind}`);
      return page;
    },
    send: (message) => session.receive(message),
  };
}

/** Waits until no scan is running. */
export async function scanned(session: Session): Promise<void> {
  while (session.state.scan.status === 'running') {
    await new Promise<void>((resolve) => {
      const end = session.onChange(() => (end(), resolve()));
    });
  }
}

/** A scanner over files in memory. */
export function scanOf(files: Readonly<Record<string, string>>): Scanner {
  return async (_folder, { signal, onProgress }): Promise<ScanResult> => {
    signal.throwIfAborted();
    return scan(workspace(files), { signal, onProgress, today: '2026-11-22' });
  };
}

/** Answers the question on the screen with its first option (a text with words, a number with its assumption). */
export async function answerShown(on: Stage): Promise<string> {
  const { question } = on.interview();
  if (question === null) throw new Error('no question is on the screen');
  const option = question.options[0]?.id;
  const value = question.kind === 'text' ? 'It sells printed articles.' : question.kind === 'multi' ? [option] : option;
  await on.send({ type: 'answer', question: question.id, value });
  return question.id;
}

function draftsIn(drafts: Map<string, unknown>, fail: Stage['fail']): Drafts {
  return {
    load: (folder) => Promise.resolve(structuredClone(drafts.get(folder.key))),
    save(folder, merge) {
      if (fail.drafts) return Promise.reject(new Error('ENOSPC'));
      // Through JSON, as a file is.
      drafts.set(folder.key, JSON.parse(JSON.stringify(merge(structuredClone(drafts.get(folder.key))))) as unknown);
      return Promise.resolve(structuredClone(drafts.get(folder.key)));
    },
  };
}

function documentsOn(disk: Map<string, string>, options: StageOptions, fail: Stage['fail']): Documents {
  const path = options.path ?? 'ARCHITECTURE.md';
  const read = (): SavedArchitecture => {
    const [document, record] = [disk.get(path), disk.get(recordPath)];
    return { path, ...(document === undefined ? {} : { document }), ...(record === undefined ? {} : { record }) };
  };
  return {
    resolve: (folder, file) =>
      Promise.resolve(disk.has(file) || Object.hasOwn(options.files ?? shopFiles, file) ? `${folder.uri}/${file}` : undefined),
    read: () => Promise.resolve(read()),
    async write(_folder, plan) {
      if (fail.write !== undefined) return { refused: fail.write, detail: 'as the test says' };
      const record = plan.record(plan.document);
      const journal = planWrite(
        { path, before: plan.base.document, after: plan.document },
        { path: recordPath, before: plan.base.record, after: record },
      );
      const outcome = await writePair(pairOn(disk), journal);
      return outcome === 'written' ? { written: read() } : { refused: 'changed', detail: outcome };
    },
    recover: () => Promise.resolve(options.recovered ?? 'none'),
    forget: () => Promise.resolve(),
  };
}

function pairOn(disk: Map<string, string>): PairFiles {
  let journal: string | undefined;
  return {
    read: (path) => Promise.resolve(disk.get(path)),
    write: (path, text) => Promise.resolve(void disk.set(path, text)),
    createJournal(text) {
      journal = text;
      return Promise.resolve(true);
    },
    readJournal: () => Promise.resolve(journal),
    dropJournal: () => Promise.resolve(void (journal = undefined)),
    writeUnderWay: () => Promise.resolve(false),
  };
}
