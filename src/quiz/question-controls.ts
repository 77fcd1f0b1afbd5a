/**
 * Reads and writes the native controls of one question. The answer lives in the form and nowhere else.
 * Runs in the browser.
 * @module
 */
import type { Answer, Confidence } from './attempt.ts';

const inputsOf = (question: HTMLElement) => [...question.querySelectorAll<HTMLInputElement>('.answer input')];
const selectsOf = (question: HTMLElement) => [...question.querySelectorAll('select')];
const stepsOf = (question: HTMLElement) => [...question.querySelectorAll<HTMLElement>('.steps > [data-part]')];
const confidencesOf = (question: HTMLElement) => [...question.querySelectorAll<HTMLInputElement>('.confidence input')];

/**
 * @returns The answer, or undefined while it is incomplete. An order is complete as soon as how sure it is was said,
 *   because leaving the steps where they are is an answer too.
 */
export function readAnswer(question: HTMLElement): Answer | undefined {
  switch (question.dataset['kind']) {
    case 'order':
      return readConfidence(question) && stepsOf(question).map((step) => step.dataset['part'] ?? '');
    case 'match': {
      const selects = selectsOf(question);
      return selects.every((select) => select.value)
        ? selects.map((select) => `${select.name}:${select.value}`)
        : undefined;
    }
    case 'fill-in': {
      const text = inputsOf(question)[0]?.value.trim();
      return text ? [text] : undefined;
    }
    default: {
      const chosen = inputsOf(question)
        .filter((input) => input.checked)
        .map((input) => input.value);
      return chosen.length >= (question.dataset['kind'] === 'true-false' ? 2 : 1) ? chosen : undefined;
    }
  }
}

/** Sets the controls. Options that the question no longer has are passed over; an empty answer clears. */
export function writeAnswer(question: HTMLElement, answer: Answer): void {
  const pairs = new Map(answer.map((pair) => pair.split(':', 2) as [string, string]));
  for (const select of selectsOf(question)) select.value = pairs.get(select.name) ?? '';
  for (const input of inputsOf(question)) {
    if (input.type === 'text') input.value = answer[0] ?? '';
    else input.checked = answer.includes(input.value);
  }
  for (const id of answer) {
    const step = stepsOf(question).find(({ dataset }) => dataset['part'] === id);
    step?.parentElement?.append(step);
  }
}

export function readConfidence(question: HTMLElement): Confidence | undefined {
  return confidencesOf(question).find((input) => input.checked)?.value as Confidence | undefined;
}

/** Undefined clears. */
export function writeConfidence(question: HTMLElement, confidence: Confidence | undefined): void {
  for (const input of confidencesOf(question)) input.checked = input.value === confidence;
}

/** A marked answer stays as it is until it is asked again. */
export function lockQuestion(question: HTMLElement, isLocked: boolean): void {
  question.toggleAttribute('data-locked', isLocked);
  for (const control of question.querySelectorAll<HTMLInputElement>('input, select, button'))
    control.disabled = isLocked;
  for (const step of stepsOf(question)) step.draggable = !isLocked;
}

/** Focuses the first control that waits for the learner. */
export function focusQuestion(question: HTMLElement): void {
  const isAnswered = readAnswer(question) !== undefined;
  const part = isAnswered || question.dataset['kind'] === 'order' ? '.confidence' : '.answer';
  const controls = [...question.querySelectorAll<HTMLElement>(`:is(${part}) :is(input, select)`)];
  const empty = controls.find((control) => control instanceof HTMLSelectElement && !control.value);
  (empty ?? controls[0])?.focus();
}
