import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { QuestionView } from '../src/protocol/snapshot.ts';
import { fill, send, strings } from './host.ts';
import { evidenceLink } from './panels.ts';

/**
 * One question. Holds only what is being chosen or typed; the answer itself lives in the host.
 * Native inputs: keyboard and screen reader work without help of ours.
 */
class QuestionForm extends LitElement {
  static override properties = {
    question: { attribute: false },
    canGoBack: { attribute: false },
    canPropose: { attribute: false },
    chosen: { state: true },
    typed: { state: true },
    refusal: { state: true },
  };

  declare question: QuestionView;
  declare canGoBack: boolean;
  declare canPropose: boolean;
  declare chosen: readonly string[];
  declare typed: string;
  declare refusal: string;

  constructor() {
    super();
    this.chosen = [];
    this.typed = '';
    this.refusal = '';
  }

  /** In the page's own tree, so that one style sheet and one accessibility tree serve everything. */
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('question') as QuestionView | undefined;
    // A snapshot comes with every change of state; what is being typed is only dropped for another question.
    if (changed.has('question') && before?.id !== this.question.id) {
      const current = this.question.current?.value;
      const options = new Set(this.question.options.map((option) => option.id));
      const values = Array.isArray(current) ? (current as string[]) : typeof current === 'string' ? [current] : [];
      this.chosen = values.filter((value) => options.has(value));
      this.typed = typeof current === 'number' || this.question.kind === 'text' ? String(current ?? '') : '';
      this.refusal = '';
    }
  }

  override render(): TemplateResult {
    const { question } = this;
    // Options are sentences of their own: quoted, they can stand in one. A quantity reads as it is.
    const assumed = question.kind === 'quantity' ? question.assumed : `“${question.assumed}”`;
    return html`
      <div class="card question" role="form" aria-label=${question.text} @keydown=${this.keydown}>
        <div class="topic">${question.topic}</div>
        <fieldset aria-describedby="question-why">
          <legend><h2 tabindex="-1" data-focus>${question.text}</h2></legend>
          <p id="question-why" class="why"><span class="muted">${strings.why}</span> ${question.why}</p>
          ${
            question.evidence.length === 0
              ? nothing
              : html`<p class="why">
                  <span class="muted">${strings.fromWorkspace}</span>
                  <span class="places">${question.evidence.slice(0, 4).map(evidenceLink)}</span>
                </p>`
          }
          ${this.inputs(question)}
        </fieldset>
        <p class="refusal" role="alert">${this.refusal}</p>
        <div class="buttons">
          <vscode-button id="next" @click=${this.submit}>${strings.next}</vscode-button>
          <vscode-button
            id="dont-know"
            secondary
            title=${fill(strings.dontKnowHint, assumed)}
            @click=${() => send({ type: 'dont-know', question: question.id })}
            >${strings.dontKnow}</vscode-button
          >
          <vscode-button id="skip" secondary @click=${() => send({ type: 'skip', question: question.id })}>${strings.skip}</vscode-button>
        </div>
        ${this.ways()}
        ${question.kind === 'text' ? nothing : html`<p class="hint muted">${strings.dontKnow}: ${fill(strings.dontKnowHint, assumed)}.</p>`}
        ${question.reason === '' ? nothing : html`<p class="hint muted">${strings.whyNow} ${question.reason}</p>`}
      </div>
    `;
  }

  /** The ways out of the question that are not an answer. Links, so that the three buttons keep one row at 300 px. */
  private ways(): TemplateResult | typeof nothing {
    if (!this.canGoBack && !this.canPropose) {
      return nothing;
    }
    return html`<p class="links">
      ${this.canGoBack ? html`<button id="back" class="link" @click=${() => send({ type: 'back' })}>← ${strings.back}</button>` : nothing}
      ${
        this.canPropose
          ? html`<span class="propose-now"
              ><button class="link" @click=${() => send({ type: 'propose' })}>${strings.proposeNow}</button></span
            >`
          : nothing
      }
    </p>`;
  }

  private inputs(question: QuestionView): TemplateResult {
    if (question.kind === 'text') {
      return html`<textarea
        rows="3"
        maxlength=${question.maxLength ?? 400}
        placeholder=${question.placeholder ?? ''}
        aria-label=${question.text}
        .value=${this.typed}
        @input=${(event: Event) => (this.typed = (event.target as HTMLTextAreaElement).value)}
      ></textarea>`;
    }
    const type = question.kind === 'multi' ? 'checkbox' : 'radio';
    return html`
      <div class="options">
        ${question.options.map(
          (option) =>
            html`<label class="option">
              <input
                type=${type}
                name=${question.id}
                value=${option.id}
                .checked=${this.chosen.includes(option.id)}
                @change=${(event: Event) => this.choose(option.id, (event.target as HTMLInputElement).checked)}
              />
              <span>${option.label}</span>
            </label>`,
        )}
      </div>
      ${
        question.kind === 'quantity'
          ? html`<label class="exact">
              <span>${strings.exactNumber} <span class="muted">(${question.unit})</span></span>
              <input
                type="number"
                step="any"
                min=${question.min ?? 0}
                max=${question.max ?? ''}
                .value=${this.typed}
                @input=${(event: Event) => {
                  this.typed = (event.target as HTMLInputElement).value;
                  if (this.typed !== '') {
                    this.chosen = [];
                  }
                }}
              />
            </label>`
          : nothing
      }
    `;
  }

  private choose(option: string, checked: boolean): void {
    this.refusal = '';
    if (this.question.kind !== 'multi') {
      this.chosen = [option];
      this.typed = '';
      return;
    }
    const others = this.chosen.filter((chosen) => chosen !== option && (option !== 'none' || !checked));
    this.chosen = checked ? [...others.filter((chosen) => chosen !== 'none' || option === 'none'), option] : others;
  }

  private readonly keydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement) && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      this.submit(event);
    }
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const { question } = this;
    if (question.kind === 'text') {
      send(
        this.typed.trim() === ''
          ? { type: 'skip', question: question.id }
          : { type: 'answer', question: question.id, value: this.typed.trim() },
      );
      return;
    }
    if (question.kind === 'multi') {
      this.answerIf(this.chosen.length > 0, [...this.chosen], strings.pickAny);
      return;
    }
    if (question.kind === 'quantity' && this.typed !== '') {
      const number = Number(this.typed);
      const low = question.min ?? 0;
      const high = question.max ?? Number.MAX_SAFE_INTEGER;
      this.answerIf(number >= low && number <= high, number, fill(strings.numberRange, low, high.toLocaleString('en-US')));
      return;
    }
    this.answerIf(this.chosen.length === 1, this.chosen[0] ?? '', strings.pickOne);
  };

  private answerIf(valid: boolean, value: string | string[] | number, refusal: string): void {
    this.refusal = valid ? '' : refusal;
    if (valid) {
      send({ type: 'answer', question: this.question.id, value });
    }
  }
}

customElements.define('question-form', QuestionForm);
