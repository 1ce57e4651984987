import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TrialEffect, TrialView, TriedAnswer } from '../src/protocol/snapshot.ts';
import { answerInputs, draftOf, type Draft, valueOf } from './answer-inputs.ts';
import { fill, send, strings } from './host.ts';

/** Long enough for a number to be typed, short enough to feel at once. Milliseconds. */
const pause = 150;

/** Id of the element that the focus returns to when the trial is over; one trial is open at a time. */
let opener = '';

/** Opens a trial; `from` is the id of the button that asked for it. */
export function openTrial(changes: readonly TriedAnswer[], from: string): void {
  opener = from;
  send({ type: 'open-trial', changes: changes.map(sendable) });
}

/** Where the focus belongs after a trial: where it was opened, or the recommendation. */
export function afterTrial(root: ParentNode): HTMLElement | null {
  return root.querySelector<HTMLElement>(`#${CSS.escape(opener)}`) ?? root.querySelector<HTMLElement>('#recommendation');
}

/**
 * Answers tried out, and what they would move. The host computes the effect; here lives only what is chosen or typed.
 * Nothing is an answer before *Keep*.
 */
class TrialForm extends LitElement {
  static override properties = {
    trial: { attribute: false },
    drafts: { state: true },
    refusal: { state: true },
  };

  declare trial: TrialView;
  declare drafts: readonly Draft[];
  declare refusal: string;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.drafts = [];
    this.refusal = '';
  }

  /** In the page's own tree, so that one style sheet and one accessibility tree serve everything. */
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.isAnother(changed)) {
      clearTimeout(this.waiting);
      this.drafts = this.trial.questions.map(({ question, value }) => draftOf(question, value ?? question.current?.value ?? null));
      this.refusal = '';
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.isAnother(changed)) {
      this.querySelector<HTMLElement>('#trial')?.focus();
    }
  }

  private isAnother(changed: PropertyValues<this>): boolean {
    const before = changed.get('trial') as TrialView | undefined;
    return changed.has('trial') && before?.opened !== this.trial.opened;
  }

  override render(): TemplateResult {
    const { questions, effect } = this.trial;
    return html`
      <section class="trial" aria-labelledby="trial" @keydown=${this.keydown}>
        <div class="topic" id="trial" tabindex="-1" aria-describedby="outcome">${strings.trial}</div>
        ${questions.map(
          ({ question, now }, index) =>
            html`<fieldset>
              <legend><h3>${question.text}</h3></legend>
              <p class="hint muted">${fill(strings.trialNow, now)}</p>
              ${answerInputs(question, this.drafts[index] ?? draftOf(question, null), `try-${question.id}`, (draft) => this.change(index, draft))}
            </fieldset>`,
        )}
        <p class="refusal" role="alert">${this.refusal}</p>
        <p id="outcome" class=${effect?.flips === true ? 'outcome flips' : 'outcome'} role="status">
          ${effect?.summary ?? strings.trialNothing}
        </p>
        <div class="buttons">
          <vscode-button id="keep-trial" ?disabled=${effect === null} @click=${this.keep}
            >${questions.length > 1 ? strings.trialKeepBoth : strings.trialKeep}</vscode-button
          >
          <vscode-button id="close-trial" secondary @click=${() => send({ type: 'close-trial' })}>${strings.trialClose}</vscode-button>
        </div>
        ${effect === null ? nothing : moved(effect)}
      </section>
    `;
  }

  private change(index: number, draft: Draft): void {
    this.drafts = this.drafts.map((one, at) => (at === index ? draft : one));
    this.refusal = '';
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.try(), pause);
  }

  /** Sends what stands in the form; false where it is no answer. */
  private try(): boolean {
    clearTimeout(this.waiting);
    const changes: TriedAnswer[] = [];
    for (const [index, { question }] of this.trial.questions.entries()) {
      const checked = valueOf(question, this.drafts[index] ?? draftOf(question, null));
      if ('refusal' in checked) {
        this.refusal = checked.refusal;
        return false;
      }
      changes.push({ question: question.id, value: checked.value });
    }
    send({ type: 'try', changes: changes.map(sendable) });
    return true;
  }

  private readonly keep = (): void => {
    // What was typed last may still be waiting.
    if (this.try()) {
      opener = 'recommendation';
      send({ type: 'keep-trial' });
    }
  };

  private readonly keydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      send({ type: 'close-trial' });
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      this.try();
    }
  };
}

/** Messages are plain and mutable; snapshots are not. */
function sendable({ question, value }: TriedAnswer): { question: string; value: string | string[] | number | null } {
  return { question, value: typeof value === 'object' && value !== null ? [...value] : (value as string | number | null) };
}

function moved(effect: TrialEffect): TemplateResult {
  return html`
    <h4>${strings.trialFit}</h4>
    <ol class="plain styles">
      ${effect.styles.map(
        ({ name, before, after }) =>
          html`<li class=${after === null ? 'out' : ''}>
            <div class="style">
              <span>${name}</span>
              <span class="fit">${beforeAfter(before ?? strings.out, after ?? strings.out)}</span>
            </div>
            <div class="bar" aria-hidden="true">
              <div .style=${`width: ${after ?? 0}%`}></div>
              ${before === null ? nothing : html`<span class="was" .style=${`inset-inline-start: ${before}%`}></span>`}
            </div>
          </li>`,
      )}
    </ol>
    ${sentences(strings.trialComes, effect.comes)} ${sentences(strings.trialGoes, effect.goes)}
    ${
      effect.figures.length === 0
        ? nothing
        : html`<h4>${strings.trialFigures}</h4>
            <dl class="figures">
              ${effect.figures.map(
                ({ label, before, after }) =>
                  html`<div>
                    <dt>${label}</dt>
                    <dd>${beforeAfter(before, after)}</dd>
                  </div>`,
              )}
            </dl>
            ${effect.moreFigures === 0 ? nothing : html`<p class="hint muted">${fill(strings.trialMore, effect.moreFigures)}</p>`}`
    }
  `;
}

function beforeAfter(before: string | number, after: string | number): TemplateResult {
  return before === after
    ? html`${after}`
    : html`<span class="muted">${before}</span> <span aria-hidden="true">→</span
        ><span class="visually-hidden">${strings.trialThen}</span> ${after}`;
}

function sentences(heading: string, said: readonly string[]): TemplateResult | typeof nothing {
  if (said.length === 0) {
    return nothing;
  }
  return html`<h4>${heading}</h4>
    <ul>
      ${said.map((sentence) => html`<li class="because">${sentence}</li>`)}
    </ul>`;
}

customElements.define('trial-form', TrialForm);
