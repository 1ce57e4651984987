import type { RecordRefusal } from '../core/record/parse-record.ts';
import type { Notice, NoticeAction } from '../protocol/snapshot.ts';
import type { SessionPorts, WriteRefusal } from './ports.ts';

/** Everything that the session has to tell, each with what can be done about it. */
export type Notices = ReturnType<typeof notices>;

/** The notices in the display language. */
export function notices(say: SessionPorts['translate']) {
  const actions: Readonly<Partial<Record<NoticeAction, string>>> = {
    'keep-draft': say('My Answers'),
    'use-record': say('The Record'),
    'keep-files': say('Keep the Files'),
    'confirm-record': say('Confirm Answers'),
    'start-over': say('Start Over'),
    'show-log': say('Show Log'),
    dismiss: say('Dismiss'),
  };
  const notice = (severity: Notice['severity'], id: string, text: string, ...offered: NoticeAction[]): Notice => ({
    id,
    severity,
    text,
    actions: [...offered, 'dismiss' as const].map((action) => ({ action, label: actions[action] ?? action })),
  });
  return {
    answerRefused: (message: string): Notice => notice('warning', 'answer-refused', message),
    noSuchDecision: (decision: string): Notice =>
      notice('info', 'no-such-decision', say('{0} is not in the architecture record. Propose the architecture again.', decision)),
    notRead: (failed: boolean): Notice =>
      notice(
        'warning',
        'not-read',
        failed
          ? say('The workspace could not be read, so nothing is proposed. Read it again; the log says what went wrong.')
          : say('The workspace has not been read yet, so nothing is proposed. Read it first.'),
        ...(failed ? (['show-log'] as const) : []),
      ),
    recordChanged: (): Notice =>
      notice(
        'info',
        'record-changed',
        say('The architecture record changed since these answers were given. Which shall count?'),
        'keep-draft',
        'use-record',
      ),
    foreignRecord: (answers: number, excluded: number): Notice =>
      notice(
        'info',
        'foreign-record',
        say(
          '{0} answers and {1} excluded facts come from the repository’s record. Nothing of it counts as yours until you confirm it.',
          answers,
          excluded,
        ),
        'confirm-record',
        'start-over',
      ),
    recordRefused: (reason: RecordRefusal): Notice =>
      notice(
        'warning',
        'record-refused',
        reason === 'newer-version'
          ? say('The architecture record was written by a newer Groundplan. Update the extension; the record is left alone.')
          : say('The architecture record could not be read and is left as it is. Repair it, or delete it to begin a new one.'),
        'show-log',
      ),
    recordWouldBeLost: (): Notice =>
      notice(
        'warning',
        'record-refused',
        say(
          'Nothing was written: the architecture record could not be read, and writing would replace it. Repair it, or move it away, then accept again.',
        ),
        'show-log',
      ),
    interruptedWrite: (): Notice =>
      notice(
        'warning',
        'interrupted-write',
        say('Writing the architecture was interrupted, and its files changed since. Keep them as they are now?'),
        'keep-files',
      ),
    draftNotSaved: (): Notice =>
      notice(
        'error',
        'draft-not-saved',
        say('Your answers could not be saved and would be gone after a reload. Is the disk full?'),
        'show-log',
      ),
    proposalRefused: (): Notice =>
      notice(
        'error',
        'proposal-refused',
        say('The proposal did not pass its own checks and is not shown. Please report what the log says.'),
        'show-log',
      ),
    exampleNotWritten: (): Notice =>
      notice('warning', 'example-not-written', say('This proposal is an example: it is shown, never written.')),
    notWritten: (reason: WriteRefusal): Notice => notice('error', `write-${reason}`, whyNotWritten(reason, say), 'show-log'),
  };
}

function whyNotWritten(reason: WriteRefusal, say: SessionPorts['translate']): string {
  switch (reason) {
    case 'changed':
      return say('The document or its record changed since the review. Nothing was written; look at the proposal again.');
    case 'target-refused':
      return say(
        'The document path in the settings cannot be written: it must be a Markdown file inside the folder, not a link, and not in .git, .github or .vscode.',
      );
    case 'untrusted':
      return say('Nothing is written in Restricted Mode. Trust this workspace, then accept again.');
    case 'not-local':
      return say('The document can only be written into a folder on a disk. Open the rendered preview and copy it instead.');
    case 'failed':
      return say(
        'Writing failed. Is the disk full, or a file read-only? What was begun is finished or taken back when you accept again or open the folder anew.',
      );
  }
}
