/**
 * `<course-notebook>`: announces what the reader writes. Runs in the browser; stores nothing.
 * @module
 */
import type { NotebookElement, NoteDetail } from '#course/reader-event.ts';
import { NOTE_EVENT } from '#course/reader-event.ts';

class Notebook extends HTMLElement implements NotebookElement {
  connectedCallback(): void {
    const area = this.querySelector('textarea');
    this.addEventListener('input', () => this.announce());
    // What was written before this script arrived is announced too.
    if (area && area.value !== area.defaultValue) this.announce();
  }

  private announce(): void {
    const detail: NoteDetail = {
      noteId: this.getAttribute('note-id') ?? '',
      prompt: this.querySelector('label')?.textContent ?? '',
      text: this.querySelector('textarea')?.value ?? '',
    };
    this.dispatchEvent(new CustomEvent(NOTE_EVENT, { bubbles: true, detail }));
  }

  restore(text: string): void {
    const area = this.querySelector('textarea');
    if (area) area.value = text;
  }
}

customElements.define('course-notebook', Notebook);
