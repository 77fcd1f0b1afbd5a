/**
 * Builds elements whose text is text: nothing is ever parsed as HTML.
 * Runs in the browser.
 * @module
 */

/**
 * @param attributes Set as attributes; an `undefined` one is left out.
 * @param children Elements, or text.
 *
 * @example
 * createElement('a', { href: '#notes' }, 'Notes')
 */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
