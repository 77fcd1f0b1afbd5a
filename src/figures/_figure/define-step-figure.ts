/**
 * The behaviour of a figure that is walked through step by step: buttons `data-go`, list items `data-step`, arrow keys, Home
 * and End, and a status that says each step. Runs in the browser.
 * @module
 */
import { showStates, type States } from './show-states.ts';

/** What a figure shows at one step; 0 is the state before the first. */
export interface StepView {
  readonly step: number;
  readonly parts: States;
  readonly wires: States;
  readonly sentence: string;
  /** Words in the drawing by the name of their place, which is its `data-label`. */
  readonly labels?: ReadonlyMap<string, string>;
}

/**
 * Defines the custom element of a figure with steps.
 *
 * @param tag Such as "course-visual-flow".
 * @param viewAt The view at a step; a number outside 0 to `lastStep` is taken for the nearest.
 *
 * @example
 * defineStepFigure('course-visual-flow', FLOW_STEPS.length, viewAt);
 */
export function defineStepFigure(tag: string, lastStep: number, viewAt: (wanted: number) => StepView): void {
  class StepFigureElement extends HTMLElement {
    private step = 0;

    connectedCallback(): void {
      this.addEventListener('click', (event) => {
        const button = event.target instanceof Element ? event.target.closest('button') : null;
        if (button?.dataset['step']) this.show(Number(button.dataset['step']));
        if (button?.dataset['go']) this.show(this.step + Number(button.dataset['go']));
      });
      this.addEventListener('keydown', (event) => {
        const target = { ArrowRight: this.step + 1, ArrowLeft: this.step - 1, Home: 1, End: lastStep }[event.key];
        if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        this.show(target);
      });
    }

    private show(wanted: number): void {
      const view = viewAt(wanted);
      this.step = view.step;
      showStates(this, 'data-wire', view.wires);
      showStates(this, 'data-part', view.parts);
      for (const label of this.querySelectorAll<SVGTextElement>('[data-label]')) {
        label.textContent = view.labels?.get(label.dataset['label'] ?? '') ?? '';
      }
      for (const item of this.querySelectorAll<HTMLElement>('[data-step]')) {
        if (Number(item.dataset['step']) === view.step) item.setAttribute('aria-current', 'step');
        else item.removeAttribute('aria-current');
      }
      const status = this.querySelector('[role=status]');
      if (status) status.textContent = view.sentence;
      this.enable('-1', view.step > 0);
      this.enable('1', view.step < lastStep);
    }

    /** A disabled button would drop the keyboard's focus, so the other one takes it first. */
    private enable(go: string, isEnabled: boolean): void {
      const button = this.querySelector<HTMLButtonElement>(`[data-go="${go}"]`);
      if (!button) return;
      if (!isEnabled && document.activeElement === button) {
        this.querySelector<HTMLButtonElement>(`[data-go]:not([data-go="${go}"])`)?.focus();
      }
      button.disabled = !isEnabled;
    }
  }

  customElements.define(tag, StepFigureElement);
}
