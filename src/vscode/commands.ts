import * as vscode from 'vscode';
import type { Session } from '../session/session.ts';
import type { Surface } from './surface.ts';

/** What a command may need; the session is loaded when the first one is used. */
export interface CommandContext {
  session(): Promise<Session>;
  surface(): Promise<Surface>;
  log: vscode.LogOutputChannel;
}

/**
 * Every contributed command. They take ids, which are looked up again, and never a path, an address or a command: a
 * link in a document can call them with any argument (security rule 14).
 */
export function registerCommands({ session, surface, log }: CommandContext): vscode.Disposable {
  const withSession = (action: (session: Session) => Promise<unknown>) => async (): Promise<void> => {
    await action(await session());
  };
  const commands: Readonly<Record<string, (...args: unknown[]) => Promise<void> | void>> = {
    proposeArchitecture: async () => (await surface()).propose(),
    startInterviewOver: async () => (await surface()).startOver(),
    rescanWorkspace: async () => (await surface()).rescan(),
    openDocument: async () => (await surface()).openDocument(),
    reviewProposal: async () => (await surface()).showReview(),
    acceptProposal: withSession((active) => active.accept()),
    discardProposal: withSession((active) => active.discard()),
    openRenderedPreview: async () => (await surface()).showPreview(),
    tryExample: async () => (await surface()).chooseExample(),
    chooseFolder: async () => (await surface()).chooseFolder(),
    chooseScope: async () => (await surface()).chooseScope(),
    explainDecision: async (decision) => (await surface()).explain(decisionId(decision)),
    showEvidence: async (decision) => (await surface()).showEvidence(decisionId(decision)),
    openEvidence: async (evidence) => {
      const id = evidenceId(evidence);
      if (id !== undefined) {
        await (await surface()).openEvidence(id);
      }
    },
    excludeFact: async (fact) => exclude(await session(), fact, true),
    includeFact: async (fact) => exclude(await session(), fact, false),
    showLog: () => log.show(),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(`groundplan.${name}`, async (...args: unknown[]) => {
        try {
          await run(...args);
        } catch (error) {
          log.error(`${name} failed`, error instanceof Error ? error : String(error));
          void vscode.window
            .showErrorMessage(vscode.l10n.t('Groundplan could not do that. The log says more.'), vscode.l10n.t('Show Log'))
            .then((chosen) => chosen !== undefined && log.show());
        }
      }),
    ),
  );
}

async function exclude(session: Session, node: unknown, excluded: boolean): Promise<void> {
  const id = factId(node);
  // Only a fact that was found can be excluded; anything else is not ours.
  if (id !== undefined && session.state.scan.result?.facts.some((fact) => fact.id === id) === true) {
    await session.excludeFact(id, excluded);
  }
}

/** A decision's id, from the lens or from the list's node. */
function decisionId(argument: unknown): string | undefined {
  const id = typeof argument === 'string' ? argument : field(argument, 'id');
  return typeof id === 'string' && /^AD-\d{3,4}$/.test(id) ? id : undefined;
}

function evidenceId(argument: unknown): string | undefined {
  const id = typeof argument === 'string' ? argument : field(field(argument, 'evidence'), 'id');
  return typeof id === 'string' && /^[A-Za-z0-9._-]{1,80}$/.test(id) ? id : undefined;
}

function factId(argument: unknown): string | undefined {
  const id = field(field(argument, 'fact'), 'id');
  return typeof id === 'string' ? id : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
