/**
 * `<course-predict>`: keeps the first guess and says how it compares when the explanation opens. Runs in the browser;
 * stores nothing.
 * @module
 */
import type { PredictDetail, PredictElement } from '#course/reader-event.ts';
import { PREDICT_EVENT } from '#course/reader-event.ts';

class Predict extends HTMLElement implements PredictElement {
  connectedCallback(): void {
    const details = this.querySelector('details');
    details?.addEventListener('toggle', () => this.keep());
    // What was opened before this script arrived counts too.
    if (details?.open) this.keep();
  }

  restore(choice: string): void {
    const option = [...this.querySelectorAll('label')].find((label) => textOf(label) === choice);
    const input = option?.querySelector('input');
    const details = this.querySelector('details');
    if (!input || !details) return;
    input.checked = true;
    this.close();
    details.open = true;
  }

  /** The first opening counts; from then on the guess stands. */
  private keep(): void {
    const detail = this.hasAttribute('data-kept') ? undefined : this.close();
    if (detail) this.dispatchEvent(new CustomEvent(PREDICT_EVENT, { bubbles: true, detail }));
  }

  private close(): PredictDetail | undefined {
    this.toggleAttribute('data-kept', true);
    const labels = [...this.querySelectorAll('label')];
    const chosen = labels.findIndex((label) => label.querySelector('input')?.checked);
    for (const input of this.querySelectorAll('input')) input.disabled = true;
    const label = labels[chosen];
    if (!label) return undefined;
    const right = chosen === Number(this.dataset['right']);
    const verdict = this.querySelector('.verdict');
    if (verdict) verdict.textContent = right ? 'The guess holds.' : 'The guess was another. Read on to see why.';
    return {
      predictionId: this.getAttribute('prediction-id') ?? '',
      stem: this.querySelector('legend')?.textContent ?? '',
      choice: textOf(label),
      right,
    };
  }
}

function textOf(label: HTMLLabelElement): string {
  return label.textContent.trim();
}

customElements.define('course-predict', Predict);
