import { describe, expect, test } from 'vitest';
import { questions } from '../../../src/core/interview/questions.ts';
import type { QuestionView } from '../../../src/protocol/snapshot.ts';
import { shopFiles, type Stage, stage } from '../../support/session.ts';

/** Opens a question as *Change* does. */
async function shown(on: Stage, question: string): Promise<QuestionView> {
  await on.send({ type: 'edit', question });
  const view = on.interview().question;
  if (view === null) throw new Error(`${question} is not shown`);
  return view;
}

describe('what to look at twice', () => {
  test('nothing, where the answers go together', async () => {
    const on = await stage();
    await on.send({ type: 'answer', question: 'team-size', value: 4 });
    expect(on.interview().remarks).toEqual([]);
  });

  test('a number far from what is common is asked about, with the question that takes it back', async () => {
    const on = await stage();
    await on.send({ type: 'answer', question: 'team-size', value: 5000 });
    const [remark] = on.interview().remarks;
    expect(remark?.text).toMatch(/5,000 developers: meant/);
    expect(remark?.questions).toMatchObject([{ id: 'team-size', answer: '5,000 developers' }]);
    expect(remark?.questions[0]?.text).toMatch(/\?$/);
  });

  test('answers that pull apart name each other, the gravest first, three at most', async () => {
    const on = await stage({ files: shopFiles });
    const answers: readonly (readonly [string, unknown])[] = [
      ['availability', 99.99],
      ['team-size', 1],
      ['budget', 50],
      ['first-hour-down', 'harm'],
      ['night', 'nobody'],
      ['needs', ['high-availability', 'large-data', 'real-time-reporting']],
      ['concurrent-users', 100_000],
      ['deadline', 1],
    ];
    for (const [question, value] of answers) await on.send({ type: 'answer', question, value });
    const { remarks } = on.interview();
    expect(remarks).toHaveLength(3);
    for (const { questions } of remarks) expect(questions.length).toBeGreaterThan(0);
    expect(new Set(remarks.map(({ id }) => id)).size).toBe(3);
  });
});

describe('a question', () => {
  test('says why it matters, what an answer might be, and why it is asked now', async () => {
    const on = await stage();
    const question = on.interview().question;
    expect(question?.why).not.toBe('');
    expect(question?.example).not.toBe('');
    expect(question?.reason).not.toBe(question?.why);
  });

  test('that makes an answer precise quotes it, and only what somebody gave', async () => {
    const on = await stage();
    expect((await shown(on, 'recovery-time')).followsUp).toBeNull();
    await on.send({ type: 'dont-know', question: 'latency' });
    expect(await followUpOf(on, 'latency')).toBeNull();
    await on.send({ type: 'answer', question: 'latency', value: 'under-50ms' });
    expect(await followUpOf(on, 'latency')).toMatchObject({
      origin: 'user',
      answer: expect.stringMatching(/^after a twentieth/) as string,
    });
  });
});

/** What the question quotes that follows up another. */
async function followUpOf(on: Stage, first: string): Promise<QuestionView['followsUp']> {
  const followUp = questions.find(({ followsUp }) => followsUp === first);
  return (await shown(on, followUp?.id ?? '')).followsUp;
}
