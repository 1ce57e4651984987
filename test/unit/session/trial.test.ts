import { describe, expect, test } from 'vitest';
import type { TrialView } from '../../../src/protocol/snapshot.ts';
import { answerShown, larkspur, type Stage, stage } from '../../support/session.ts';

/** A small shop that has said how many people work on it and how many use it. */
async function said(): Promise<Stage> {
  const on = await stage();
  await on.send({ type: 'answer', question: 'team-size', value: 3 });
  await on.send({ type: 'answer', question: 'concurrent-users', value: 200 });
  return on;
}

function trialOf(on: Stage): TrialView {
  const { trial } = on.interview();
  if (trial === null) throw new Error('nothing is being tried');
  return trial;
}

describe('trying an answer out', () => {
  test('opens the question as it stands, and moves nothing yet', async () => {
    const on = await said();
    await on.send({ type: 'open-trial', changes: [{ question: 'team-size', value: null }] });
    const { questions, effect } = trialOf(on);
    expect(questions).toMatchObject([{ question: { id: 'team-size', kind: 'quantity', current: { value: 3 } }, value: null }]);
    expect(questions[0]?.now).toMatch(/^3 /);
    expect(effect).toBeNull();
  });

  test('shows what moves, and gives no answer: not in the list, not in the ranking, not on the disk', async () => {
    const on = await said();
    const before = { answers: on.interview().answers, ranking: on.interview().ranking, drafts: JSON.stringify([...on.drafts]) };
    await on.send({ type: 'open-trial', changes: [{ question: 'concurrent-users', value: null }] });
    await on.send({ type: 'try', changes: [{ question: 'concurrent-users', value: 50_000 }] });
    const { effect } = trialOf(on);
    expect(effect?.summary).not.toBe('');
    expect(effect?.styles.length).toBeGreaterThanOrEqual(3);
    expect(effect?.figures.length).toBeGreaterThan(0);
    for (const { before: was, after } of effect?.figures ?? []) expect(was).not.toBe(after);
    const after = { answers: on.interview().answers, ranking: on.interview().ranking, drafts: JSON.stringify([...on.drafts]) };
    expect(after).toEqual(before);
  });

  test('shows what will be there once it is kept', async () => {
    const on = await said();
    await on.send({ type: 'open-trial', changes: [{ question: 'concurrent-users', value: 50_000 }] });
    const { styles = [], figures = [] } = trialOf(on).effect ?? {};
    const bill = (): string => {
      const { low = 0, high = 0 } = on.session.state.recommendation?.cost.infrastructure ?? {};
      return `${low.toLocaleString('en-US')} to ${high.toLocaleString('en-US')} $`;
    };
    expect(figures[0]).toMatchObject({ label: 'Infrastructure a month', before: bill() });
    await on.send({ type: 'keep-trial' });
    expect(on.interview().trial).toBeNull();
    expect(figures[0]?.after).toBe(bill());
    const kept = on.interview().ranking?.styles ?? [];
    for (const { id, fit, feasible } of kept.slice(0, 3)) {
      expect(styles.find((style) => style.id === id)?.after, id).toBe(feasible ? fit : null);
    }
    expect(on.interview().answers.find(({ question }) => question === 'concurrent-users')).toMatchObject({ origin: 'user' });
    expect(JSON.stringify(on.drafts.get(larkspur.key))).toContain('50000');
  });

  test('the starting point takes with it what only counts when something is kept', async () => {
    const on = await said();
    await on.send({ type: 'open-trial', changes: [{ question: 'starting-point', value: 'from-scratch' }] });
    const tried = trialOf(on)
      .effect?.styles.filter(({ after }) => after !== null)
      .map(({ id, after }) => [id, after]);
    await on.send({ type: 'keep-trial' });
    const kept =
      on
        .interview()
        .ranking?.styles.filter(({ feasible }) => feasible)
        .map(({ id, fit }) => [id, fit]) ?? [];
    expect(tried?.slice(0, kept.length)).toEqual(kept.slice(0, tried?.length));
  });

  test('closing it leaves everything as it was', async () => {
    const on = await said();
    const before = on.interview();
    await on.send({ type: 'open-trial', changes: [{ question: 'team-size', value: 60 }] });
    await on.send({ type: 'close-trial' });
    expect(on.interview()).toEqual(before);
    await on.send({ type: 'keep-trial' });
    expect(on.interview(), 'nothing is left to keep').toEqual(before);
  });

  test('an answer that is kept can be taken back', async () => {
    const on = await said();
    await on.send({ type: 'open-trial', changes: [{ question: 'team-size', value: 60 }] });
    await on.send({ type: 'keep-trial' });
    await on.send({ type: 'back' });
    expect(on.interview().answers.find(({ question }) => question === 'team-size')?.answer).toMatch(/^3 /);
  });

  test('two answers that only flip together are tried and kept together, and one can be left as it is', async () => {
    const on = await said();
    const both = [
      { question: 'team-size', value: 60 },
      { question: 'budget', value: 40_000 },
    ];
    await on.send({ type: 'open-trial', changes: both });
    expect(trialOf(on).questions.map(({ question, value }) => [question.id, value])).toEqual([
      ['team-size', 60],
      ['budget', 40_000],
    ]);
    await on.send({ type: 'try', changes: [both[0], { question: 'budget', value: null }] });
    await on.send({ type: 'keep-trial' });
    const given = new Map(on.interview().answers.map(({ question, answer }) => [question, answer]));
    expect(given.get('team-size')).toMatch(/^60 /);
    expect(given.get('budget') ?? '').not.toMatch(/40,000/);
  });

  test('in an example it is kept in the example', async () => {
    const on = await said();
    const own = JSON.stringify([...on.drafts]);
    await on.send({ type: 'load-example', example: on.interview().examples[0]?.id });
    await on.send({ type: 'open-trial', changes: [{ question: 'team-size', value: 60 }] });
    await on.send({ type: 'keep-trial' });
    expect(on.interview().answers.find(({ question }) => question === 'team-size')?.answer).toMatch(/^60 /);
    expect(JSON.stringify([...on.drafts])).toBe(own);
  });

  test.each([['ready'], ['start-over'], ['load-example']])('%s forgets it', async (type) => {
    const on = await said();
    await on.send({ type: 'open-trial', changes: [{ question: 'team-size', value: 60 }] });
    await on.send(type === 'load-example' ? { type, example: on.interview().examples[0]?.id } : { type });
    expect(on.interview().trial).toBeNull();
  });

  test('an answer to the question on the screen leaves the trial open, measured against the new answers', async () => {
    const on = await said();
    await on.send({ type: 'open-trial', changes: [{ question: 'team-size', value: 60 }] });
    await answerShown(on);
    expect(trialOf(on)).toMatchObject({ questions: [{ value: 60 }] });
  });

  test.each([
    ['a question that does not exist', [{ question: 'no-such-question', value: 1 }]],
    ['a value out of range', [{ question: 'team-size', value: -4 }]],
    ['an option that does not exist', [{ question: 'starting-point', value: 'by-magic' }]],
    ['free text, which moves nothing', [{ question: 'purpose', value: 'x' }]],
    [
      'one question twice',
      [
        { question: 'team-size', value: 1 },
        { question: 'team-size', value: 2 },
      ],
    ],
  ])('refuses %s', async (_what, changes) => {
    const on = await said();
    await on.send({ type: 'open-trial', changes });
    expect(on.interview().trial).toBeNull();
    expect(on.log.at(-1)).toMatch(/was refused/);
  });

  test('refuses to try another question than the one that is open', async () => {
    const on = await said();
    await on.send({ type: 'try', changes: [{ question: 'team-size', value: 60 }] });
    expect(on.interview().trial).toBeNull();
    await on.send({ type: 'open-trial', changes: [{ question: 'team-size', value: null }] });
    await on.send({ type: 'try', changes: [{ question: 'budget', value: 10 }] });
    expect(trialOf(on).questions.map(({ question }) => question.id)).toEqual(['team-size']);
  });

  test('free text is not offered', async () => {
    const on = await said();
    await on.send({ type: 'answer', question: 'purpose', value: 'It sells printed articles.' });
    const offers = new Map(on.interview().answers.map(({ question, canTry }) => [question, canTry]));
    expect(offers.get('purpose')).toBe(false);
    expect(offers.get('team-size')).toBe(true);
  });
});

describe('what would change it', () => {
  test('every flip point that is offered puts the style first that it names', async () => {
    for (const example of ['saas-external-apis-small', 'ticket-sale', 'iot-fleet', 'nightly-data', 'internal-tool']) {
      const on = await stage();
      await on.send({ type: 'load-example', example });
      const flips = on.interview().ranking?.flips ?? [];
      for (const flip of flips) {
        await on.send({ type: 'open-trial', changes: flip.changes });
        const { effect } = trialOf(on);
        expect(effect?.flips, `${example}: ${flip.to} ${flip.trigger}`).toBe(true);
        expect(effect?.styles[0]?.name, `${example}: ${flip.trigger}`).toBe(flip.to);
        expect(effect?.summary).toContain(`${flip.to} comes first`);
      }
    }
  });

  test('they stand with a style and something that one can observe', async () => {
    const on = await said();
    const flips = on.interview().ranking?.flips ?? [];
    expect(flips.length).toBeGreaterThan(0);
    expect(new Set(flips.map(({ id }) => id)).size).toBe(flips.length);
    for (const { to, trigger } of flips) {
      expect(to).not.toBe('');
      expect(trigger).toMatch(/^when /);
    }
  });
});
