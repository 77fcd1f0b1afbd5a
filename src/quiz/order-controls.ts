/**
 * Moves the steps of an `order` question: with buttons for everyone, and by dragging for those who like to.
 * Runs in the browser.
 * @module
 */

/**
 * Moves a step by one place and keeps the focus on its button.
 *
 * @returns The sentence that says where the step now stands.
 */
export function moveStep(button: HTMLElement, direction: 'up' | 'down'): string {
  const step = button.closest('li') as HTMLElement;
  if (direction === 'up') step.previousElementSibling?.before(step);
  else step.nextElementSibling?.after(step);
  button.focus();
  return placeOf(step);
}

/**
 * Lets steps be dragged within their list.
 *
 * @param announce Receives the sentence that says where a step now stands.
 */
export function enableDragging(quiz: HTMLElement, announce: (sentence: string) => void): void {
  let dragged: HTMLElement | undefined;

  quiz.addEventListener('dragstart', (event) => {
    dragged = (event.target as Element).closest<HTMLElement>('.steps > li') ?? undefined;
    // Firefox starts no drag without data.
    if (dragged) event.dataTransfer?.setData('text/plain', '');
  });
  quiz.addEventListener('dragover', (event) => {
    const over = (event.target as Element).closest('.steps > li');
    if (!dragged || over?.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged);
    else over.after(dragged);
  });
  quiz.addEventListener('drop', (event) => {
    if (dragged) event.preventDefault();
  });
  quiz.addEventListener('dragend', () => {
    if (dragged) announce(placeOf(dragged));
    dragged = undefined;
  });
}

function placeOf(step: HTMLElement): string {
  const steps = [...(step.parentElement?.children ?? [])];
  return `${step.querySelector('.step-text')?.textContent?.trim()}: now ${steps.indexOf(step) + 1} of ${steps.length}.`;
}
