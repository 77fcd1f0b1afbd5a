/**
 * `<course-visual-flow>`: walks through the steps by buttons, arrow keys, Home and End, or the list. Runs in the browser.
 * @module
 */
import { showStates } from '../_figure/show-states.ts';
import { FLOW_STEPS, viewAt } from './model.ts';

class VisualFlowElement extends HTMLElement {
  private step = 0;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button?.dataset['step']) this.show(Number(button.dataset['step']));
      if (button?.dataset['go']) this.show(this.step + Number(button.dataset['go']));
    });
    this.addEventListener('keydown', (event) => {
      const target = { ArrowRight: this.step + 1, ArrowLeft: this.step - 1, Home: 1, End: FLOW_STEPS.length }[
        event.key
      ];
      if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.show(target);
    });
  }

  private show(wanted: number): void {
    const view = viewAt(wanted);
    this.step = view.step;
    const wires = new Map([...view.passed].map((id) => [id, 'passed']));
    for (const id of view.now) wires.set(id, 'now');
    showStates(this, 'data-wire', wires);
    showStates(this, 'data-part', new Map([...view.parts].map((id) => [id, 'now'])));
    for (const item of this.querySelectorAll<HTMLElement>('[data-step]')) {
      if (Number(item.dataset['step']) === view.step) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    }
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = view.sentence;
    this.enable('-1', view.step > 0);
    this.enable('1', view.step < FLOW_STEPS.length);
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

customElements.define('course-visual-flow', VisualFlowElement);
