/**
 * Stores what a learner does on a lesson page besides writing notes.
 * Runs in the browser; with a memory store anywhere.
 * @module
 */
import type { PredictDetail } from '#course/reader-event.ts';
import type { QuizAnswerDetail } from '#quiz/attempt.ts';
import type { Workbook } from './workbook.ts';

/** Remembers when the lesson was opened for the first time. */
export const storeVisit = (workbook: Workbook, lessonId: string): Promise<boolean> =>
  workbook.change([['lesson', lessonId]], (records) => {
    records.put('lesson', lessonId, { visitedAtIso: records.nowIso, ...records.get('lesson', lessonId) });
  });

/**
 * Appends the attempts. When every question of the page has one, the lesson is done.
 *
 * @param questionIds Every question of the lesson's quiz.
 */
export const storeAnswers = (
  workbook: Workbook,
  { lessonId, attempts, answersSeenInSitting }: QuizAnswerDetail,
  questionIds: readonly string[],
): Promise<boolean> =>
  workbook.append(
    [
      ['quiz', lessonId],
      ['lesson', lessonId],
    ],
    (records) => {
      const before = records.get('quiz', lessonId);
      const all = [...(before?.attempts ?? []), ...attempts];
      records.put('quiz', lessonId, {
        ...before,
        attempts: all,
        answersSeenInSitting: Math.max(before?.answersSeenInSitting ?? 0, answersSeenInSitting),
      });
      const answered = new Set(all.map(({ questionId }) => questionId));
      const lesson = records.get('lesson', lessonId) ?? { visitedAtIso: records.nowIso };
      const isDone = questionIds.every((id) => answered.has(id));
      records.put('lesson', lessonId, isDone ? { completedAtIso: records.nowIso, ...lesson } : lesson);
    },
  );

/** Keeps the first guess: a later one knows the explanation. */
export const storePrediction = (
  workbook: Workbook,
  lessonId: string,
  { predictionId, ...guess }: PredictDetail,
): Promise<boolean> =>
  workbook.append([['prediction', `${lessonId}/${predictionId}`]], (records) => {
    const id = `${lessonId}/${predictionId}`;
    if (!records.get('prediction', id)) records.put('prediction', id, guess);
  });
