import type { Case } from './case.ts';
import type { Recommendation } from './recommendation.ts';
import { basisOf, optionBit, slotIndex } from './values.ts';
import { amount } from './wording.ts';

type Alternative = Recommendation['alternativesToBuilding'][number];

/** Buying, low-code and leaving it as it is: always considered, each with a verdict that names what speaks for or against it. */
export function alternativesToBuilding(open: Case): readonly Alternative[] {
  return [buy(open), lowCode(open), leave(open)];
}

function has(open: Case, question: string, ...options: string[]): boolean {
  return options.some((option) => (open.resolved.values[slotIndex(question)]! & optionBit(question, option)) !== 0);
}

function number(open: Case, question: string): number {
  return open.resolved.values[slotIndex(question)]!;
}

function buy(open: Case): Alternative {
  const basis = (...questions: string[]) => basisOf(questions, open.resolved);
  const weeks = amount(number(open, 'deadline'));
  if (has(open, 'buyable', 'nothing')) {
    return {
      id: 'buy',
      verdict: 'No: it is what makes you different, and whoever buys it has what everybody has.',
      basis: basis('buyable'),
    };
  }
  if (has(open, 'buyable', 'most')) {
    if (has(open, 'disqualifiers', 'disconnected', 'own-hosting')) {
      return {
        id: 'buy',
        verdict: 'Look first: most of it exists as a product, but only one that can be installed on your own machines counts.',
        basis: basis('buyable', 'disqualifiers'),
      };
    }
    return {
      id: 'buy',
      verdict: `Look first: most of it exists as a product. Two weeks of trying two products cost less than ${weeks} weeks of building; build only what they lack.`,
      basis: basis('buyable', 'deadline'),
    };
  }
  return {
    id: 'buy',
    verdict: 'In parts: sign-in, payments, mail and search are bought; what decides over your customers is built.',
    basis: basis('buyable'),
  };
}

function lowCode(open: Case): Alternative {
  const basis = (...questions: string[]) => basisOf(questions, open.resolved);
  const people = number(open, 'concurrent-users');
  if (has(open, 'transformation-chain', 'mostly') || has(open, 'latency', 'under-50ms') || number(open, 'machine-events') >= 100) {
    return {
      id: 'low-code',
      verdict: 'No: the work is done by machines on data, not by people in forms, and low-code tools are made for forms.',
      basis: basis('transformation-chain', 'latency', 'machine-events'),
    };
  }
  if (has(open, 'variants', 'ours', 'plug-ins')) {
    return {
      id: 'low-code',
      verdict: 'No: variants and plug-ins need a core of your own that they can be tested against.',
      basis: basis('variants'),
    };
  }
  if (has(open, 'users', 'employees') && people <= 300 && has(open, 'domain-borders', 'one')) {
    return {
      id: 'low-code',
      verdict: `Possible: one small area for ${amount(people)} colleagues at once is what low-code tools do; try it for a week before the first commit.`,
      basis: basis('users', 'concurrent-users', 'domain-borders'),
    };
  }
  if (has(open, 'users', 'consumers', 'business-customers', 'citizens')) {
    return {
      id: 'low-code',
      verdict: 'Only for what your own staff sees (back office, reports): licences count per user, and customers would be users.',
      basis: basis('users'),
    };
  }
  return {
    id: 'low-code',
    verdict: 'Only for the edges: forms and reports of your own staff; the rules in the middle outgrow it first.',
    basis: basis('users', 'domain-borders'),
  };
}

function leave(open: Case): Alternative {
  const { today, resolved } = open;
  if (
    today === undefined &&
    (has(open, 'starting-point', 'from-scratch') ||
      !has(
        open,
        'pains',
        'outages',
        'slow',
        'peaks',
        'changes-break',
        'slow-delivery',
        'cost',
        'partner-outages',
        'manual-operations',
        'too-many-parts',
      ))
  ) {
    return {
      id: 'leave',
      verdict:
        'Nothing was found that runs today, so there is nothing to leave as it is; doing the work by hand a little longer costs no architecture.',
      basis: basisOf(['starting-point'], resolved),
    };
  }
  const count = painCount(open);
  if (count === 0) {
    return {
      id: 'leave',
      verdict: 'A real candidate: no pain of today was named. Without one, spend the weeks on features.',
      basis: basisOf(['pains', 'starting-point'], resolved, today?.facts),
    };
  }
  return {
    id: 'leave',
    verdict: `No: ${count === 1 ? 'one pain was named that does' : `${String(count)} pains were named that do`} not go away by waiting; but what does not hurt stays as it is.`,
    basis: basisOf(['pains'], resolved, today?.facts),
  };
}

function painCount(open: Case): number {
  const none = optionBit('pains', 'none');
  let count = 0;
  for (let bits = number(open, 'pains') & ~none; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}
