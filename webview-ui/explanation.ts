import { html, nothing, type TemplateResult } from 'lit';
import type { ExplanationPage, RichText } from '../src/protocol/snapshot.ts';
import { send, strings } from './host.ts';
import { evidenceLink } from './panels.ts';

/** One decision explained, from the record alone. */
export function explanation(page: ExplanationPage): TemplateResult {
  return html`
    <article class="explanation" aria-labelledby="explained">
      <button class="link" @click=${() => send({ type: 'close-explanation' })}>← ${strings.explainBack}</button>
      ${page.of === 'pending' ? html`<p class="muted">${strings.explainPending}</p>` : nothing}
      <h2 id="explained" tabindex="-1" data-focus>${page.decision} · ${page.title}</h2>
      <p class="muted">${page.stability}</p>
      ${list(strings.explainReason, page.reason)} ${list(strings.explainDrivers, page.drivers)}
      ${
        page.answers.length === 0
          ? nothing
          : html`<h3>${strings.explainAnswers}</h3>
              <dl>
                ${page.answers.map(
                  (answer) =>
                    html`<dt class="muted">${answer.question}</dt>
                      <dd>${answer.answer}</dd>`,
                )}
              </dl>`
      }
      <h3>${strings.explainAlternatives}</h3>
      <ul class="plain alternatives">
        ${page.alternatives.map(
          (alternative) =>
            html`<li>
              <strong>${alternative.name}</strong>
              <span class="muted">${alternative.feasible ? alternative.score : strings.notFeasible}</span><br />
              ${richText(alternative.because)}
            </li>`,
        )}
      </ul>
      ${list(strings.explainConsequences, page.consequences)} ${list(strings.explainFlips, page.flips)}
      ${
        page.evidence.length === 0
          ? nothing
          : html`<h3>${strings.explainEvidence}</h3>
              <ul class="plain">
                ${page.evidence.map((evidence) => html`<li>${evidenceLink(evidence)}<br /><code>${evidence.excerpt}</code></li>`)}
              </ul>`
      }
      <h3>${strings.explainOthers}</h3>
      <ul class="plain">
        ${page.others.map(
          (other) =>
            html`<li>
              <button class="link" @click=${() => send({ type: 'explain', decision: other.id })}>${other.id}</button> ${other.title}
            </li>`,
        )}
      </ul>
    </article>
  `;
}

function list(heading: string, items: readonly RichText[]): TemplateResult | typeof nothing {
  if (items.length === 0) {
    return nothing;
  }
  return html`<h3>${heading}</h3>
    <ul>
      ${items.map((item) => html`<li>${richText(item)}</li>`)}
    </ul>`;
}

function richText(parts: RichText): readonly (TemplateResult | string)[] {
  return parts.map((part) => {
    if ('strong' in part) {
      return html`<strong>${part.strong}</strong>`;
    }
    if ('code' in part) {
      return html`<code>${part.code}</code>`;
    }
    if ('evidence' in part) {
      return evidenceLink(part.evidence);
    }
    if ('decision' in part) {
      const decision = part.decision;
      return html`<button class="link" @click=${() => send({ type: 'explain', decision })}>${decision}</button>`;
    }
    if ('assumed' in part) {
      return html`<span class="assumed" title=${part.assumed}
        ><span aria-hidden="true">◇</span><span class="visually-hidden">(${strings.assumedMark})</span></span
      >`;
    }
    return part.text;
  });
}
