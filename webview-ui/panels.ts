import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerView, EvidenceView, InterviewPage, PendingView, RankingView, ScanView } from '../src/protocol/snapshot.ts';
import { fill, send, strings } from './host.ts';
import { openTrial } from './trial-form.ts';

/** A link to one line of the workspace. */
export function evidenceLink(evidence: EvidenceView): TemplateResult {
  return html`<button
    class="link evidence"
    title=${evidence.excerpt}
    @click=${() => send({ type: 'open-evidence', evidence: evidence.id })}
  >
    ${evidence.place}
  </button>`;
}

/** One line on what was read, with progress and cancel while it is going on. */
export function scanLine(scan: ScanView): TemplateResult {
  if (scan.status === 'running') {
    const text = scan.filesTotal > 0 ? fill(strings.readingCounted, scan.filesRead, scan.filesTotal) : strings.reading;
    return html`<div class="scan" role="status">
      <span>${text}</span>
      <button class="link" @click=${() => send({ type: 'cancel-scan' })}>${strings.cancel}</button>
      <vscode-progress-bar indeterminate aria-label=${strings.reading}></vscode-progress-bar>
    </div>`;
  }
  const text =
    scan.status === 'done'
      ? scan.problems > 0
        ? fill(strings.foundProblems, scan.facts, scan.problems)
        : fill(strings.found, scan.facts)
      : scan.status === 'failed'
        ? strings.scanFailed
        : strings.notRead;
  return html`<div class="scan">
    <span>${text}</span>
    <button class="link" @click=${() => send({ type: 'rescan' })}>${strings.rescan}</button>
  </div>`;
}

/** The proposal that waits for review. */
export function pending(view: PendingView): TemplateResult {
  return html`
    <section class="notice info pending" role="status">
      <p>${fill(strings.pending, view.decisions)}</p>
      ${view.kept.length === 0 ? nothing : html`<p>${fill(strings.pendingKept, view.kept.join(', '))}</p>`}
      ${view.whyNot === null ? nothing : html`<p>${view.whyNot}</p>`}
      <div class="buttons">
        ${
          view.canAccept
            ? html`<vscode-button id="accept" @click=${() => send({ type: 'accept' })}>${strings.accept}</vscode-button>`
            : nothing
        }
        <vscode-button id="discard" secondary @click=${() => send({ type: 'discard' })}>${strings.discard}</vscode-button>
      </div>
      <p class="links">
        <button id="review" class="link" @click=${() => send({ type: 'review' })}>${strings.review}</button>
        <button id="preview" class="link" @click=${() => send({ type: 'preview' })}>${strings.preview}</button>
      </p>
    </section>
  `;
}

/** What to look at twice, calmly, each with the answers that could give. */
export function remarks(found: InterviewPage['remarks']): TemplateResult | typeof nothing {
  if (found.length === 0) {
    return nothing;
  }
  return html`
    <section class="notice remarks" aria-label=${strings.remarks}>
      ${found.map(
        (one) =>
          html`<div class="remark">
            <p>${one.text}</p>
            <p class="links">
              ${one.questions.map(
                ({ id, text, answer }) =>
                  html`<button class="link" title=${text} @click=${() => send({ type: 'edit', question: id })}>
                    ${strings.edit}: ${answer}
                  </button>`,
              )}
            </p>
          </div>`,
      )}
    </section>
  `;
}

/** The recommendation as it forms: ranked styles, why, and how sure. */
export function ranking(view: RankingView): TemplateResult {
  return html`
    <section class="ranking" aria-label=${strings.recommendation}>
      <h3 id="recommendation" tabindex="-1">
        ${strings.recommendation}
        ${view.stability === null ? nothing : html`<span class="muted">${fill(strings.stability, view.stability)}</span>`}
      </h3>
      ${view.noneFits === null ? nothing : html`<p class="warning-text">${view.noneFits}</p>`}
      <ol class="plain">
        ${view.styles.map(
          (style, index) =>
            html`<li class=${style.feasible ? '' : 'out'}>
              <div class="style">
                <span>${style.name}${view.tie && index < 2 ? html` <span class="muted">(${strings.tie})</span>` : nothing}</span>
                <span class="fit">${style.feasible ? style.fit : strings.out}</span>
              </div>
              ${style.feasible ? html`<div class="bar" aria-hidden="true"><div .style=${`width: ${style.fit}%`}></div></div>` : nothing}
              <div class="muted because">${style.because}</div>
            </li>`,
        )}
      </ol>
      ${flips(view.flips)}
    </section>
  `;
}

/** The nearest changes that would put another style first, each to be tried. */
function flips(points: RankingView['flips']): TemplateResult | typeof nothing {
  if (points.length === 0) {
    return nothing;
  }
  return html`
    <h4 id="flips">${strings.flips}</h4>
    <ul class="plain flips" aria-labelledby="flips">
      ${points.map(({ to, trigger, changes }, index) => {
        const id = `try-flip-${index}`;
        return html`<li>
          <span><strong>${to}</strong> ${trigger}</span>
          <button id=${id} class="link" aria-label=${`${strings.tryFlip}: ${to} ${trigger}`} @click=${() => openTrial(changes, id)}>
            ${strings.tryFlip}
          </button>
        </li>`;
      })}
    </ul>
  `;
}

/** What has been answered, each changeable. */
export function answers(given: readonly AnswerView[]): TemplateResult | typeof nothing {
  if (given.length === 0) {
    return nothing;
  }
  const label = (answer: AnswerView): string =>
    answer.origin === 'unknown' ? strings.unknown : answer.origin === 'skipped' ? strings.skipped : answer.answer;
  return html`
    <details>
      <summary>${fill(strings.answers, given.length)}</summary>
      <div class="answers">
        ${given.map(
          (answer) =>
            html`<div class="answer">
              <div class="muted">
                <span>${answer.text}</span>
                <span class="actions">
                  <button
                    class="link"
                    aria-label=${`${strings.edit}: ${answer.text}`}
                    @click=${() => send({ type: 'edit', question: answer.question })}
                  >
                    ${strings.edit}
                  </button>
                  ${answer.canTry ? whatIf(answer) : nothing}
                </span>
              </div>
              <div>
                ${label(answer)} ${answer.fromRepository ? html`<span class="muted">(${strings.fromRepository})</span>` : nothing}
                <span class="places">${answer.evidence.slice(0, 3).map(evidenceLink)}</span>
              </div>
            </div>`,
        )}
        <button class="link" @click=${() => send({ type: 'start-over' })}>${strings.startOver}</button>
      </div>
    </details>
  `;
}

function whatIf({ question, text }: AnswerView): TemplateResult {
  const id = `what-if-${question}`;
  return html`<button
    id=${id}
    class="link"
    aria-label=${`${strings.whatIf} ${text}`}
    @click=${() => openTrial([{ question, value: null }], id)}
  >
    ${strings.whatIf}
  </button>`;
}

/** The made-up companies. */
export function examples(offered: InterviewPage['examples'], open: boolean): TemplateResult {
  return html`
    <details ?open=${open}>
      <summary>${strings.examples}</summary>
      <div class="examples">
        <p class="muted">${strings.examplesHint}</p>
        ${offered.map(
          (example) =>
            html`<div class="example">
              <strong>${example.title}</strong>
              <p>${example.story}</p>
              <button
                class="link"
                aria-label=${`${strings.tryExample}: ${example.title}`}
                @click=${() => send({ type: 'load-example', example: example.id })}
              >
                ${strings.tryExample}
              </button>
            </div>`,
        )}
      </div>
    </details>
  `;
}
