import type { Fact, ScanResult } from '../core/model/fact.ts';
import { decide } from '../core/decide/index.ts';
import { answersFor } from '../core/interview/effective-answers.ts';
import { exampleById } from '../core/interview/examples/index.ts';
import { type InterviewContext, type InterviewEvent, reduce, start } from '../core/interview/interview.ts';
import { styleScorer } from '../core/interview/score-styles.ts';
import { assumptionsOf, type InterviewState } from '../core/interview/state.ts';
import { unread, usableFacts } from '../core/interview/usable-facts.ts';
import { storedAnswers, storedAssumptions } from '../core/record/stored-answers.ts';
import { type SidebarMessage, parseSidebarMessage } from '../protocol/messages.ts';
import type { Notice, NoticeAction } from '../protocol/snapshot.ts';
import { type Draft, mergeDrafts, parseDraft } from './draft.ts';
import { isIssued } from './issued.ts';
import { type Notices, notices } from './notices.ts';
import type { Folder, SessionPorts, WriteRefusal } from './ports.ts';
import { proposeFor, readRecord } from './proposing.ts';
import { repositoryAnswers, repositoryAssumptions } from './repository-answers.ts';
import { explainable, initialState, noScan, type SessionState, type SessionSurface } from './state.ts';

/**
 * One window's conversation with one folder. Messages and commands go in, whole states come out; what is slow runs
 * beside the queue and comes back through it, so that two actions never work on the same state.
 */
export class Session {
  readonly #ports: SessionPorts;
  readonly #notices: Notices;
  readonly #listeners = new Set<(state: SessionState) => void>();
  #surface: SessionSurface | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #scanning: AbortController | null = null;
  #opened = 0;
  #base: Draft | undefined;
  #state: SessionState = initialState;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#notices = notices(ports.translate);
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Calls `listener` after every change; returns what ends it. */
  onChange(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects what only the editor can do. */
  attach(surface: SessionSurface): void {
    this.#surface = surface;
  }

  /** The facts that the user has not excluded. */
  facts(): readonly Fact[] {
    return usableFacts(this.#state.scan.result?.facts ?? unread, this.interview()?.excludedFacts ?? []);
  }

  /** The interview on the screen: the example's, while one is tried. */
  interview(): InterviewState | null {
    return this.#state.example ?? this.#state.draft?.interview ?? null;
  }

  /** Tells which folders are open. With one, it is taken; with several, the user chooses. */
  openFolders(folders: readonly Folder[]): Promise<void> {
    return this.#enqueue(async () => {
      const kept = folders.find((folder) => folder.key === this.#state.folder?.key);
      this.#set({ folders });
      const chosen = kept ?? (folders.length === 1 ? folders[0] : undefined);
      if (chosen === undefined) {
        this.#set({
          folder: null,
          scan: noScan,
          draft: null,
          recommendation: null,
          trial: null,
          saved: null,
          record: { kind: 'absent' },
          pending: null,
        });
      } else if (kept === undefined) {
        await this.#open(chosen);
      }
    });
  }

  chooseFolder(index: number): Promise<void> {
    return this.#enqueue(async () => {
      const folder = this.#state.folders.find((candidate) => candidate.index === index);
      if (folder !== undefined) {
        await this.#open(folder);
      }
    });
  }

  /** Reads document and record again, because one of them changed on the disk. */
  reload(): Promise<void> {
    return this.#enqueue(() => this.#readSaved());
  }

  /** Takes over what another window saved meanwhile. */
  reloadDraft(): Promise<void> {
    return this.#enqueue(async () => {
      const { folder, draft } = this.#state;
      if (folder === null || draft === null) {
        return;
      }
      const saved = parseDraft(await this.#ports.drafts.load(folder));
      if (saved !== undefined && JSON.stringify(saved) !== JSON.stringify(this.#base)) {
        const merged = mergeDrafts(this.#base, saved, draft);
        this.#base = saved;
        this.#set({ draft: merged });
        this.#interviewEvent({ type: 'factsChanged' });
      }
    });
  }

  /** Refuses and logs whatever is not exactly a message of the protocol. */
  receive(raw: unknown): Promise<void> {
    const message = parseSidebarMessage(raw);
    if (message === undefined) {
      this.#ports.log.warn('A message of the sidebar was refused: it is not one of the protocol.');
      return Promise.resolve();
    }
    // What fails is logged by the queue; the page has nobody to tell.
    return this.#enqueue(() => this.#handle(message)).catch(() => undefined);
  }

  /** Reads the workspace. Resolves when it has been read, failed or been cancelled. */
  scan(outer?: AbortSignal, onProgress?: (read: number, total: number) => void): Promise<void> {
    const { folder } = this.#state;
    if (folder === null) {
      return Promise.resolve();
    }
    this.#scanning?.abort();
    const controller = new AbortController();
    this.#scanning = controller;
    outer?.addEventListener('abort', () => controller.abort(), { once: true });
    this.#set({ scan: { ...this.#state.scan, status: 'running', filesRead: 0, filesTotal: 0 } });
    return this.#scanFolder(folder, controller, onProgress);
  }

  /**
   * Reads again what changed, without a word, because people are at work; all of it where `paths` is undefined. False while
   * nothing has been read yet or somebody reads: then that scan sees the changes.
   */
  async filesChanged(paths: readonly string[] | undefined): Promise<boolean> {
    const { folder, scan } = this.#state;
    if (folder === null || scan.status !== 'done') {
      return false;
    }
    const controller = new AbortController();
    this.#scanning = controller;
    try {
      const result = await this.#ports.scan(folder, { signal: controller.signal, changed: paths, onProgress: () => undefined });
      await this.#takeScan(folder, controller, result);
      return true;
    } catch (error) {
      // What was found stays; somebody who asks for a scan is told what is wrong.
      this.#ports.log.warn(`Reading what changed in ${folder.name} failed: ${String(error)}`);
      return false;
    }
  }

  /** The file behind a path of the folder as a URI, if it is one: inside, by its real path, and no link out. */
  resolveInside(folder: Folder, path: string): Promise<string | undefined> {
    return this.#ports.documents.resolve(folder, path);
  }

  /** Shows the state again, because something beside it changed (workspace trust). */
  refresh(): void {
    this.#emit();
  }

  cancelScan(): void {
    this.#scanning?.abort();
  }

  excludeFact(fact: string, excluded: boolean): Promise<void> {
    return this.#enqueue(async () => {
      await this.#apply({ type: excluded ? 'excludeFact' : 'includeFact', fact });
    });
  }

  /** Makes the proposal and puts it before the user. Nothing is written. */
  propose(): Promise<void> {
    return this.#enqueue(() => this.#propose());
  }

  accept(): Promise<void> {
    return this.#enqueue(() => this.#accept());
  }

  discard(): Promise<void> {
    return this.#enqueue(async () => {
      this.#set({ pending: null, explained: null });
      await this.#surface?.closeReview();
    });
  }

  explain(decision: string, of: 'document' | 'pending'): Promise<void> {
    return this.#enqueue(async () => {
      if (explainable(this.#state, of).some(({ id }) => id === decision)) {
        this.#set({ explained: { decision, of } });
      } else {
        this.#notify(this.#notices.noSuchDecision(decision));
      }
    });
  }

  startOver(): Promise<void> {
    return this.#enqueue(() => this.#apply({ type: 'startOver' }));
  }

  /** Tries an example beside the user's own answers, which are kept. */
  tryExample(example: string): Promise<void> {
    return this.#enqueue(async () => this.#loadExample(example));
  }

  async #open(folder: Folder): Promise<void> {
    this.#scanning?.abort();
    this.#set({
      folder,
      scan: noScan,
      draft: null,
      example: null,
      recommendation: null,
      trial: null,
      pending: null,
      explained: null,
      notice: null,
    });
    await this.#recoverWrite(folder);
    await this.#readSaved();
    const saved = parseDraft(await this.#ports.drafts.load(folder));
    this.#base = saved;
    const { record } = this.#state;
    if (saved !== undefined) {
      this.#set({ draft: saved });
      if (record.kind === 'present' && record.hash !== saved.recordHash) {
        this.#notify(this.#notices.recordChanged());
      } else {
        this.#askAboutForeignRecord();
      }
    } else {
      this.#startFromRecord();
    }
    this.#recommend();
    if (this.#ports.scanOnOpen()) {
      void this.scan();
    }
  }

  /** A crash between the two files is put right before anything reads them. */
  async #recoverWrite(folder: Folder): Promise<void> {
    const outcome = await this.#ports.documents.recover(folder).catch((error: unknown) => {
      this.#ports.log.error(`An interrupted write could not be looked at: ${String(error)}`);
      return 'none' as const;
    });
    if (outcome === 'finished' || outcome === 'discarded') {
      this.#ports.log.info(`An interrupted write was ${outcome}.`);
    }
    if (outcome === 'ask') {
      this.#notify(this.#notices.interruptedWrite());
    }
  }

  #startFromRecord(): void {
    const { record, folder } = this.#state;
    const present = record.kind === 'present' ? record : undefined;
    const interview = start(this.#context(), {
      depth: this.#ports.depth(folder),
      ...(present === undefined
        ? {}
        : {
            answers: storedAnswers(present.record),
            excludedFacts: present.record.excludedFacts,
            assumptions: storedAssumptions(present.record),
          }),
    });
    this.#set({ draft: { version: 1, interview, recordHash: present?.hash ?? null, confirmedRecord: null } });
    this.#askAboutForeignRecord();
  }

  /** Whenever the folder is opened, until the record is confirmed: dismissing the notice is no consent (security rule 7). */
  #askAboutForeignRecord(): void {
    const { draft, record } = this.#state;
    // Numbers that a stranger set move the figures as answers do.
    const set = repositoryAssumptions(this.#state).size;
    const foreign = repositoryAnswers(this.#state).size + set;
    const unconfirmed = record.kind === 'present' && !record.own && draft?.confirmedRecord !== record.hash;
    // A fact that a stranger declared wrong would hide a hazard.
    const excluded = unconfirmed ? record.record.excludedFacts.length : 0;
    if (foreign + excluded > 0) {
      this.#notify(this.#notices.foreignRecord(foreign, excluded));
    }
  }

  async #readSaved(): Promise<void> {
    const { folder } = this.#state;
    if (folder === null) {
      return;
    }
    const saved = await this.#ports.documents.read(folder);
    const record = readRecord(saved, this.#ports.installation);
    this.#set({ saved, record });
    if (record.kind === 'refused') {
      this.#ports.log.warn(`.groundplan/architecture.json was not used: ${record.reason} ${record.detail}`);
      this.#notify(this.#notices.recordRefused(record.reason));
    }
  }

  async #scanFolder(folder: Folder, controller: AbortController, onProgress?: (read: number, total: number) => void): Promise<void> {
    const progress = (filesRead: number, filesTotal: number): void => {
      if (this.#scanning === controller) {
        this.#set({ scan: { ...this.#state.scan, filesRead, filesTotal } });
        onProgress?.(filesRead, filesTotal);
      }
    };
    try {
      const result = await this.#ports.scan(folder, { signal: controller.signal, onProgress: progress });
      await this.#takeScan(folder, controller, result);
    } catch (error) {
      if (this.#scanning === controller) {
        const cancelled = controller.signal.aborted;
        this.#set({ scan: { ...this.#state.scan, status: cancelled ? 'cancelled' : 'failed' } });
        if (!cancelled) {
          this.#ports.log.error(`Reading ${folder.name} failed: ${String(error)}`);
        }
      }
    }
  }

  /** Shows what a scan found, unless another one has been started since or it is about another folder. */
  #takeScan(folder: Folder, controller: AbortController, result: ScanResult): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#scanning !== controller || this.#state.folder?.key !== folder.key) {
        return;
      }
      // Most changes change nothing that is known: then nothing is asked, ranked and drawn anew.
      const before = this.#state.scan.status === 'done' ? this.#state.scan.result : null;
      if (
        before !== null &&
        JSON.stringify(before.facts) === JSON.stringify(result.facts) &&
        JSON.stringify(before.problems) === JSON.stringify(result.problems)
      ) {
        return;
      }
      const { filesRead } = result.statistics;
      this.#set({ scan: { status: 'done', filesRead, filesTotal: filesRead, result } });
      // At once, so that no snapshot shows these facts beside a ranking without them.
      this.#recommend();
      await this.#apply({ type: 'factsChanged' });
    });
  }

  async #handle(message: SidebarMessage): Promise<void> {
    if (!isIssued(this.#state, message)) {
      this.#ports.log.warn(`A message of the sidebar was refused: ${message.type} names something that was not offered.`);
      return;
    }
    switch (message.type) {
      case 'ready':
        // A page that has just been loaded knows of no trial.
        return this.#set({ trial: null });
      case 'answer':
        return this.#apply({ type: 'answer', question: message.question, value: message.value });
      case 'dont-know':
        return this.#apply({ type: 'dontKnow', question: message.question });
      case 'skip':
      case 'edit':
        return this.#apply({ type: message.type, question: message.question });
      case 'back':
        return this.#apply({ type: 'back' });
      case 'open-trial':
        this.#opened += 1;
        return this.#set({ trial: { opened: this.#opened, changes: message.changes } });
      case 'try':
        return this.#state.trial === null ? undefined : this.#set({ trial: { ...this.#state.trial, changes: message.changes } });
      case 'keep-trial':
        return this.#keepTrial();
      case 'close-trial':
        return this.#set({ trial: null });
      case 'set-assumption':
        return this.#apply({ type: 'setAssumption', id: message.assumption, value: message.value });
      case 'go-on':
        return this.#apply({ type: 'setDepth', depth: 'deep' });
      case 'set-depth':
        return this.#apply({ type: 'setDepth', depth: message.depth });
      case 'start-over':
        return this.#apply({ type: 'startOver' });
      case 'load-example':
        return this.#loadExample(message.example);
      case 'leave-example':
        this.#set({ example: null, trial: null, pending: null, explained: null });
        return this.#recommend();
      case 'propose':
        return this.#propose();
      case 'accept':
        return this.#accept();
      case 'discard':
        this.#set({ pending: null, explained: null });
        return this.#surface?.closeReview();
      case 'choose-folder': {
        const folder = this.#state.folders.find((candidate) => candidate.index === message.index);
        return folder === undefined ? undefined : this.#open(folder);
      }
      case 'rescan':
        void this.scan();
        return undefined;
      case 'cancel-scan':
        return this.cancelScan();
      case 'explain':
        return this.#set({ explained: { decision: message.decision, of: this.#state.explained?.of ?? 'document' } });
      case 'close-explanation':
        return this.#set({ explained: null });
      case 'notice':
        return this.#answerNotice(message.action);
      default:
        return this.#show(message);
    }
  }

  async #show(
    message: Extract<SidebarMessage, { type: 'review' | 'preview' | 'open-document' | 'open-folder' | 'open-evidence' }>,
  ): Promise<void> {
    switch (message.type) {
      case 'review':
        return this.#surface?.showReview();
      case 'preview':
        return this.#surface?.showPreview();
      case 'open-document':
        return this.#surface?.openDocument();
      case 'open-folder':
        return this.#surface?.openFolder();
      case 'open-evidence':
        return this.#surface?.openEvidence(message.evidence);
    }
  }

  async #answerNotice(action: NoticeAction): Promise<void> {
    this.#set({ notice: null });
    const { draft, record } = this.#state;
    switch (action) {
      case 'use-record':
        this.#startFromRecord();
        await this.#saveDraft();
        return this.#recommend();
      case 'keep-draft':
        if (draft !== null && record.kind === 'present') {
          // Whoever insists on their own answers has made them their own, also where the record says the same.
          this.#set({ draft: { ...draft, recordHash: record.hash, confirmedRecord: record.hash } });
          await this.#saveDraft();
        }
        return undefined;
      case 'confirm-record':
        if (draft !== null && record.kind === 'present') {
          this.#set({ draft: { ...draft, confirmedRecord: record.hash } });
          await this.#saveDraft();
        }
        return undefined;
      case 'keep-files':
        return this.#state.folder === null ? undefined : this.#ports.documents.forget(this.#state.folder);
      case 'start-over':
        return this.#apply({ type: 'startOver' });
      case 'rescan':
        void this.scan();
        return undefined;
      case 'open-document':
        return this.#surface?.openDocument();
      case 'show-log':
        return this.#surface?.showLog();
      case 'dismiss':
        return undefined;
    }
  }

  #loadExample(id: string): void {
    const empty = this.#state.example ?? start(this.#context(), { depth: 'deep' });
    const { state, error } = reduce(empty, { type: 'loadExample', example: id }, { facts: [], rank: styleScorer([]) });
    if (error === undefined) {
      this.#set({ example: state, trial: null, pending: null, explained: null });
      this.#recommend();
    }
  }

  /** Makes what was tried the user's answers: from here on they are like any other. */
  async #keepTrial(): Promise<void> {
    for (const { question, value } of this.#state.trial?.changes ?? []) {
      if (value !== null) {
        this.#interviewEvent({ type: 'answer', question, value });
      }
    }
    if (this.#state.example === null) {
      await this.#saveDraft();
    }
    this.#recommend();
    // Last, so that nobody sees the old ranking again in between.
    this.#set({ trial: null });
  }

  /** Applies an event to the interview on the screen, saves the user's own, and recommends anew. */
  async #apply(event: InterviewEvent): Promise<void> {
    this.#interviewEvent(event);
    if (event.type === 'startOver') {
      this.#set({ trial: null });
    }
    if (this.#state.example === null) {
      await this.#saveDraft();
    }
    this.#recommend();
  }

  #interviewEvent(event: InterviewEvent): void {
    const { example, draft, notice } = this.#state;
    const current = this.interview();
    if (current === null) {
      return;
    }
    const { state, error } = reduce(current, event, this.#context());
    if (error !== undefined) {
      this.#notify(this.#notices.answerRefused(error.message));
      return;
    }
    const cleared = notice?.id === 'answer-refused' ? { notice: null } : {};
    this.#set(example === null ? { draft: { ...(draft as Draft), interview: state }, ...cleared } : { example: state, ...cleared });
  }

  async #saveDraft(): Promise<void> {
    const { folder, draft } = this.#state;
    if (folder === null || draft === null) {
      return;
    }
    try {
      const saved = await this.#ports.drafts.save(folder, (raw) => mergeDrafts(this.#base, parseDraft(raw), draft));
      this.#base = parseDraft(saved) ?? draft;
      this.#set({ draft: this.#base });
      if (this.#base.interview.current === null && draft.interview.current !== null) {
        this.#interviewEvent({ type: 'factsChanged' });
      }
    } catch (error) {
      this.#ports.log.error(`Answers could not be saved: ${String(error)}`);
      this.#notify(this.#notices.draftNotSaved());
    }
  }

  #recommend(): void {
    const interview = this.interview();
    if (interview === null) {
      this.#set({ recommendation: null });
      return;
    }
    const facts = this.#state.example === null ? this.facts() : [];
    this.#set({ recommendation: decide({ facts, answers: answersFor(interview, facts), assumptions: assumptionsOf(interview) }) });
  }

  async #propose(): Promise<void> {
    const { folder, recommendation, saved, record, scan } = this.#state;
    const interview = this.interview();
    if (interview === null || recommendation === null) {
      return;
    }
    const onExample = this.#state.example !== null;
    // From a folder that was not read the document would say that there is nothing in it.
    if (!onExample && folder !== null && scan.result === null) {
      return this.#notify(this.#notices.notRead(scan.status === 'failed'));
    }
    const pending = proposeFor({
      name: onExample ? exampleName(interview.example) : (folder?.name ?? ''),
      interview,
      facts: onExample ? [] : this.facts(),
      problems: onExample ? [] : (scan.result?.problems ?? []),
      recommendation,
      saved: saved ?? { path: 'ARCHITECTURE.md' },
      record,
      // An example that the user changed has lost its name and is still no answer of theirs.
      example: onExample ? (interview.example ?? 'changed') : null,
      now: this.#ports.clock(),
      commit: folder === null || onExample ? null : await this.#ports.commit(folder),
      installation: this.#ports.installation,
    });
    if ('findings' in pending) {
      this.#ports.log.error(`The proposal did not pass its own checks: ${pending.findings.join('; ')}`);
      this.#notify(this.#notices.proposalRefused());
      return;
    }
    this.#set({ pending, explained: null, notice: null });
    await this.#surface?.showReview();
  }

  async #accept(): Promise<void> {
    const { pending, folder } = this.#state;
    if (pending === null || folder === null) {
      return;
    }
    if (pending.example !== null) {
      return this.#notify(this.#notices.exampleNotWritten());
    }
    if (readRecord(pending.base, this.#ports.installation).kind === 'refused') {
      // What could not be read is somebody's work: it is not overwritten by what was made without it (security rule 6).
      return this.#notify(this.#notices.recordWouldBeLost());
    }
    const outcome = await this.#ports.documents.write(folder, {
      base: pending.base,
      document: pending.document,
      record: pending.recordFor,
    });
    if ('refused' in outcome) {
      this.#ports.log.warn(`Nothing was written: ${outcome.refused} ${outcome.detail}`);
      return this.#refusedToWrite(outcome.refused);
    }
    const record = readRecord(outcome.written, this.#ports.installation);
    const { draft } = this.#state;
    const hash = record.kind === 'present' ? record.hash : null;
    this.#set({
      pending: null,
      explained: null,
      notice: null,
      saved: outcome.written,
      record,
      ...(draft === null ? {} : { draft: { ...draft, recordHash: hash } }),
    });
    await this.#saveDraft();
    await this.#surface?.closeReview();
    await this.#surface?.openDocument();
  }

  async #refusedToWrite(reason: WriteRefusal): Promise<void> {
    if (reason === 'changed') {
      await this.#readSaved();
      await this.#propose();
    }
    this.#notify(this.#notices.notWritten(reason));
  }

  #context(): InterviewContext {
    const facts = this.#state.example === null ? this.facts() : [];
    const interview = this.interview();
    const rank = styleScorer(facts, interview === null ? undefined : assumptionsOf(interview));
    return { facts: this.#state.example === null ? (this.#state.scan.result?.facts ?? unread) : [], rank };
  }

  #notify(notice: Notice): void {
    this.#set({ notice });
  }

  #set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    this.#emit();
  }

  #emit(): void {
    for (const listener of this.#listeners) {
      listener(this.#state);
    }
  }

  #enqueue<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(action);
    this.#queue = result.catch((error: unknown) => this.#ports.log.error(`An action failed: ${String(error)}`));
    return result;
  }
}

/** What the document of an example is called: the company, not the folder that happens to be open. */
function exampleName(id: string | undefined): string {
  const title = id === undefined ? undefined : exampleById(id)?.title;
  return title?.split(',')[0] ?? 'Example';
}
