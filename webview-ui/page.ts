import { html, nothing, type TemplateResult } from 'lit';
import type { InterviewPage, Notice, Snapshot } from '../src/protocol/snapshot.ts';
import { assumptions } from './assumptions.ts';
import { explanation } from './explanation.ts';
import { fill, send, strings } from './host.ts';
import { answers, examples, pending, ranking, remarks, scanLine } from './panels.ts';

/** The whole sidebar for one snapshot. */
export function page(snapshot: Snapshot): TemplateResult {
  const { page: current } = snapshot;
  return html`
    ${snapshot.notice === null ? nothing : notice(snapshot.notice)}
    ${snapshot.trusted ? nothing : html`<p class="restricted" role="note">${strings.restricted}</p>`}
    ${current.kind === 'explanation' ? explanation(current) : interview(snapshot, current)}
  `;
}

function interview(snapshot: Snapshot, current: InterviewPage): TemplateResult {
  if (snapshot.situation === 'choose-folder') {
    return chooseFolder(snapshot);
  }
  return html`
    ${snapshot.situation === 'no-folder' ? noFolder() : scanLine(current.scan)}
    ${current.example === null ? nothing : exampleBanner(current.example)} ${current.pending === null ? nothing : pending(current.pending)}
    ${snapshot.situation === 'no-folder' && current.example === null ? nothing : conversation(current)} ${remarks(current.remarks)}
    ${
      current.trial !== null
        ? html`<trial-form .trial=${current.trial}></trial-form>`
        : current.ranking === null
          ? nothing
          : ranking(current.ranking)
    }
    ${answers(current.answers)} ${assumptions(current.assumptions)} ${examples(current.examples, snapshot.situation === 'no-folder')}
  `;
}

function conversation(current: InterviewPage): TemplateResult {
  return html`
    <div class="progress">
      <span
        >${current.progress.remaining === 0 ? fill(strings.progressDone, current.progress.answered) : fill(strings.progress, current.progress.answered, current.progress.remaining)}</span
      >
      <label>
        <span class="visually-hidden">${strings.depth}</span>
        <select
          aria-label=${strings.depth}
          @change=${(event: Event) =>
            send({ type: 'set-depth', depth: (event.target as HTMLSelectElement).value as InterviewPage['depth'] })}
        >
          ${(
            [
              ['quick', strings.depthQuick],
              ['standard', strings.depthStandard],
              ['deep', strings.depthDeep],
            ] as const
          ).map(([value, label]) => html`<option value=${value} ?selected=${current.depth === value}>${label}</option>`)}
        </select>
      </label>
    </div>
    ${
      current.question === null
        ? finished(current)
        : html`<question-form
            .question=${current.question}
            .canGoBack=${current.canGoBack}
            .canPropose=${current.progress.answered > 0}
          ></question-form>`
    }
  `;
}

function finished(current: InterviewPage): TemplateResult {
  return html`
    <section class="card" aria-labelledby="finished">
      <h2 id="finished" tabindex="-1" data-focus>${current.ended === 'length' ? strings.enoughFor : strings.enough}</h2>
      <p>${current.ended === 'length' ? strings.enoughForMore : strings.enoughMore}</p>
      <div class="buttons">
        <vscode-button id="propose" ?secondary=${current.pending !== null} @click=${() => send({ type: 'propose' })}
          >${strings.propose}</vscode-button
        >
        ${
          current.more > 0
            ? html`<vscode-button secondary @click=${() => send({ type: 'go-on' })}>${fill(strings.goOn, current.more)}</vscode-button>`
            : nothing
        }
        ${
          current.document.exists
            ? html`<vscode-button secondary @click=${() => send({ type: 'open-document' })}>${strings.openDocument}</vscode-button>`
            : nothing
        }
      </div>
      ${
        current.canGoBack
          ? html`<p class="links"><button id="back" class="link" @click=${() => send({ type: 'back' })}>← ${strings.back}</button></p>`
          : nothing
      }
    </section>
  `;
}

function noFolder(): TemplateResult {
  return html`
    <section class="card">
      <p>${strings.noFolder}</p>
      <div class="buttons">
        <vscode-button id="open-folder" @click=${() => send({ type: 'open-folder' })}>${strings.openFolder}</vscode-button>
      </div>
    </section>
  `;
}

function chooseFolder(snapshot: Snapshot): TemplateResult {
  return html`
    <section class="card">
      <h2 tabindex="-1" data-focus>${strings.chooseFolder}</h2>
      <ul class="plain">
        ${snapshot.folders.map(
          (folder) =>
            html`<li>
              <vscode-button secondary @click=${() => send({ type: 'choose-folder', index: folder.index })}>${folder.name}</vscode-button>
            </li>`,
        )}
      </ul>
    </section>
  `;
}

function exampleBanner(title: string): TemplateResult {
  return html`
    <p class="banner">
      ${fill(strings.exampleActive, title)}
      <button class="link" @click=${() => send({ type: 'leave-example' })}>${strings.leaveExample}</button>
    </p>
  `;
}

function notice(shown: Notice): TemplateResult {
  return html`
    <div class="notice ${shown.severity}" role=${shown.severity === 'error' ? 'alert' : 'status'}>
      <p>${shown.text}</p>
      <div class="buttons">
        ${shown.actions.map(
          ({ action, label }) =>
            html`<vscode-button secondary @click=${() => send({ type: 'notice', notice: shown.id, action })}>${label}</vscode-button>`,
        )}
      </div>
    </div>
  `;
}
