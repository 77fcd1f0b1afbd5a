/**
 * Actions on the exercise of a step: choose, take back, mark. The workbook stores them.
 * @module
 */
import { withChoice, withExerciseCheck } from '#workbook/lab-record.ts';
import { answerOf, scoreExercise } from './mark-exercise.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';

type ExerciseActions = Pick<WorkbenchActions, 'chooseOption' | 'checkExercise'>;

export function createExerciseActions({ store, parts, work }: WorkbenchContext): ExerciseActions {
  return {
    chooseOption: ({ id: step }, item, option) => {
      const choice = { step, item, option };
      // Shown at once, also while the workbook is still opening.
      store.update(({ facts }) => ({ facts: withChoice(facts, { ...choice, atIso: parts.nowIso() }) }));
      void work.then((opened) => opened.recordChoice(choice));
    },
    checkExercise: ({ id: step, exercise }) => {
      if (!exercise) return;
      const answer = answerOf(exercise, step, store.get().facts);
      const check = { step, answer, isRight: scoreExercise(exercise, answer).isRight };
      store.update(({ facts }) => ({ facts: withExerciseCheck(facts, { ...check, atIso: parts.nowIso() }) }));
      void work.then((opened) => opened.recordExerciseCheck(check));
    },
  };
}
