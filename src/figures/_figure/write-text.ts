/**
 * Changes text only where it is different, so that a screen reader hears what changed and nothing else. Runs in the
 * browser.
 * @module
 */

/**
 * Gives an element a text, if there is an element and the text is new.
 *
 * @example
 * writeText(figure.querySelector('[role=status]'), sentence);
 */
export function writeText(element: Element | null | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
