/**
 * Presses that come before the workbench's script has arrived: the page shows its buttons at once, and on a slow line a
 * reader is faster than any script. `public/early-presses.js` holds them back from the first button on. Runs in the page.
 * @module
 */
declare global {
  /** Put there by `public/early-presses.js`; absent where that could not be loaded. */
  var letGoOfPresses: (() => void) | undefined;
}

/**
 * Lets go: presses work as ever, and those held back are made again, in their order.
 *
 * @example
 * mountWorkbench(root, data);
 * letGoOfEarlyPresses();
 */
export function letGoOfEarlyPresses(): void {
  globalThis.letGoOfPresses?.();
}
