import { describe, expect, test } from 'vitest';
import type { AssumptionView } from '../../../src/protocol/snapshot.ts';
import { answerShown, larkspur, type Stage, stage } from '../../support/session.ts';

function assumption(on: Stage, id: string): AssumptionView {
  const found = on.interview().assumptions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no assumption ${id}`);
  return found;
}

describe('the assumptions of the calculation', () => {
  test('stand there with their number, unit, range, default and source, those in use first', async () => {
    const on = await stage();
    const all = on.interview().assumptions;
    expect(all.length).toBeGreaterThan(40);
    for (const { id, text, source, value, default: usual, set } of all) {
      expect(text, id).not.toBe('');
      expect(source, id).not.toBe('');
      expect([value, set], id).toEqual([usual, false]);
    }
    const unused = all.findIndex(({ used }) => !used);
    expect(unused).toBeGreaterThan(5);
    expect(all.slice(unused).every(({ used }) => !used)).toBe(true);
  });

  test('one that is set moves what rests on it, is saved, and can be reset', async () => {
    const on = await stage();
    const before = assumption(on, 'think-time');
    await on.send({ type: 'set-assumption', assumption: 'think-time', value: 5 });
    expect(assumption(on, 'think-time')).toMatchObject({ value: 5, default: before.default, set: true, fromRepository: false });
    expect(assumption(on, 'think-time').effect).not.toBe(before.effect);
    expect(JSON.stringify(on.drafts.get(larkspur.key))).toContain('think-time');
    await on.send({ type: 'set-assumption', assumption: 'think-time', value: null });
    expect(assumption(on, 'think-time')).toEqual(before);
  });

  test('a number out of its range is refused with a sentence and changes nothing', async () => {
    const on = await stage();
    const before = assumption(on, 'think-time');
    await on.send({ type: 'set-assumption', assumption: 'think-time', value: -1 });
    expect(on.snapshot().notice).toMatchObject({ id: 'answer-refused', severity: 'warning' });
    expect(assumption(on, 'think-time')).toEqual(before);
  });

  test('what a record of somebody else sets says so, until it is confirmed', async () => {
    const first = await stage();
    await answerShown(first);
    await first.send({ type: 'set-assumption', assumption: 'think-time', value: 5 });
    await first.session.propose();
    await first.session.accept();
    const colleague = await stage({ disk: first.disk, installation: 'fedcba9876543210'.repeat(4) });
    expect(assumption(colleague, 'think-time')).toMatchObject({ value: 5, set: true, fromRepository: true });
    const notice = colleague.snapshot().notice;
    await colleague.send({ type: 'notice', notice: notice?.id, action: 'confirm-record' });
    expect(assumption(colleague, 'think-time')).toMatchObject({ value: 5, set: true, fromRepository: false });
  });

  test('a trial is calculated with them', async () => {
    const on = await stage();
    await on.send({ type: 'set-assumption', assumption: 'think-time', value: 1 });
    await on.send({ type: 'open-trial', changes: [{ question: 'concurrent-users', value: 1000 }] });
    const figure = on.interview().trial?.effect?.figures.find(({ label }) => label.startsWith('Requests in the busy hour'));
    expect(figure?.after).toBe('1,000 requests/s');
  });
});
