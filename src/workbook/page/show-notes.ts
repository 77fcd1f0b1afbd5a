/**
 * Draws notes and first guesses, lesson by lesson.
 * Runs in the browser.
 * @module
 */
import { createElement } from '#platform/create-element.ts';
import { inCourseOrder, type PagePlace } from './page-places.ts';
import type { WorkbookSummary } from './summarise-workbook.ts';

/** What the section holds; empty when nothing was written or guessed. */
export function showNotes(
  { notes, predictions }: WorkbookSummary,
  places: ReadonlyMap<string, PagePlace>,
): readonly HTMLElement[] {
  const lessonIds = [...new Set([...predictions, ...notes].map(({ lessonId }) => lessonId))];
  return inCourseOrder(lessonIds, (lessonId) => lessonId, places).flatMap((lessonId) => {
    const place = places.get(lessonId);
    const title = place ? createElement('a', { href: place.href }, place.title) : lessonId;
    const guesses = predictions
      .filter((entry) => entry.lessonId === lessonId)
      .map(({ prediction: { stem, choice, right } }) =>
        createElement(
          'p',
          { class: 'workbook-guess' },
          createElement('span', { class: 'workbook-prompt' }, stem),
          createElement('span', {}, `First guess: ${choice} `),
          createElement('span', { class: 'workbook-where' }, right ? 'It holds.' : 'It does not hold.'),
        ),
      );
    const texts = notes
      .filter((entry) => entry.lessonId === lessonId)
      .map(({ note }) =>
        createElement(
          'div',
          { class: 'workbook-note' },
          createElement('p', { class: 'workbook-prompt' }, note.prompt ?? ''),
          createElement('p', { class: 'workbook-text' }, note.text),
        ),
      );
    return [createElement('h3', {}, title), ...guesses, ...texts];
  });
}
