import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AssumptionView } from '../src/protocol/snapshot.ts';
import { fill, send, strings } from './host.ts';

/** The numbers that the calculation takes for granted, by topic, folded away: few will ever want to see them. */
export function assumptions(all: readonly AssumptionView[]): TemplateResult | typeof nothing {
  if (all.length === 0) {
    return nothing;
  }
  const set = all.filter((one) => one.set).length;
  const shown = all.filter((one) => one.used || one.set);
  const unused = all.filter((one) => !one.used && !one.set);
  const topics = [...new Set(shown.map(({ topic }) => topic))];
  return html`
    <details id="assumptions">
      <summary>${strings.assumptions}${set === 0 ? '' : ` (${fill(strings.assumptionsSet, set)})`}</summary>
      <div class="assumptions">
        <p class="muted">${strings.assumptionsHint}</p>
        ${repeat(
          topics,
          (topic) => topic,
          (topic) =>
            html`<h4>${topic}</h4>
              ${fields(shown.filter((one) => one.topic === topic))}`,
        )}
        ${
          unused.length === 0
            ? nothing
            : html`<details>
                <summary>${fill(strings.assumptionsUnused, unused.length)}</summary>
                ${fields(unused)}
              </details>`
        }
      </div>
    </details>
  `;
}

function fields(some: readonly AssumptionView[]): unknown {
  return repeat(
    some,
    ({ id }) => id,
    (one) => html`<assumption-field .assumption=${one}></assumption-field>`,
  );
}

/** One number with its range, what rests on it, and the way back. Holds only what is being typed. */
class AssumptionField extends LitElement {
  static override properties = {
    assumption: { attribute: false },
    typed: { state: true },
    refusal: { state: true },
  };

  declare assumption: AssumptionView;
  declare typed: string;
  declare refusal: string;

  constructor() {
    super();
    this.typed = '';
    this.refusal = '';
  }

  /** In the page's own tree, so that one style sheet and one accessibility tree serve everything. */
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('assumption') as AssumptionView | undefined;
    // A snapshot comes with every change of state; what is being typed is only dropped for another number.
    if (changed.has('assumption') && (before?.id !== this.assumption.id || before.value !== this.assumption.value)) {
      this.typed = written(this.assumption.value);
      this.refusal = '';
    }
  }

  override render(): TemplateResult {
    const { id, text, unit, min, max, source, effect, set, fromRepository } = this.assumption;
    const hint = `hint-${id}`;
    return html`<div class="assumption">
      <label for=${`set-${id}`}> ${text} ${fromRepository ? html`<span class="muted">(${strings.fromRepository})</span>` : nothing} </label>
      <div class="set">
        <input
          id=${`set-${id}`}
          type="number"
          step="any"
          min=${min}
          max=${max}
          placeholder=${strings.priceList}
          aria-describedby=${hint}
          .value=${this.typed}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
          @change=${this.set}
        />
        <span>${unit}</span>
        ${
          set
            ? html`<button class="link" aria-label=${`${strings.reset}: ${text}`} @click=${this.reset}>${strings.reset}</button>`
            : nothing
        }
      </div>
      <p class="refusal" role="alert">${this.refusal}</p>
      <div id=${hint} class="muted">
        <p>${fill(strings.assumptionRange, number(min), number(max))} ${unit} · ${fill(strings.assumptionDefault, this.usual())}</p>
        ${effect === '' ? nothing : html`<p class="moves" title=${effect}>${fill(strings.assumptionMoves, effect)}</p>`}
        <p>${fill(strings.assumptionSource, source)}</p>
      </div>
    </div>`;
  }

  private usual(): string {
    const usual = this.assumption.default;
    return usual === null ? strings.priceList : number(usual);
  }

  private readonly set = (): void => {
    const { id, min, max, value } = this.assumption;
    const typed = Number(this.typed);
    // An empty field says nothing: it is the way back.
    if (this.typed === '') {
      this.reset();
    } else if (!Number.isFinite(typed) || typed < min || typed > max) {
      this.refusal = fill(strings.numberRange, number(min), number(max));
    } else {
      this.refusal = '';
      if (typed !== value) {
        send({ type: 'set-assumption', assumption: id, value: typed });
      }
    }
  };

  private readonly reset = (): void => {
    this.refusal = '';
    this.typed = written(this.assumption.default);
    if (this.assumption.set) {
      send({ type: 'set-assumption', assumption: this.assumption.id, value: null });
    }
    // The button goes with what it resets.
    this.querySelector<HTMLElement>('input')?.focus();
  };
}

function written(value: number | null): string {
  return value === null ? '' : String(value);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

customElements.define('assumption-field', AssumptionField);
