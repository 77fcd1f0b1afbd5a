/**
 * Shows what marking found, next to what was chosen. Runs in the browser.
 * @module
 */
import { markAnswer, rightAnswer } from './mark-answer.ts';
import { openExplanation, openKey, openNote, OTHERWISE } from './open-sealed.ts';
import { resultWords } from './quiz-words.ts';
import { typedPart } from './typed-part.ts';
import type { Answer, Confidence } from './attempt.ts';
import type { Marking, MarkingKey } from './marking.ts';
import type { SealedQuestion } from './sealed-quiz.ts';

/** Where a question stands in its file of sealed parts. */
export interface SealedPlace {
  readonly sealed: SealedQuestion;
  readonly lessonId: string;
  readonly questionId: string;
}

/**
 * Shows the verdict on an answer: beside each chosen part its feedback, under the question the explanation when it is
 * right. What is right and was not chosen stays hidden.
 */
export function showMarking(
  question: HTMLElement,
  place: SealedPlace,
  answer: Answer,
  confidence: Confidence,
): Marking {
  const key = openKey(place.sealed, place.lessonId, place.questionId);
  const marking = markAnswer(answer, key);
  clearFeedback(question);
  question.dataset['state'] = marking.isRight ? 'right' : 'missed';
  if (key.kind === 'order') {
    // The reason why a step stands where it stands would give the order away; it comes with the answers.
    for (const step of answer.filter((id) => !marking.parts[id])) addFeedback(question, step, false, 'Out of place');
  } else if (key.kind === 'text' || key.kind === 'number') {
    addNote(question, place, typedPart((marking.isRight ? rightAnswer(key) : answer)[0] ?? '', key), marking.isRight);
  } else {
    for (const part of answer) addNote(question, place, part, marking.parts[part] ?? false);
  }
  const isIncomplete = key.kind === 'multiple' && !marking.isRight && !Object.values(marking.parts).includes(false);
  question.append(
    element(
      'p',
      'result',
      resultWords(marking, confidence) + (isIncomplete ? ' Something that holds is not ticked.' : ''),
    ),
  );
  if (marking.isRight) addExplanation(question, place, key);
  return marking;
}

/** Shows the right answer with its feedback, beside what was chosen, and the explanation. */
export function showAnswer(question: HTMLElement, place: SealedPlace): void {
  const key = openKey(place.sealed, place.lessonId, place.questionId);
  question.querySelector('.explanation')?.remove();
  if (key.kind === 'order') {
    addRightOrder(question, place, key.order);
  } else {
    for (const part of rightAnswer(key).map((text) =>
      key.kind === 'text' || key.kind === 'number' ? typedPart(text, key) : text,
    )) {
      if (question.querySelector(`.feedback[data-on="${CSS.escape(part)}"]`)) continue;
      addNote(question, place, part, true, rightWords(question, key, part));
    }
  }
  addExplanation(question, place, key);
}

export function clearFeedback(question: HTMLElement): void {
  for (const added of question.querySelectorAll('.feedback, .result, .explanation, .solution')) added.remove();
  delete question.dataset['state'];
}

/** The right answer in words, where the controls keep showing another one. */
function rightWords(question: HTMLElement, key: MarkingKey, part: string): string {
  if (key.kind === 'match') {
    return `Right: ${question.querySelector(`option[value="${part.split(':')[1]}"]`)?.textContent}`;
  }
  if (key.kind === 'text' || key.kind === 'number') {
    return `Right: ${rightAnswer(key)[0]}${key.kind === 'number' && key.unit ? ` ${key.unit}` : ''}`;
  }
  return 'Right';
}

/** Feedback on one part of an answer, with the belief behind it when it is wrong. */
function addNote(question: HTMLElement, place: SealedPlace, part: string, isRight: boolean, words = 'Right'): void {
  const open = (name: string) => openNote(place.sealed, place.lessonId, place.questionId, name);
  const note = open(part) ?? (question.dataset['kind'] === 'fill-in' ? open(OTHERWISE) : undefined);
  const verdict = isRight ? words : note?.belief ? `The belief behind this: ${note.belief}` : 'Not right';
  addFeedback(question, part, isRight, verdict, note?.html);
}

function addFeedback(question: HTMLElement, part: string, isRight: boolean, words: string, html?: string): void {
  const feedback = element('div', 'feedback');
  feedback.dataset['on'] = part;
  feedback.dataset['verdict'] = isRight ? 'right' : 'wrong';
  const verdict = element('p', 'feedback-verdict');
  // A belief takes the place of the words of the verdict; the mark alone would not say it to everyone.
  if (words.startsWith('The belief')) verdict.append(element('span', 'vh', 'Not right. '));
  // The marks are drawn once, in Quiz.astro.
  verdict.append(
    htmlElement('span', '', `<svg aria-hidden="true"><use href="#quiz-${isRight ? 'right' : 'wrong'}"/></svg>`),
    element('span', '', words),
  );
  feedback.append(verdict);
  if (html) feedback.append(htmlElement('p', 'feedback-text', html));
  const control = question.querySelector(`[data-part="${CSS.escape(part.split(':')[0] ?? '')}"]`);
  (control ?? question.querySelector('.typed'))?.append(feedback);
}

/** One right order, each step with the reason why it stands there. */
function addRightOrder(question: HTMLElement, { sealed, lessonId, questionId }: SealedPlace, order: Answer): void {
  const list = element('ol', '');
  for (const id of order) {
    const step = element('li', '', question.querySelector(`[data-part="${id}"] .step-text`)?.textContent ?? '');
    step.append(htmlElement('p', '', openNote(sealed, lessonId, questionId, id)?.html ?? ''));
    list.append(step);
  }
  const solution = element('div', 'solution');
  solution.append(element('p', '', 'A right order'), list);
  question.append(solution);
}

function addExplanation(question: HTMLElement, { sealed, lessonId, questionId }: SealedPlace, key: MarkingKey): void {
  question.append(htmlElement('p', 'explanation', openExplanation(sealed, lessonId, questionId, key)));
}

function element(name: string, className: string, text = ''): HTMLElement {
  const result = document.createElement(name);
  result.className = className;
  result.textContent = text;
  return result;
}

function htmlElement(name: string, className: string, html: string): HTMLElement {
  const result = element(name, className);
  // Only what this file and `inlineMarkdown` wrote; no learner's text comes here.
  result.innerHTML = html;
  return result;
}
