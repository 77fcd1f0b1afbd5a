/**
 * Keeps presses that come before the workbench's script has arrived: the page shows its buttons at once, and on a slow
 * line a reader is faster than the script. Runs in the page.
 * @module
 */

/**
 * Holds back presses on buttons inside `root` from now on.
 *
 * @returns Lets go: presses work as ever, and those held back are made again, in their order.
 *
 * @example
 * const letGo = holdEarlyPresses(root);
 * await import('./mount-workbench.tsx');
 * letGo();
 */
export function holdEarlyPresses(root: HTMLElement): () => void {
  const held: HTMLElement[] = [];
  const hold = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null;
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The second press of an impatient reader asks for the same thing.
    if (!held.includes(button)) held.push(button);
  };
  root.addEventListener('click', hold, { capture: true });
  return () => {
    root.removeEventListener('click', hold, { capture: true });
    for (const button of held) button.click();
  };
}
