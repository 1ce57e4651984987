import { type AssumptionView as CoreView, assumptionViews } from '../core/decide/assumption-views.ts';
import { assumptionsOf, type InterviewState } from '../core/interview/state.ts';
import type { AssumptionView } from '../protocol/snapshot.ts';
import { repositoryAssumptions } from './repository-answers.ts';
import type { SessionState } from './state.ts';

/** Topics as the sidebar names them. */
const topicNames: Readonly<Record<CoreView['topic'], string>> = {
  load: 'Load',
  data: 'Data',
  availability: 'Availability',
  recovery: 'Recovery',
  cost: 'Cost',
};

/** The numbers that the calculation takes for granted, as the sidebar shows them. */
export function assumptionsShown(state: SessionState, interview: InterviewState | null): readonly AssumptionView[] {
  if (state.recommendation === null || interview === null) return [];
  const fromRepository = repositoryAssumptions(state);
  return assumptionViews(state.recommendation, assumptionsOf(interview)).map(({ question: _question, topic, ...view }) => ({
    ...view,
    topic: topicNames[topic],
    fromRepository: fromRepository.has(view.id),
  }));
}
