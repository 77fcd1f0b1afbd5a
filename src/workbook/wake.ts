/**
 * Loads what a page does with the workbook when there is something to do: at once when this learner has a workbook, with
 * the first touch, key or scroll otherwise. Until then a page costs this file.
 * Runs in the browser; importing it starts it.
 * @module
 */
import { ANSWER_EVENT, NOTE_EVENT, PREDICT_EVENT } from '#course/reader-event.ts';
import { earlyNotes } from './early-notes.ts';
import { writeJournal } from './journal.ts';
import { pageWorkbookName } from './workbook-name.ts';

let loading: Promise<typeof import('./page-scripts.ts')> | undefined;
let isLoaded = false;

function load(): Promise<typeof import('./page-scripts.ts')> {
  loading ??= import('./page-scripts.ts').then(
    (scripts) => {
      isLoaded = true;
      return scripts;
    },
    (error: unknown) => {
      loading = undefined;
      const saved = document.querySelector('course-saved');
      saved?.setAttribute('data-state', 'not-saved');
      saved?.querySelector('p')?.replaceChildren('Not saved: a part of this page is missing. Reload it.');
      throw error;
    },
  );
  return loading;
}

for (const type of ['pointerdown', 'keydown', 'scroll', 'focusin']) {
  addEventListener(type, () => void load().catch(() => undefined), { once: true, passive: true, capture: true });
}
// What is announced before the rest has arrived waits for it.
for (const type of [ANSWER_EVENT, NOTE_EVENT, PREDICT_EVENT]) {
  addEventListener(type, (event) => {
    void load().then(
      ({ takeEvent }) => takeEvent(event),
      () => undefined,
    );
  });
}
// A page that is left before the rest has arrived leaves its notes for the next one.
addEventListener('pagehide', () => writeJournal(pageWorkbookName(), earlyNotes(isLoaded)));
void hasWorkbook().then(async (isThere) => {
  if (isThere) await load().catch(() => undefined);
});

/** Whether the database exists, without creating it. Where that cannot be known, it may. */
async function hasWorkbook(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === pageWorkbookName());
  } catch {
    return true;
  }
}
