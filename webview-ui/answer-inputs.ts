import { html, nothing, type TemplateResult } from 'lit';
import type { QuestionView, TriedAnswer } from '../src/protocol/snapshot.ts';
import { fill, strings } from './host.ts';

/** What is chosen and typed at one question, before it is an answer. */
export interface Draft {
  readonly chosen: readonly string[];
  readonly typed: string;
}

/** A value that the question takes, or what is still missing. */
export type Checked = { readonly value: string | string[] | number } | { readonly refusal: string };

/** Nothing is chosen or typed yet. */
export const emptyDraft: Draft = { chosen: [], typed: '' };

/** The draft that shows a value, as far as the question takes it. */
export function draftOf(question: QuestionView, value: TriedAnswer['value']): Draft {
  const options = new Set(question.options.map((option) => option.id));
  const values = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
  return {
    chosen: values.filter((one) => options.has(one)),
    typed: typeof value === 'number' || question.kind === 'text' ? String(value ?? '') : '',
  };
}

/** The value that a draft stands for. An empty text is a value too: it says nothing. */
export function valueOf(question: QuestionView, { chosen, typed }: Draft): Checked {
  if (question.kind === 'text') {
    return { value: typed.trim() };
  }
  if (question.kind === 'multi') {
    return chosen.length > 0 ? { value: [...chosen] } : { refusal: strings.pickAny };
  }
  if (question.kind === 'quantity' && typed !== '') {
    const number = Number(typed);
    const low = question.min ?? 0;
    const high = question.max ?? Number.MAX_SAFE_INTEGER;
    return number >= low && number <= high
      ? { value: number }
      : { refusal: fill(strings.numberRange, low.toLocaleString('en-US'), high.toLocaleString('en-US')) };
  }
  const [only] = chosen;
  return only === undefined ? { refusal: strings.pickOne } : { value: only };
}

/**
 * The inputs of one question. Native ones: keyboard and screen reader work without help of ours. `name` keeps the radio
 * buttons of two forms on the same question apart.
 */
export function answerInputs(question: QuestionView, draft: Draft, name: string, change: (draft: Draft) => void): TemplateResult {
  if (question.kind === 'text') {
    return html`<textarea
      rows="3"
      maxlength=${question.maxLength ?? 400}
      placeholder=${question.placeholder ?? ''}
      aria-label=${question.text}
      .value=${draft.typed}
      @input=${(event: Event) => change({ chosen: [], typed: (event.target as HTMLTextAreaElement).value })}
    ></textarea>`;
  }
  return html`
    <div class="options">
      ${question.options.map(
        (option) =>
          html`<label class="option">
            <input
              type=${question.kind === 'multi' ? 'checkbox' : 'radio'}
              name=${name}
              value=${option.id}
              .checked=${draft.chosen.includes(option.id)}
              @change=${(event: Event) => change(choose(question, draft, option.id, (event.target as HTMLInputElement).checked))}
            />
            <span>${option.label}</span>
          </label>`,
      )}
    </div>
    ${question.kind === 'quantity' ? exactNumber(question, draft, change) : nothing}
  `;
}

function exactNumber(question: QuestionView, draft: Draft, change: (draft: Draft) => void): TemplateResult {
  return html`<label class="exact">
    <span>${strings.exactNumber} <span class="muted">(${question.unit})</span></span>
    <input
      type="number"
      step="any"
      min=${question.min ?? 0}
      max=${question.max ?? ''}
      .value=${draft.typed}
      @input=${(event: Event) => {
        const typed = (event.target as HTMLInputElement).value;
        change({ chosen: typed === '' ? draft.chosen : [], typed });
      }}
    />
  </label>`;
}

/** `none` excludes the others, and they exclude it. */
function choose(question: QuestionView, { chosen }: Draft, option: string, checked: boolean): Draft {
  if (question.kind !== 'multi') {
    return { chosen: [option], typed: '' };
  }
  const others = chosen.filter((one) => one !== option && (option !== 'none' || !checked));
  return { chosen: checked ? [...others.filter((one) => one !== 'none' || option === 'none'), option] : others, typed: '' };
}
