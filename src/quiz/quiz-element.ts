/**
 * `<course-quiz>`: a server-rendered quiz that can be marked. Without a script the form is a worksheet.
 * Runs in the browser; importing it defines the element.
 * @module
 */
import { QuizSession } from './quiz-session.ts';
import type { QuizRecord, RestorableQuiz } from './attempt.ts';

class QuizElement extends HTMLElement implements RestorableQuiz {
  #session: QuizSession | undefined;

  connectedCallback(): void {
    if (this.#session) return;
    const session = new QuizSession(this);
    this.#session = session;
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#act('mark', this);
    });
    this.addEventListener('click', ({ target }) => {
      const button = (target as Element).closest<HTMLElement>('button[type="button"]');
      if (button) this.#act(button.dataset['action'] ?? '', button);
    });
    // The touch that loaded this script has passed already.
    if (this.matches(':hover, :focus-within')) session.prepare();
    for (const type of ['pointerover', 'focusin']) this.addEventListener(type, () => session.prepare(), { once: true });
  }

  restore(record: QuizRecord): void {
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      // What cannot be shown now is still kept; a press on a button says that the connection is missing.
      void this.#session?.restore(record).catch(() => undefined);
    });
    observer.observe(this);
  }

  #act(action: string, button: HTMLElement): void {
    void this.#session?.act(action, button).catch((error: unknown) => {
      const status = this.querySelector('.quiz-status');
      if (status) status.textContent = 'Could not be loaded, so nothing was marked or lost. Try again when connected.';
      throw error;
    });
  }
}

customElements.define('course-quiz', QuizElement);
