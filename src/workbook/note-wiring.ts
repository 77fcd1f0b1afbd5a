/**
 * Notebooks of a page: shows stored texts, stores what is written, follows other tabs.
 * Runs in the browser.
 * @module
 */
import type { NoteDetail, NotebookElement } from '#course/reader-event.ts';
import { createLatestWriter, type LatestWriter } from './latest-writer.ts';
import { watchUnsaved } from './unsaved-texts.ts';
import type { Workbook } from './workbook.ts';
import { type TextWrite, writeText } from './write-text.ts';

interface Draft {
  readonly prompt: string;
  readonly text: string;
  readonly atIso: string;
}

interface Note {
  readonly writer: LatestWriter<Draft>;
  /** Revision that this page has seen. */
  revision: number;
}

/**
 * Begins to show what is stored, and keeps watching.
 *
 * @returns Takes what a notebook announced; ready at once, because what is typed while storage is busy counts too.
 */
export function wireNotes(page: HTMLElement, workbook: Workbook, lessonId: string): (detail: NoteDetail) => void {
  const notes = new Map<string, Note>();

  const toWrite = (noteId: string, { prompt, text, atIso }: Draft): TextWrite => ({
    kind: 'note',
    id: `${lessonId}/${noteId}`,
    text,
    atIso,
    baseRevision: notes.get(noteId)?.revision ?? 0,
    starter: '',
    about: { prompt },
  });

  const noteOf = (noteId: string): Note => {
    const known = notes.get(noteId);
    if (known) return known;
    const write = async (draft: Draft) => {
      const written = await writeText(workbook, toWrite(noteId, draft));
      if (written) note.revision = written.revision;
      return written !== undefined;
    };
    const note: Note = { writer: createLatestWriter(write), revision: 0 };
    notes.set(noteId, note);
    return note;
  };

  const show = async () => {
    await customElements.whenDefined('course-notebook');
    for (const element of page.querySelectorAll<NotebookElement>('course-notebook')) {
      const noteId = element.getAttribute('note-id') ?? '';
      const note = noteOf(noteId);
      const revisionBefore = note.revision;
      const record = await workbook.read('note', `${lessonId}/${noteId}`);
      // What is being typed here finds the other text when it is stored, and keeps it in the history.
      if (!record || note.writer.unsaved || note.revision !== revisionBefore || record.revision === revisionBefore)
        continue;
      note.revision = record.revision;
      element.restore(record.text);
    }
  };

  workbook.store.onForeignChange((keys) => {
    if (keys.some((key) => key.startsWith(`note/${lessonId}/`))) void show();
  });
  watchUnsaved(() =>
    [...notes].flatMap(([noteId, { writer }]) => (writer.unsaved ? [toWrite(noteId, writer.unsaved.value)] : [])),
  );
  void show();

  return ({ noteId, prompt, text }) => noteOf(noteId).writer.put({ prompt, text, atIso: workbook.nowIso() });
}
