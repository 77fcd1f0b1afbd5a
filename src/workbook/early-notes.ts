/**
 * Notes written before the scripts that announce and store them have arrived, as on a slow network.
 * Runs in the browser.
 * @module
 */
import type { TextWrite } from './write-text.ts';

/**
 * Texts of notebooks that nobody listens to yet.
 *
 * @param isHeard The script that takes announcements has arrived; only notebooks that cannot announce are left.
 */
export function earlyNotes(isHeard: boolean): readonly TextWrite[] {
  const lessonId = document.querySelector<HTMLElement>('main[data-lesson]')?.dataset['lesson'];
  const notebooks = document.querySelectorAll(isHeard ? 'course-notebook:not(:defined)' : 'course-notebook');
  return [...notebooks].flatMap((notebook) => {
    const area = notebook.querySelector('textarea');
    if (!area || area.value === area.defaultValue) return [];
    return {
      kind: 'note',
      id: `${lessonId}/${notebook.getAttribute('note-id')}`,
      text: area.value,
      baseRevision: 0,
      starter: '',
      atIso: new Date().toISOString(),
      about: { prompt: notebook.querySelector('label')?.textContent ?? '' },
    };
  });
}
