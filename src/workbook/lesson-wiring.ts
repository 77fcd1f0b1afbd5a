/**
 * Connects a lesson page with the workbook: gives quiz, predictions and notebooks back what was stored, and stores what
 * they announce. They know nothing of it.
 * Runs in the browser; importing it starts it.
 * @module
 */
import {
  ANSWER_EVENT,
  NOTE_EVENT,
  type NoteDetail,
  PREDICT_EVENT,
  type PredictDetail,
  type PredictElement,
  WAKE_EVENT,
} from '#course/reader-event.ts';
import type { QuizAnswerDetail, RestorableQuiz } from '#quiz/attempt.ts';
import { wireNotes } from './note-wiring.ts';
import { pageWorkbook } from './page-workbook.ts';
import { recoverJournal } from './recover-journal.ts';
import { storeAnswers, storePrediction, storeVisit } from './store-lesson.ts';
import { watchUnsaved } from './unsaved-texts.ts';
import type { Workbook } from './workbook.ts';
import { pageWorkbookName } from './workbook-name.ts';
import type { TextWrite } from './write-text.ts';

const page = document.querySelector<HTMLElement>('main[data-lesson]');
const lessonId = page?.dataset['lesson'] ?? '';
let notes: ((detail: NoteDetail) => void) | undefined;
/** Notes announced before the workbook is open, the latest of each: nobody else knows them yet. */
const announced = new Map<string, TextWrite>();

if (page) watchUnsaved(() => [...announced.values()]);
if (page) void pageWorkbook().then((workbook) => restore(page, workbook));

/** @public Stores what a quiz, a prediction or a notebook announced. */
export async function takeEvent({ type, detail }: Event & { readonly detail?: unknown }): Promise<void> {
  if (!page) return;
  if (type === NOTE_EVENT) return takeNote(page, detail as NoteDetail);
  const workbook = await pageWorkbook();
  // The events are this site's own; their shapes are checked where they are read from storage.
  if (type === ANSWER_EVENT) await storeAnswers(workbook, detail as QuizAnswerDetail, questionIds(page));
  if (type === PREDICT_EVENT) await storePrediction(workbook, lessonId, detail as PredictDetail);
}

/** Holds the note from the first moment on: a page that goes away while the workbook opens leaves it in the journal. */
async function takeNote(page: HTMLElement, detail: NoteDetail): Promise<void> {
  const { noteId, prompt, text } = detail;
  const held: TextWrite = {
    kind: 'note',
    id: `${lessonId}/${noteId}`,
    text,
    atIso: new Date().toISOString(),
    baseRevision: 0,
    starter: '',
    about: { prompt },
  };
  announced.set(noteId, held);
  const workbook = await pageWorkbook();
  if (announced.get(noteId) !== held) return;
  announced.delete(noteId);
  notesOf(page, workbook)(detail);
}

async function restore(page: HTMLElement, workbook: Workbook): Promise<void> {
  await recoverJournal(workbook, pageWorkbookName());
  const read = <Kind extends 'note' | 'prediction'>(kind: Kind, selector: string, attribute: string) =>
    Promise.all(
      [...page.querySelectorAll(selector)].map((element) =>
        workbook.read(kind, `${lessonId}/${element.getAttribute(attribute)}`),
      ),
    );
  const texts = await read('note', 'course-notebook', 'note-id');
  const predictions = await read('prediction', 'course-predict', 'prediction-id');
  const quiz = await workbook.read('quiz', lessonId);
  await storeVisit(workbook, lessonId);

  if (![...texts, ...predictions, quiz].some(Boolean)) return;
  wakeElements();
  if (texts.some(Boolean)) notesOf(page, workbook);
  if (predictions.some(Boolean)) await customElements.whenDefined('course-predict');
  for (const [index, element] of page.querySelectorAll<PredictElement>('course-predict').entries()) {
    const prediction = predictions[index];
    if (prediction) element.restore(prediction.choice);
  }
  if (!quiz) return;
  await customElements.whenDefined('course-quiz');
  page.querySelector<RestorableQuiz>('course-quiz')?.restore({ lessonId, ...quiz });
}

/** The script that listens may still be on its way; when the page is complete, it is there. */
function wakeElements(): void {
  dispatchEvent(new Event(WAKE_EVENT));
  if (document.readyState !== 'complete') addEventListener('load', () => dispatchEvent(new Event(WAKE_EVENT)));
}

const notesOf = (page: HTMLElement, workbook: Workbook) => (notes ??= wireNotes(page, workbook, lessonId));

const questionIds = (page: HTMLElement): readonly string[] =>
  [...page.querySelectorAll<HTMLElement>('course-quiz [data-question]')].map(
    ({ dataset }) => dataset['question'] ?? '',
  );
