import { capacityOf } from './capacity/capacity.ts';
import { openCase } from './case.ts';
import { billingOf, monthlyCost } from './cost/cost.ts';
import type { DecisionInput } from './decide.ts';
import { rankCase, requiredLevels } from './ranking.ts';
import type { Range } from './recommendation.ts';
import { standardModel, type Model } from './rule-book.ts';
import { chooseSlots } from './slots/index.ts';

/**
 * The monthly infrastructure of what would be recommended, in US dollars: the same number as `decide` gives, without all
 * that explains it. Chooses the technologies, because they make most of the bill: about 10 ms.
 */
export function expectedBill(input: DecisionInput, model: Model = standardModel): Range {
  const open = openCase(model, input);
  const first = rankCase(open)[0]!;
  const slots = chooseSlots({
    facts: input.facts,
    answers: input.answers,
    style: first,
    capacity: capacityOf(open.resolved),
    required: requiredLevels(open),
  });
  return monthlyCost(first.style, billingOf(open.resolved, input.facts, slots));
}
