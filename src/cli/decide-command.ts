import type { Assumptions } from '../core/decide/assumptions.ts';
import { decide, styleKey } from '../core/decide/index.ts';
import type { Recommendation, StyleId } from '../core/decide/recommendation.ts';
import { answersFor } from '../core/interview/effective-answers.ts';
import type { InterviewState, StoredAnswer } from '../core/interview/state.ts';
import type { Fact } from '../core/model/fact.ts';
import { json, terminal } from '../core/render/encode.ts';
import { answersOf, folderOf, scanFolder, today, withAssumed } from './inputs.ts';
import { unread } from '../core/interview/usable-facts.ts';
import { type Call, exitCodes } from './call.ts';
import { whatIfText } from './what-if.ts';

/** `groundplan decide`: the recommendation for answers, and a folder where one is named. */
export async function decideCommand(call: Call): Promise<number> {
  const said = await answersOf(call);
  const answers = said?.answers;
  const assumptions = withAssumed(call, said?.assumptions);
  const facts = call.folder === undefined ? unread : (await scanFolder(call, await folderOf(call), today())).result.facts;
  const trials = call.options['what-if'];
  if (trials !== undefined) {
    const given = { facts, answers: answersFor(interviewOf(answers ?? new Map()), facts), assumptions };
    call.console.result(whatIfText(given, trials, call.options.json === true));
    return exitCodes.done;
  }
  const recommendation = recommend(answers ?? new Map(), facts, assumptions);
  call.console.result(call.options.json === true ? json(decisionJson(recommendation), 2) : decisionText(recommendation));
  return exitCodes.done;
}

/** An interview that consists of given answers alone. */
export function interviewOf(answers: ReadonlyMap<string, StoredAnswer>, excludedFacts: readonly string[] = []): InterviewState {
  return { version: 1, depth: 'standard', answers: [...answers], asked: [], current: null, excludedFacts: [...excludedFacts] };
}

/** Answers of a person and facts of a folder to a recommendation. */
export function recommend(answers: ReadonlyMap<string, StoredAnswer>, facts: readonly Fact[], assumptions?: Assumptions): Recommendation {
  return decide({ facts, answers: answersFor(interviewOf(answers), facts), assumptions });
}

/** The recommendation as `groundplan decide --json` prints it. A hybrid's id is `{ id, base, edge }`. */
export function decisionJson(recommendation: Recommendation): Record<string, unknown> {
  return {
    ...recommendation,
    styles: recommendation.styles.map(({ style, ...rest }) => ({ ...styleId(style), ...rest })),
    ties: recommendation.ties.map(styleKey),
    flipPoints: recommendation.flipPoints.map(({ to, ...rest }) => ({ to: styleKey(to), ...rest })),
  };
}

function styleId(style: StyleId): Record<string, string> {
  return typeof style === 'string' ? { id: style } : { id: styleKey(style), base: style.base, edge: style.edge };
}

function decisionText(recommendation: Recommendation): string {
  const { styles, stability, flipPoints, slots, noneFits } = recommendation;
  const lines = [
    ...(noneFits === undefined ? [] : [`None fits: ${noneFits.because}`]),
    ...styles.map((style) => `${style.feasible ? style.score.toFixed(2) : ' out'}  ${style.name}${whyOut(style.failedPreconditions)}`),
    '',
    `Stability ${Math.round(stability.share * 100)} % (first in ${stability.firsts} of ${stability.samples} variations).`,
    ...(flipPoints.length === 0 ? ['No single answer, nor a pair of them, changes the first place.'] : []),
    ...flipPoints.map((flip) => `Becomes ${styleKey(flip.to)} ${flip.trigger}.`),
    '',
    ...slots.map((slot) => `${slot.title}: ${slot.outcome} ${slot.chosen.name}. ${slot.chosen.because}`),
  ];
  return lines.map((line) => terminal(line)).join('\n');
}

function whyOut(failed: readonly { readonly effect: string; readonly because: string }[]): string {
  const out = failed.filter(({ effect }) => effect === 'excludes');
  return out.length === 0 ? '' : `: ${out.map(({ because }) => because).join('; ')}`;
}
