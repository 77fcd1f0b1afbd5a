/**
 * Loads the engine as soon as someone turns to a place that will need it, so that it is there when they press.
 * Runs in the page.
 * @module
 */

/** The steps with their lines to send, the button that runs the checks, and the terminal. */
const PLACES = '.steps, .offer, .run-row, .term';
const SIGNS = ['pointerover', 'focusin'] as const;

/**
 * Calls `wake` once, when a pointer or the focus first comes to one of the places.
 *
 * @param root The element that holds the workbench.
 *
 * @example
 * wakeOnIntent(root, () => workbench.actions.wakeEngine());
 */
export function wakeOnIntent(root: HTMLElement, wake: () => void): void {
  const listening = new AbortController();
  const notice = ({ target }: Event): void => {
    if (!(target instanceof Element) || !target.closest(PLACES)) return;
    listening.abort();
    wake();
  };
  for (const sign of SIGNS) root.addEventListener(sign, notice, { passive: true, signal: listening.signal });
}
