import { assumptionById } from '../core/decide/assumptions.ts';
import { exampleById } from '../core/interview/examples/index.ts';
import { questionById } from '../core/interview/value.ts';
import type { SidebarMessage } from '../protocol/messages.ts';
import { evidenceById } from './evidence.ts';
import { canBeTried, sameQuestions } from './trial.ts';
import { explainable, type SessionState } from './state.ts';

/** Whether everything that a message names was issued by this host: ids, indices and the actions of a notice (security rule 13). */
export function isIssued(state: SessionState, message: SidebarMessage): boolean {
  switch (message.type) {
    case 'answer':
    case 'dont-know':
    case 'skip':
    case 'edit':
      return questionById(message.question) !== undefined;
    case 'open-trial':
      return canBeTried(message.changes);
    case 'try':
      return state.trial !== null && sameQuestions(state.trial.changes, message.changes) && canBeTried(message.changes);
    case 'set-assumption':
      return assumptionById(message.assumption) !== undefined;
    case 'load-example':
      return exampleById(message.example) !== undefined;
    case 'choose-folder':
      return state.folders.some(({ index }) => index === message.index);
    case 'open-evidence':
      return evidenceById(state).has(message.evidence);
    case 'explain':
      return explainable(state, state.explained?.of ?? 'document').some(({ id }) => id === message.decision);
    case 'notice': {
      const shown = state.notice;
      return shown?.id === message.notice && shown.actions.some(({ action }) => action === message.action);
    }
    default:
      return true;
  }
}
