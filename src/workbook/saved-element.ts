/**
 * `<course-saved>`: says in the page's bar whether work is safe, and in a band at the foot of the window when it is not,
 * with a copy to download. Routine saving is shown and not announced; trouble is announced.
 * Runs in the browser; importing it defines the element. Markup: `SavedIndicator.astro`.
 * @module
 */
import { pageWorkbook } from './page-workbook.ts';
import { describeSaveState, type SaveState } from './save-state.ts';

// The course is written in British English, and a 24-hour clock keeps its width.
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const timeOfDay = (atIso: string) => clock.format(new Date(atIso));

class SavedElement extends HTMLElement {
  #isDrawing = false;

  connectedCallback(): void {
    void pageWorkbook().then((workbook) => {
      this.#show(workbook.state);
      // A write takes a few milliseconds: what is drawn is the state that lasts until the next frame.
      workbook.onState(() => {
        if (this.#isDrawing) return;
        this.#isDrawing = true;
        requestAnimationFrame(() => {
          this.#isDrawing = false;
          this.#show(workbook.state);
        });
      });
    });
    this.querySelector('button')?.addEventListener('click', () => {
      void import('./download-workbook.ts').then(({ downloadWorkbook }) => downloadWorkbook());
    });
  }

  #show(state: SaveState): void {
    this.dataset['state'] = state.kind;
    this.#write('.saved-words', describeSaveState(state, timeOfDay));
    if (state.kind !== 'not-saved') return this.#write('[role="status"]', '');
    void import('./describe-problem.ts').then(({ describeProblem }) => {
      this.#write('[role="status"]', describeProblem(state.problem));
    });
  }

  #write(selector: string, text: string): void {
    const element = this.querySelector(selector);
    if (element && element.textContent !== text) element.textContent = text;
  }
}

customElements.define('course-saved', SavedElement);
