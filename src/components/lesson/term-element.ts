/**
 * `<course-term>`: on a narrow page a tap on the word opens its meaning in place, a second tap closes it.
 * On a wide page the meaning stands in the margin already, and the word leads to the glossary. Runs in the browser.
 * @module
 */

/** The margin appears above this width; the same number stands in src/styles/lesson.css. */
const narrow = matchMedia('(max-width: 1180px)');

class TermElement extends HTMLElement {
  connectedCallback(): void {
    const word = this.querySelector('a');
    const note = this.querySelector('span');
    if (!word || !note) return;
    word.addEventListener('click', (event) => {
      if (!narrow.matches || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      const isOpen = this.toggleAttribute('data-open');
      word.setAttribute('aria-expanded', String(isOpen));
      note.ariaHidden = String(!isOpen);
    });
  }
}

customElements.define('course-term', TermElement);
