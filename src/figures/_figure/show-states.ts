/**
 * Gives the parts and wires of a figure their states. Runs in the browser.
 * @module
 */

/** State names by id of a part or wire; what is not named has none. */
export type States = ReadonlyMap<string, string>;

/** Every state that a drawing can show; figure.css draws them. */
const STATES = ['now', 'passed', 'faint', 'dead', 'slow', 'idle', 'broken'];

/**
 * Sets the states of all drawings inside a figure: the wide one and the tall one have the same ids.
 *
 * @param attribute "data-part" or "data-wire".
 *
 * @example
 * showStates(figure, 'data-wire', new Map([['gateway-orders', 'now']]));
 */
export function showStates(figure: Element, attribute: 'data-part' | 'data-wire', states: States): void {
  for (const element of figure.querySelectorAll(`[${attribute}]`)) {
    element.classList.remove(...STATES);
    const state = states.get(element.getAttribute(attribute) ?? '');
    if (state !== undefined) element.classList.add(state);
  }
}
