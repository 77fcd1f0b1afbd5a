/**
 * Draws how sureness and rightness meet: a table of counts, and the two lists worth reading again.
 * Runs in the browser.
 * @module
 */
import { createElement } from '#platform/create-element.ts';
import type { Confidence } from '#quiz/attempt.ts';
import { inCourseOrder, type PagePlace } from './page-places.ts';
import { countByConfidence, type LatestAnswer } from './summarise-workbook.ts';

const CONFIDENCES: readonly (readonly [Confidence, string])[] = [
  ['guess', 'A guess'],
  ['think-so', 'Think so'],
  ['sure', 'Sure'],
];

/** What the section holds; empty when nothing was answered. */
export function showAnswers(
  answers: readonly LatestAnswer[],
  places: ReadonlyMap<string, PagePlace>,
): readonly HTMLElement[] {
  if (answers.length === 0) return [];
  const ordered = inCourseOrder(answers, ({ lessonId }) => lessonId, places);
  const wrongAndSure = ordered.filter(({ attempt }) => !attempt.isRight && attempt.confidence === 'sure');
  const rightAndGuess = ordered.filter(({ attempt }) => attempt.isRight && attempt.confidence === 'guess');
  return [
    countTable(answers),
    ...answerList(
      'Wrong, and sure',
      'A belief that does not hold. These are the ones to read again first.',
      wrongAndSure,
      places,
    ),
    ...answerList('Right, and a guess', 'Luck may have answered. The lesson says why it holds.', rightAndGuess, places),
  ];
}

function countTable(answers: readonly LatestAnswer[]): HTMLElement {
  const head = createElement(
    'tr',
    {},
    ...['How sure', 'Right', 'Not right'].map((text) => createElement('th', { scope: 'col' }, text)),
  );
  const rows = CONFIDENCES.map(([confidence, label]) =>
    createElement(
      'tr',
      {},
      createElement('th', { scope: 'row' }, label),
      ...[true, false].map((isRight) =>
        createElement('td', { class: 'num' }, String(countByConfidence(answers, confidence, isRight))),
      ),
    ),
  );
  return createElement(
    'table',
    { class: 'workbook-table workbook-counts' },
    createElement('caption', {}, 'Latest answer to each question'),
    createElement('thead', {}, head),
    createElement('tbody', {}, ...rows),
  );
}

function answerList(
  title: string,
  meaning: string,
  answers: readonly LatestAnswer[],
  places: ReadonlyMap<string, PagePlace>,
): readonly HTMLElement[] {
  if (answers.length === 0) return [];
  const items = answers.map(({ lessonId, attempt }) => {
    const place = places.get(lessonId);
    const concept = attempt.concept || attempt.questionId;
    const link = place
      ? createElement('a', { href: `${place.href}#ask-${attempt.questionId}` }, concept)
      : createElement('span', {}, concept);
    return createElement('li', {}, link, createElement('span', { class: 'workbook-where' }, place?.title ?? lessonId));
  });
  return [
    createElement('h3', {}, title),
    createElement('p', { class: 'workbook-meaning' }, meaning),
    createElement('ul', { class: 'workbook-list' }, ...items),
  ];
}
