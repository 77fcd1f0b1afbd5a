/**
 * `<course-copy>`: copies the code of the listing around it. Runs in the browser.
 * @module
 */
import { copySelection } from '#platform/copy-selection.ts';

class CopyElement extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    button?.addEventListener('click', () => {
      const code = this.closest('.listing')?.querySelector('pre');
      if (code) button.textContent = copy(code) ? 'Copied' : 'Selected';
    });
    button?.addEventListener('blur', () => {
      button.textContent = 'Copy';
    });
  }
}

/** Leaves the code selected where the browser refuses to copy, so that the keys still do. */
function copy(code: Element): boolean {
  const selection = getSelection();
  selection?.selectAllChildren(code);
  const isCopied = copySelection();
  if (isCopied) selection?.removeAllRanges();
  return isCopied;
}

customElements.define('course-copy', CopyElement);
