import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { QuestionView } from '../src/protocol/snapshot.ts';
import { answerInputs, draftOf, type Draft, emptyDraft, valueOf } from './answer-inputs.ts';
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
    draft: { state: true },
    refusal: { state: true },
  };

  declare question: QuestionView;
  declare canGoBack: boolean;
  declare canPropose: boolean;
  declare draft: Draft;
  declare refusal: string;

  constructor() {
    super();
    this.draft = emptyDraft;
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
      this.draft = draftOf(this.question, this.question.current?.value ?? null);
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
          <div id="question-why">${this.reasons(question)}</div>
          ${
            question.evidence.length === 0
              ? nothing
              : html`<p class="why">
                  <span class="muted">${strings.fromWorkspace}</span>
                  <span class="places">${question.evidence.slice(0, 4).map(evidenceLink)}</span>
                </p>`
          }
          ${answerInputs(question, this.draft, question.id, this.change)}
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
      </div>
    `;
  }

  /** What was said before, why it matters at all, why it is asked now, and what an answer might be: each is another thing. */
  private reasons({ followsUp, why, reason, example }: QuestionView): TemplateResult {
    return html`
      ${
        followsUp === null
          ? nothing
          : html`<p class="said">${fill(followsUp.origin === 'user' ? strings.youSaid : strings.workspaceSays, followsUp.answer)}</p>`
      }
      <p class="why"><span class="muted">${strings.why}</span> ${why}</p>
      ${reason === '' ? nothing : html`<p class="why"><span class="muted">${strings.whyNow}</span> ${reason}</p>`}
      <p class="hint muted">${fill(strings.forExample, example)}</p>
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

  private readonly change = (draft: Draft): void => {
    this.draft = draft;
    this.refusal = '';
  };

  private readonly keydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement) && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      this.submit(event);
    }
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const { question } = this;
    const checked = valueOf(question, this.draft);
    this.refusal = 'refusal' in checked ? checked.refusal : '';
    if ('value' in checked) {
      send(
        checked.value === '' ? { type: 'skip', question: question.id } : { type: 'answer', question: question.id, value: checked.value },
      );
    }
  };
}

customElements.define('question-form', QuestionForm);
