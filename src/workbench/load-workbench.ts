/**
 * Loads what brings the lab page to life, and says so where that cannot be had: the page shows its buttons at once, and
 * without the script they would do nothing. Runs in the page.
 * @module
 */
import { createElement } from '#platform/create-element.ts';
import { letGoOfEarlyPresses } from './early-presses.ts';
import type { WorkbenchData } from './state/workbench-data.ts';

/**
 * @param root The element that holds the drawn workbench.
 * @param data What it was drawn from.
 */
export function loadWorkbench(root: HTMLElement, data: WorkbenchData): void {
  import('./mount-workbench.tsx').then(
    ({ mountWorkbench }) => {
      mountWorkbench(root, data);
      letGoOfEarlyPresses();
    },
    () => {
      letGoOfEarlyPresses();
      (root.querySelector('.run') ?? root).append(notLoaded());
    },
  );
}

/** Some browsers never ask again for a module that they could not get; only a new page does. */
function notLoaded(): HTMLElement {
  const reload = createElement('button', { type: 'button', class: 'btn' }, 'Reload the page');
  reload.addEventListener('click', () => location.reload());
  return createElement(
    'div',
    { class: 'trouble', role: 'alert' },
    createElement(
      'p',
      {},
      createElement('strong', {}, 'A part of this lab could not be loaded: the server did not answer'),
    ),
    createElement('p', {}, 'Check the connection, then reload the page. What was typed earlier is kept.'),
    createElement('p', {}, reload),
  );
}
