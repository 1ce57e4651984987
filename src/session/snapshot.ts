import { type RankedStyle, type Recommendation } from '../core/decide/recommendation.ts';
import { styleKey } from '../core/decide/index.ts';
import type { Answer, Answers } from '../core/interview/answer.ts';
import type { Fact } from '../core/model/fact.ts';
import { answersFor } from '../core/interview/effective-answers.ts';
import { examples } from '../core/interview/examples/index.ts';
import { nextQuestion, openQuestions } from '../core/interview/next-question.ts';
import { assumptionsOf, type InterviewState } from '../core/interview/state.ts';
import { styleScorer } from '../core/interview/score-styles.ts';
import { unread, usableFacts } from '../core/interview/usable-facts.ts';
import { describeAnswer } from '../core/interview/summary.ts';
import { questionById } from '../core/interview/value.ts';
import type { AnswerView, InterviewPage, QuestionView, RankingView, Snapshot } from '../protocol/snapshot.ts';
import { assumptionsShown } from './assumptions.ts';
import { evidenceOf } from './evidence.ts';
import { explanationPage } from './explanation-page.ts';
import { questionView } from './question-view.ts';
import { remarksOn } from './remarks.ts';
import { repositoryAnswers } from './repository-answers.ts';
import type { SessionState } from './state.ts';
import { flipViews, trialView } from './trial.ts';

/** What the sidebar shows for a state. Pure; `revision` only tells snapshots apart. */
export function snapshotOf(state: SessionState, context: { readonly revision: number; readonly trusted: boolean }): Snapshot {
  return {
    revision: context.revision,
    situation: state.folders.length === 0 ? 'no-folder' : state.folder === null ? 'choose-folder' : 'ready',
    folder: state.folder?.name ?? null,
    folders: state.folders.map(({ index, name }) => ({ index, name })),
    trusted: context.trusted,
    page: (state.explained === null ? undefined : explanationPage(state, state.explained)) ?? interviewPage(state, context.trusted),
    notice: state.notice,
  };
}

function interviewPage(state: SessionState, trusted: boolean): InterviewPage {
  const interview = state.example ?? state.draft?.interview ?? null;
  const facts = state.example === null ? (state.scan.result?.facts ?? unread) : [];
  const example = examples.find(({ id }) => id === state.example?.example);
  const conversation = interview === null ? null : converse(interview, facts);
  return {
    kind: 'interview',
    scan: {
      status: state.scan.status,
      filesRead: state.scan.filesRead,
      filesTotal: state.scan.filesTotal,
      facts: state.scan.result?.facts.length ?? 0,
      problems: state.scan.result?.problems.length ?? 0,
    },
    depth: interview?.depth ?? 'standard',
    progress: conversation?.progress ?? { answered: 0, remaining: 0 },
    question: conversation?.question ?? null,
    ended: conversation?.ended ?? null,
    more: conversation?.more ?? 0,
    canGoBack: (interview?.asked.length ?? 0) > 0,
    answers: interview === null ? [] : answerViews(interview, facts, repositoryAnswers(state)),
    remarks: interview === null ? [] : remarksOn(answersFor(interview, facts), usableFacts(facts, interview.excludedFacts)),
    ranking: state.recommendation === null || interview === null ? null : rankingView(state.recommendation, answersFor(interview, facts)),
    assumptions: assumptionsShown(state, interview),
    trial:
      state.trial === null || interview === null || state.recommendation === null
        ? null
        : trialView(
            state.trial,
            { interview, facts: usableFacts(facts, interview.excludedFacts), recommendation: state.recommendation },
            (question) => questionView(question, interview, facts, ''),
          ),
    pending:
      state.pending === null
        ? null
        : {
            decisions: state.pending.proposal.decisions.length,
            kept: state.pending.kept,
            canAccept: trusted && state.folder !== null && state.pending.example === null,
            whyNot:
              state.pending.example !== null
                ? 'This is an example: it is shown, never written.'
                : state.folder === null
                  ? 'No folder is open.'
                  : trusted
                    ? null
                    : 'Restricted Mode: nothing is written until you trust this workspace.',
          },
    document: {
      exists: state.saved?.document !== undefined,
      path: state.saved?.path ?? 'ARCHITECTURE.md',
      decisions: state.record.kind === 'present' ? state.record.record.proposal.decisions.length : 0,
    },
    examples: examples.map(({ id, title, story }) => ({ id, title, story })),
    example: example?.title ?? (state.example === null ? null : 'changed by you'),
  };
}

interface Conversation {
  readonly question: QuestionView | null;
  readonly progress: InterviewPage['progress'];
  readonly ended: InterviewPage['ended'];
  readonly more: number;
}

function converse(interview: InterviewState, facts: readonly Fact[]): Conversation {
  const usable = usableFacts(facts, interview.excludedFacts);
  const next = nextQuestion(interview, facts, styleScorer(usable, assumptionsOf(interview)));
  const shown = interview.current === null ? undefined : questionById(interview.current);
  const isNext = !next.done && next.question.id === shown?.id;
  const answered = interview.answers.filter(([, answer]) => answer.origin === 'user').length;
  return {
    question: shown === undefined ? null : questionView(shown, interview, facts, isNext ? next.reason : ''),
    progress: { answered, remaining: next.done ? (shown === undefined ? 0 : 1) : next.remaining },
    ended: next.done ? next.because : null,
    more: openQuestions(interview, facts).length,
  };
}

function answerViews(interview: InterviewState, facts: readonly Fact[], fromRepository: ReadonlySet<string>): AnswerView[] {
  const said = new Map(interview.answers);
  return [...answersFor(interview, facts)].flatMap(([id, answer]) => {
    const question = questionById(id);
    return question === undefined
      ? []
      : [
          {
            question: id,
            text: question.text,
            answer: describeAnswer(question, answer),
            origin: originOf(answer),
            fromRepository: fromRepository.has(id),
            evidence: said.has(id) || answer.origin !== 'workspace' ? [] : evidenceOf(answer.facts, facts),
            canTry: question.kind !== 'text',
          },
        ];
  });
}

function originOf(answer: Answer): AnswerView['origin'] {
  return answer.origin === 'user' && 'unknown' in answer ? 'unknown' : answer.origin;
}

function rankingView(recommendation: Recommendation, answers: Answers): RankingView {
  const { styles } = recommendation;
  const feasible = styles.filter((style) => style.feasible).slice(0, 4);
  const out = styles.filter((style) => !style.feasible && typeof style.style === 'string').slice(0, Math.max(1, 5 - feasible.length));
  return {
    styles: [...feasible, ...out].map((style) => ({
      id: styleKey(style.style),
      name: style.name,
      fit: Math.round(style.score * 100),
      feasible: style.feasible,
      because: shortReason(style),
    })),
    stability: Math.round(recommendation.stability.share * 100),
    tie: recommendation.ties.length > 1,
    noneFits: recommendation.noneFits?.because ?? null,
    flips: flipViews(recommendation, answers),
  };
}

function shortReason(style: RankedStyle): string {
  const excluded = style.failedPreconditions.find((failed) => failed.effect === 'excludes');
  if (excluded !== undefined) {
    return excluded.because;
  }
  const worst = style.contributions.toSorted((a, b) => a.points - b.points)[0];
  // Said under the first place too, where it would otherwise read like praise.
  return worst === undefined || worst.points >= 0 ? '' : `Against it: ${worst.because}`;
}
