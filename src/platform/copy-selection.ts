/**
 * Copies what is selected in the page, as Ctrl+C would. Runs in the browser.
 * The asynchronous clipboard exists in secure contexts only, and a classroom's plain http is none.
 * @module
 */

/** The part of `Document` that is marked as deprecated and has no successor on plain http. */
interface CommandDocument {
  execCommand(command: 'copy'): boolean;
}

/**
 * Copies the selection to the clipboard.
 *
 * @returns False when the browser refuses; the selection stands, so that the keys can still copy it.
 *
 * @example
 * getSelection()?.selectAllChildren(listing);
 * button.textContent = copySelection() ? 'Copied' : 'Selected';
 */
export function copySelection(): boolean {
  return (document as CommandDocument).execCommand('copy');
}
