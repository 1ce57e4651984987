import { describe, expect, test } from 'vitest';
import { recordPath } from '../../../src/core/record/targets.ts';
import type { Folder, Scanner } from '../../../src/session/ports.ts';
import { answerShown, larkspur, scanOf, scanned, shopFiles, stage, type Stage } from '../../support/session.ts';

const marlow: Folder = { index: 1, name: 'marlow', uri: 'file:///work/marlow', key: 'b2'.repeat(16) };

/** Document and record of a first run in which one question was answered. */
async function accepted(): Promise<Stage> {
  const first = await stage();
  await answerShown(first);
  await first.session.propose();
  await first.session.accept();
  return first;
}

describe('opening a folder', () => {
  test('reads it, and shows facts, the first question and a recommendation', async () => {
    const { snapshot, interview } = await stage();
    expect(snapshot()).toMatchObject({ situation: 'ready', folder: 'larkspur', notice: null });
    expect(interview().scan).toMatchObject({ status: 'done', problems: 0 });
    expect(interview().scan.facts).toBeGreaterThan(3);
    expect(interview().question).not.toBeNull();
    expect(interview().ranking?.styles.length).toBeGreaterThanOrEqual(3);
  });

  test('what the workspace says is an answer with its evidence, and is not asked', async () => {
    const { interview } = await stage();
    const prefilled = interview().answers.filter(({ origin }) => origin === 'workspace');
    expect(prefilled.length).toBeGreaterThan(0);
    for (const answer of prefilled) expect(answer.evidence[0]?.place).toMatch(/^(package\.json|compose\.yaml):\d+$/);
    expect(prefilled.map(({ question }) => question)).not.toContain(interview().question?.id);
  });

  test('nothing is read before it is asked for where the setting says so', async () => {
    const { interview, session } = await stage({ scanOnOpen: false });
    expect(interview().scan.status).toBe('not-started');
    await session.scan();
    expect(interview().scan.status).toBe('done');
  });

  test('without a folder there are examples and nothing to write', async () => {
    const on = await stage({ folders: [] });
    expect(on.snapshot()).toMatchObject({ situation: 'no-folder', folder: null });
    expect(on.interview().examples.length).toBeGreaterThanOrEqual(6);
    await on.send({ type: 'load-example', example: on.interview().examples[0]?.id });
    await on.send({ type: 'propose' });
    expect(on.interview().pending).toMatchObject({ canAccept: false });
    await on.send({ type: 'accept' });
    expect([on.disk.size, on.drafts.size]).toEqual([0, 0]);
  });

  test('with several folders none is taken before the user chooses, and each has answers of its own', async () => {
    const on = await stage({ folders: [larkspur, marlow] });
    expect(on.snapshot()).toMatchObject({
      situation: 'choose-folder',
      folder: null,
      folders: [
        { index: 0, name: 'larkspur' },
        { index: 1, name: 'marlow' },
      ],
    });
    await on.send({ type: 'choose-folder', index: 1 });
    await scanned(on.session);
    await answerShown(on);
    expect(on.snapshot().folder).toBe('marlow');
    expect([...on.drafts.keys()]).toEqual([marlow.key]);
    await on.session.chooseFolder(0);
    expect(on.interview().progress.answered).toBe(0);
    await on.session.chooseFolder(1);
    expect(on.interview().progress.answered).toBe(1);
  });

  test('a folder that is closed takes its conversation with it', async () => {
    const on = await stage();
    await answerShown(on);
    await on.session.openFolders([]);
    expect(on.snapshot()).toMatchObject({ situation: 'no-folder', folder: null });
    expect(on.interview()).toMatchObject({ pending: null, question: null, answers: [] });
  });
});

describe('answering', () => {
  test('an answer is kept, saved, and the next question comes', async () => {
    const on = await stage();
    const first = await answerShown(on);
    expect(on.interview().question?.id).not.toBe(first);
    expect(on.interview().answers).toContainEqual(expect.objectContaining({ question: first, origin: 'user' }));
    expect(JSON.stringify(on.drafts.get(larkspur.key))).toContain(first);
  });

  test('don’t know is an answer, skip is none, both are passed', async () => {
    const on = await stage();
    const unknown = on.interview().question?.id;
    await on.send({ type: 'dont-know', question: unknown });
    const skipped = on.interview().question?.id;
    await on.send({ type: 'skip', question: skipped });
    expect(new Set([unknown, skipped, on.interview().question?.id]).size).toBe(3);
    const origins = new Map(on.interview().answers.map(({ question, origin }) => [question, origin]));
    expect(origins.get(unknown ?? '')).toBe('unknown');
    expect(origins.get(skipped ?? '')).toBe('skipped');
  });

  test('back returns to the last question with what was said', async () => {
    const on = await stage();
    const before = on.interview().question;
    const id = await answerShown(on);
    await on.send({ type: 'back' });
    expect(on.interview().question).toMatchObject({ id, text: before?.text, current: { origin: 'user' } });
    expect(on.interview().canGoBack).toBe(false);
  });

  test('edit shows a question again; its new answer replaces the old one', async () => {
    const on = await stage();
    const id = await answerShown(on);
    const second = await answerShown(on);
    await on.send({ type: 'edit', question: id });
    expect(on.interview().question?.id).toBe(id);
    await on.send({ type: 'dont-know', question: id });
    expect(on.interview().answers.filter(({ question }) => question === id)).toMatchObject([{ origin: 'unknown' }]);
    // Which question comes next may hang on the answer that was taken back.
    expect([id, second, undefined]).not.toContain(on.interview().question?.id);
  });

  test('a workspace answer can be overruled', async () => {
    const on = await stage();
    const found = on.interview().answers.find(({ origin }) => origin === 'workspace');
    await on.send({ type: 'edit', question: found?.question });
    expect(on.interview().question?.current?.origin).toBe('workspace');
    await on.send({ type: 'dont-know', question: found?.question });
    expect(on.interview().answers.find(({ question }) => question === found?.question)).toMatchObject({ origin: 'unknown', evidence: [] });
  });

  test('a value that the question does not take is refused with a sentence, and goes away with the next answer', async () => {
    const on = await stage();
    const id = on.interview().question?.id;
    await on.send({ type: 'answer', question: id, value: 'no-such-option' });
    expect(on.snapshot().notice).toMatchObject({ id: 'answer-refused', severity: 'warning' });
    expect(on.interview().progress.answered).toBe(0);
    await answerShown(on);
    expect(on.snapshot().notice).toBeNull();
  });

  test('start over drops the answers, not the facts that were declared wrong', async () => {
    const on = await stage();
    const fact = on.session.state.scan.result?.facts[0]?.id ?? '';
    await on.session.excludeFact(fact, true);
    await answerShown(on);
    await on.send({ type: 'start-over' });
    expect(on.interview().progress.answered).toBe(0);
    expect(on.session.state.draft?.interview.excludedFacts).toEqual([fact]);
  });

  test('an excluded fact gives no answer any more, until it is included again', async () => {
    const on = await stage();
    const given = (): string[] =>
      on
        .interview()
        .answers.filter(({ origin }) => origin === 'workspace')
        .map(({ question }) => question);
    const before = given();
    const facts = on.session.state.scan.result?.facts ?? [];
    for (const { id } of facts) await on.session.excludeFact(id, true);
    expect(given(), 'an empty folder says one thing: that one starts from scratch').toEqual(['starting-point']);
    for (const { id } of facts) await on.session.excludeFact(id, false);
    expect(given()).toEqual(before);
  });

  test('the depth can be changed, and going on asks all that is left', async () => {
    const on = await stage({ depth: 'quick' });
    const quick = on.interview().progress.remaining;
    await on.send({ type: 'set-depth', depth: 'deep' });
    expect(on.interview().depth).toBe('deep');
    expect(on.interview().progress.remaining).toBeGreaterThanOrEqual(quick);
  });
});

describe('what survives a reload', () => {
  test('answers and the question on the screen', async () => {
    const first = await stage();
    await answerShown(first);
    await answerShown(first);
    const second = await stage({ drafts: first.drafts });
    expect(second.interview().question?.id).toBe(first.interview().question?.id);
    expect(second.interview().progress.answered).toBe(2);
  });

  test('two windows on one folder keep both answers', async () => {
    const drafts = new Map<string, unknown>();
    const [one, two] = [await stage({ drafts }), await stage({ drafts })];
    const a = one.interview().question?.id;
    await one.send({ type: 'dont-know', question: a });
    const b = one.interview().question?.id;
    await two.send({ type: 'dont-know', question: b });
    await one.session.reloadDraft();
    for (const window of [one, two]) {
      expect(
        window
          .interview()
          .answers.filter(({ origin }) => origin === 'unknown')
          .map(({ question }) => question)
          .toSorted(),
      ).toEqual([a, b].toSorted());
      expect([a, b]).not.toContain(window.interview().question?.id);
    }
  });

  test('an interview that ends by its length does not claim that nothing else matters', async () => {
    const on = await stage();
    expect(on.interview().ended).toBeNull();
    for (let asked = 0; on.interview().question !== null; asked += 1) {
      expect(asked).toBeLessThan(30);
      await on.send({ type: 'dont-know', question: on.interview().question?.id });
    }
    expect(on.interview()).toMatchObject({ ended: 'length' });
    expect(on.interview().more).toBeGreaterThan(10);
  });

  test('a draft that is not one is no draft', async () => {
    const on = await stage({ drafts: new Map([[larkspur.key, { version: 1, interview: 'x' }]]) });
    expect(on.interview().question).not.toBeNull();
  });

  test('a full disk is said, and the answer still stands in the window', async () => {
    const on = await stage();
    on.fail.drafts = true;
    await answerShown(on);
    expect(on.snapshot().notice).toMatchObject({ id: 'draft-not-saved', severity: 'error' });
    expect(on.interview().progress.answered).toBe(1);
    expect(on.log.filter((line) => line.startsWith('error'))).toHaveLength(1);
    on.fail.drafts = false;
    await answerShown(on);
    expect((await stage({ drafts: on.drafts })).interview().progress.answered).toBe(2);
  });
});

describe('the record', () => {
  test('without a draft the interview starts from it', async () => {
    const { disk } = await accepted();
    const on = await stage({ disk });
    expect(on.interview().progress.answered).toBe(1);
    expect(on.snapshot().notice).toBeNull();
    expect(on.interview().document).toMatchObject({ exists: true, path: 'ARCHITECTURE.md' });
  });

  test('changed since the draft began: the user chooses, and the record can be taken', async () => {
    const first = await accepted();
    const other = await stage({ disk: first.disk });
    await answerShown(other);
    await other.session.propose();
    await other.session.accept();
    const on = await stage({ drafts: first.drafts, disk: other.disk });
    expect(on.snapshot().notice).toMatchObject({
      id: 'record-changed',
      actions: [{ action: 'keep-draft' }, { action: 'use-record' }, { action: 'dismiss' }],
    });
    expect(on.interview().progress.answered, 'nothing is taken by itself').toBe(1);
    await on.send({ type: 'notice', notice: 'record-changed', action: 'use-record' });
    expect(on.interview().progress.answered).toBe(2);
    expect((await stage({ drafts: on.drafts, disk: other.disk })).snapshot().notice, 'it is asked once').toBeNull();
  });

  test('changed since the draft began: the draft can be kept', async () => {
    const first = await accepted();
    const other = await stage({ disk: first.disk });
    await answerShown(other);
    await other.session.propose();
    await other.session.accept();
    const on = await stage({ drafts: first.drafts, disk: other.disk });
    await on.send({ type: 'notice', notice: 'record-changed', action: 'keep-draft' });
    expect(on.interview().progress.answered).toBe(1);
    expect((await stage({ drafts: on.drafts, disk: other.disk })).snapshot().notice, 'it is asked once').toBeNull();
  });

  test('of another installation: its answers are the repository’s until they are confirmed (security rule 7)', async () => {
    const { disk } = await accepted();
    const colleague = { disk, drafts: new Map<string, unknown>(), installation: 'fedcba9876543210'.repeat(4) };
    const foreign = (on: Stage): boolean[] =>
      on
        .interview()
        .answers.filter(({ origin }) => origin === 'user')
        .map(({ fromRepository }) => fromRepository);
    const on = await stage(colleague);
    expect(on.snapshot().notice).toMatchObject({
      id: 'foreign-record',
      actions: [{ action: 'confirm-record' }, { action: 'start-over' }, { action: 'dismiss' }],
    });
    expect(foreign(on)).toEqual([true]);

    await on.send({ type: 'notice', notice: 'foreign-record', action: 'dismiss' });
    await answerShown(on);
    expect(foreign(on), 'dismissing is no consent; what is said here is one’s own').toEqual([true, false]);
    const reloaded = await stage(colleague);
    expect(reloaded.snapshot().notice?.id).toBe('foreign-record');
    await reloaded.send({ type: 'notice', notice: 'foreign-record', action: 'confirm-record' });
    expect(foreign(reloaded)).toEqual([false, false]);
    expect((await stage(colleague)).snapshot().notice).toBeNull();
  });

  test('a stranger’s excluded facts are told too', async () => {
    const first = await stage();
    const fact = first.session.state.scan.result?.facts[0]?.id ?? '';
    await first.session.excludeFact(fact, true);
    await first.session.propose();
    await first.session.accept();
    const on = await stage({ disk: first.disk, installation: 'fedcba9876543210'.repeat(4) });
    expect(on.snapshot().notice).toMatchObject({
      id: 'foreign-record',
      text: expect.stringContaining('0 answers and 1 excluded facts') as string,
    });
  });

  test('with answers that no question takes: they are left out', async () => {
    const { disk } = await accepted();
    const record = JSON.parse(disk.get(recordPath) ?? '') as { answers: unknown[] };
    record.answers = [
      { question: 'team-size', origin: 'user', value: ['many', 'people'] },
      { question: 'concurrent-users', origin: 'user', value: 'a lot' },
      { question: 'objectives', origin: 'user', value: ['world-domination'] },
      { question: 'no-such-question', origin: 'user', value: 1 },
      { question: 'constructor', origin: 'skipped' },
      { question: 'budget', origin: 'user' },
    ];
    const on = await stage({ disk: new Map([...disk, [recordPath, JSON.stringify(record)]]) });
    expect(on.session.state.record.kind).toBe('present');
    expect(on.session.interview()?.answers).toEqual([['budget', { origin: 'user', unknown: true }]]);
  });

  test.each([
    ['of a newer version', '{ "schemaVersion": 99, "anything": true }', /newer Groundplan/],
    ['that is not JSON', '{ "schemaVersion": 1,', /could not be read/],
    ['with a key too many', '{ "schemaVersion": 1, "surprise": true }', /could not be read/],
  ])('%s is reported, and left alone whatever is accepted', async (_name, record, sentence) => {
    const on = await stage({
      disk: new Map([
        ['ARCHITECTURE.md', '# Ours\n'],
        [recordPath, record],
      ]),
    });
    expect(on.snapshot().notice).toMatchObject({ id: 'record-refused', text: expect.stringMatching(sentence) as string });
    await answerShown(on);
    await on.session.propose();
    await on.session.accept();
    expect(on.snapshot().notice?.id).toBe('record-refused');
    expect([...on.disk]).toEqual([
      ['ARCHITECTURE.md', '# Ours\n'],
      [recordPath, record],
    ]);
  });

  test('an interrupted write that somebody touched is asked about', async () => {
    const on = await stage({ recovered: 'ask' });
    expect(on.snapshot().notice).toMatchObject({ id: 'interrupted-write', actions: [{ action: 'keep-files' }, { action: 'dismiss' }] });
  });
});

describe('the proposal', () => {
  test('is shown for review, stays pending, and writes nothing', async () => {
    const on = await stage();
    await answerShown(on);
    await on.send({ type: 'propose' });
    expect(on.asked).toEqual(['show review']);
    expect(on.interview().pending).toMatchObject({ canAccept: true, whyNot: null, kept: [] });
    expect(on.disk.size).toBe(0);
    await on.send({ type: 'review' });
    expect(on.asked).toEqual(['show review', 'show review']);
  });

  test('accepted: document and record are written and the document is opened', async () => {
    const on = await accepted();
    expect([...on.disk.keys()].toSorted()).toEqual([recordPath, 'ARCHITECTURE.md'].toSorted());
    expect(on.disk.get('ARCHITECTURE.md')).toMatch(/^## Objective Overview$/m);
    expect(on.asked).toEqual(['show review', 'close review', 'open document']);
    expect(on.interview().pending).toBeNull();
    expect(on.session.state.record).toMatchObject({ kind: 'present', own: true });
  });

  test('accepted twice: the same bytes', async () => {
    const on = await accepted();
    const before = [...on.disk];
    await on.session.propose();
    expect(on.session.state.pending?.changed).toBe(false);
    await on.session.accept();
    expect([...on.disk]).toEqual(before);
    expect(on.snapshot().notice, 'that is no change since the review').toBeNull();
    expect(on.interview().pending).toBeNull();
  });

  test('an undone document is written again, beside a record that stays as it is', async () => {
    const on = await accepted();
    const first = on.disk.get('ARCHITECTURE.md') ?? '';
    await answerShown(on);
    await on.session.propose();
    await on.session.accept();
    const second = [...on.disk];
    on.disk.set('ARCHITECTURE.md', first);
    await on.session.reload();
    await on.session.propose();
    expect(on.session.state.pending?.kept).toEqual([]);
    await on.session.accept();
    expect(on.snapshot().notice).toBeNull();
    expect([...on.disk]).toEqual(second);
  });

  test('discarded: nothing is written', async () => {
    const on = await stage();
    await answerShown(on);
    await on.send({ type: 'propose' });
    await on.send({ type: 'discard' });
    expect(on.interview().pending).toBeNull();
    expect(on.asked).toEqual(['show review', 'close review']);
    expect(on.disk.size).toBe(0);
    await on.send({ type: 'accept' });
    expect(on.disk.size).toBe(0);
  });

  test.each([
    ['the document', 'ARCHITECTURE.md'],
    ['the record', recordPath],
  ])('%s changed since the review: refused, proposed anew, and the new review can be accepted', async (_name, path) => {
    const on = await accepted();
    await answerShown(on);
    await on.session.propose();
    const changed = `${on.disk.get(path)}\n`;
    on.disk.set(path, changed);
    await on.session.accept();
    expect(on.disk.get(path)).toBe(changed);
    expect(on.snapshot().notice).toMatchObject({ id: 'write-changed', severity: 'error' });
    expect(on.asked.at(-1)).toBe('show review');
    await on.session.accept();
    expect(on.snapshot().notice).toBeNull();
    expect(on.interview().pending).toBeNull();
  });

  test('words of a human are kept and named', async () => {
    const on = await accepted();
    on.disk.set(
      'ARCHITECTURE.md',
      (on.disk.get('ARCHITECTURE.md') ?? '').replace(/(### AD-001[^\n]*\n\n)/, '$1We decided this together. '),
    );
    await on.session.reload();
    await on.send({ type: 'edit', question: on.interview().answers.find(({ origin }) => origin === 'user')?.question });
    for (let count = 0; count < 3; count += 1) await answerShown(on);
    await on.session.propose();
    expect(on.session.state.pending?.document).toContain('We decided this together.');
  });

  test.each(['untrusted', 'not-local', 'target-refused', 'failed'] as const)(
    'refused as %s: a sentence, and the proposal still waits',
    async (refusal) => {
      const on = await stage();
      await answerShown(on);
      await on.session.propose();
      on.fail.write = refusal;
      await on.session.accept();
      expect(on.snapshot().notice).toMatchObject({ id: `write-${refusal}`, severity: 'error' });
      expect(on.snapshot().notice?.text).not.toBe(refusal);
      expect(on.interview().pending).not.toBeNull();
      await on.send({ type: 'notice', notice: `write-${refusal}`, action: 'show-log' });
      expect(on.asked.at(-1)).toBe('show log');
    },
  );

  test('in Restricted Mode it is shown with the reason why it cannot be accepted', async () => {
    const on = await stage({ trusted: false });
    await answerShown(on);
    await on.session.propose();
    expect(on.interview().pending).toMatchObject({ canAccept: false, whyNot: expect.stringContaining('Restricted Mode') as string });
  });
});

describe('an example', () => {
  const example = (on: Stage): string => on.interview().examples[0]?.id ?? '';

  test('stands beside one’s own answers, which come back', async () => {
    const on = await stage();
    await answerShown(on);
    const own = on.interview().answers;
    const saved = JSON.stringify(on.drafts.get(larkspur.key));
    await on.send({ type: 'load-example', example: example(on) });
    expect(on.interview().example).toBe(on.interview().examples[0]?.title);
    expect(
      on.interview().answers.every(({ origin }) => origin !== 'workspace'),
      'a made-up company has no workspace',
    ).toBe(true);
    await on.send({ type: 'leave-example' });
    expect(on.interview().example).toBeNull();
    expect(on.interview().answers).toEqual(own);
    expect(JSON.stringify(on.drafts.get(larkspur.key))).toBe(saved);
  });

  test.each(['as it is', 'changed'])('%s, is shown and never written', async (how) => {
    const on = await accepted();
    const before = [...on.disk];
    await on.send({ type: 'load-example', example: example(on) });
    if (how === 'changed') {
      await on.send({ type: 'dont-know', question: on.interview().answers[0]?.question });
      expect(on.interview().example).toBe('changed by you');
    }
    await on.send({ type: 'propose' });
    expect(on.interview().pending).toMatchObject({ canAccept: false, whyNot: expect.stringContaining('example') as string });
    await on.send({ type: 'accept' });
    await on.session.accept();
    expect(on.snapshot().notice?.id).toBe('example-not-written');
    expect([...on.disk]).toEqual(before);
  });

  test('says nothing of the open folder', async () => {
    const on = await stage();
    await on.send({ type: 'load-example', example: example(on) });
    await on.session.propose();
    expect(on.session.state.pending?.document).not.toMatch(/compose\.yaml|larkspur/);
  });
});

describe('the scan', () => {
  test('that fails is said, logged, and can be tried again', async () => {
    let works = false;
    const scan: Scanner = (folder, options) => (works ? scanOf(shopFiles)(folder, options) : Promise.reject(new Error('the disk is gone')));
    const on = await stage({ scan });
    expect(on.interview().scan.status).toBe('failed');
    expect(on.log).toContain('error: Reading larkspur failed: Error: the disk is gone');
    expect(on.interview().question, 'the interview goes on without').not.toBeNull();
    works = true;
    await on.send({ type: 'rescan' });
    await scanned(on.session);
    expect(on.interview().scan.status).toBe('done');
  });

  test('that could not be read is no empty folder: nothing follows from it, and nothing is proposed', async () => {
    const on = await stage({ scan: () => Promise.reject(new Error('the disk is gone')) });
    await scanned(on.session);
    await answerShown(on);
    expect(on.interview().answers.map(({ question }) => question)).not.toContain('starting-point');
    await on.send({ type: 'propose' });
    expect(on.interview().pending).toBeNull();
    expect(on.snapshot()).toMatchObject({ notice: { id: 'not-read', severity: 'warning' } });
  });

  test('that changes is read again where it changed, and what was found follows', async () => {
    const files: Record<string, string> = { ...shopFiles };
    const asked: (readonly string[] | undefined)[] = [];
    const on = await stage({
      scanOnOpen: false,
      scan: (folder, { changed, signal }) => {
        asked.push(changed);
        return scanOf(files)(folder, { signal, onProgress: () => undefined });
      },
    });
    expect(await on.session.filesChanged(['compose.yaml']), 'before anything was read').toBe(false);
    await on.session.scan();
    files['compose.yaml'] = 'services:\n  cache:\n    image: redis:7\n';
    expect(await on.session.filesChanged(['compose.yaml'])).toBe(true);
    expect(asked).toEqual([undefined, ['compose.yaml']]);
    expect(on.session.facts().map((fact) => fact.id)).toContain('component.cache');
  });

  test('can be cancelled; what was read before stays', async () => {
    let calls = 0;
    const scan: Scanner = (folder, options) => {
      calls += 1;
      if (calls === 1) return scanOf(shopFiles)(folder, options);
      options.onProgress(1, 10);
      return new Promise((_resolve, reject) => options.signal.addEventListener('abort', () => reject(options.signal.reason as Error)));
    };
    const on = await stage({ scan });
    const { facts } = on.interview().scan;
    await on.send({ type: 'rescan' });
    expect(on.interview().scan).toMatchObject({ status: 'running', filesRead: 1, filesTotal: 10 });
    await on.send({ type: 'cancel-scan' });
    await scanned(on.session);
    expect(on.interview().scan).toMatchObject({ status: 'cancelled', facts });
    expect(on.log.some((line) => line.startsWith('error'))).toBe(false);
  });

  test('that is overtaken by a newer one does not come back', async () => {
    const ends: (() => void)[] = [];
    const scan: Scanner = (folder, options) =>
      ends.length === 1
        ? scanOf(shopFiles)(folder, options)
        : new Promise((resolve) =>
            ends.push(() => resolve({ facts: [], problems: [], statistics: { filesSeen: 0, filesRead: 0, bytesRead: 0 } })),
          );
    const on = await stage({ scan, scanOnOpen: false });
    void on.session.scan();
    await on.session.scan();
    const { facts } = on.interview().scan;
    expect(facts).toBeGreaterThan(0);
    ends[0]?.();
    await on.session.reload();
    expect(on.interview().scan).toMatchObject({ status: 'done', facts });
  });
});

describe('explanations and evidence', () => {
  test('a decision of the document is explained from the record alone', async () => {
    const { disk } = await accepted();
    const on = await stage({ disk, scanOnOpen: false });
    await on.session.explain('AD-001', 'document');
    const { page } = on.snapshot();
    expect(page).toMatchObject({ kind: 'explanation', decision: 'AD-001', of: 'document' });
    if (page.kind !== 'explanation') return;
    expect(page.alternatives.length).toBeGreaterThanOrEqual(2);
    await on.send({ type: 'explain', decision: page.others[0]?.id });
    expect(on.snapshot().page).toMatchObject({ kind: 'explanation', decision: page.others[0]?.id });
    await on.send({ type: 'close-explanation' });
    expect(on.snapshot().page.kind).toBe('interview');
  });

  test('a pending decision is explained as pending', async () => {
    const on = await stage();
    await answerShown(on);
    await on.session.propose();
    await on.session.explain('AD-001', 'pending');
    expect(on.snapshot().page).toMatchObject({ kind: 'explanation', of: 'pending' });
    await on.session.discard();
    expect(on.snapshot().page.kind).toBe('interview');
  });

  test('a decision that is not in the record is said', async () => {
    const on = await stage();
    await on.session.explain('AD-099', 'document');
    expect(on.snapshot().notice).toMatchObject({ id: 'no-such-decision', text: expect.stringContaining('AD-099') as string });
  });

  test('evidence of the record can be opened before anything was read', async () => {
    const { disk } = await accepted();
    const on = await stage({ disk, scanOnOpen: false });
    await on.session.explain('AD-002', 'document');
    const evidence = on.session.state.record.kind === 'present' ? on.session.state.record.record.proposal.evidence[0] : undefined;
    expect(evidence).toBeDefined();
    await on.send({ type: 'open-evidence', evidence: evidence?.id });
    expect(on.asked).toEqual([`open evidence ${evidence?.id}`]);
  });
});

test('every snapshot is plain JSON, and the places in it are names with ids, not addresses', async () => {
  const on = await stage();
  const raw: unknown[] = [];
  on.session.onChange(() => raw.push(on.snapshot()));
  await answerShown(on);
  await on.session.propose();
  await on.session.explain('AD-001', 'pending');
  expect(raw.length).toBeGreaterThan(3);
  for (const snapshot of raw) {
    expect(structuredClone(snapshot)).toEqual(snapshot);
    expect(JSON.stringify(snapshot)).not.toMatch(/file:\/\/|\/work\/larkspur|command:/);
  }
});

test('what an action throws is logged, and the next one works', async () => {
  const on = await stage();
  on.session.attach({ ...quiet, showReview: () => Promise.reject(new Error('no editor')) });
  await answerShown(on);
  await on.send({ type: 'propose' });
  expect(on.log).toContain('error: An action failed: Error: no editor');
  await answerShown(on);
  expect(on.interview().progress.answered).toBe(2);
});

const nothing = (): Promise<void> => Promise.resolve();
const quiet = {
  showReview: nothing,
  closeReview: nothing,
  showPreview: nothing,
  openDocument: nothing,
  openEvidence: nothing,
  openFolder: nothing,
  showLog: () => undefined,
};
