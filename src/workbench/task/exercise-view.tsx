/**
 * The exercise of a step: each item is given an option, and *Check* says of each choice in words why it is right or what speaks
 * against it. Choices are kept as they are made.
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LabExercise } from '#course/lab-exercise.ts';
import type { LabStep } from '#course/lab-manifest.ts';
import { markExercise, type MarkedExercise, type MarkedItem } from '../state/mark-exercise.ts';
import { MarkedText } from '../text/marked-text.tsx';
import type { ViewProps } from '../view-props.ts';
import { CreditSign } from './credit-sign.tsx';
import { ExerciseDrawing } from './exercise-drawing.tsx';

interface ExerciseProps extends ViewProps {
  readonly step: LabStep;
  readonly exercise: LabExercise;
}

export function ExerciseView({ step, exercise, state, act }: ExerciseProps): JSX.Element {
  // What is chosen before the script is there would be lost.
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const marked = markExercise(exercise, step.id, state.facts);
  return (
    <form
      class="exercise"
      data-part="exercise"
      onSubmit={(event) => {
        event.preventDefault();
        act?.checkExercise(step);
      }}
    >
      <fieldset disabled={!isAlive}>
        <legend>
          <MarkedText text={exercise.question} />
        </legend>
        {marked.items.map((item) => (
          <ItemRow
            key={item.item.id}
            {...item}
            name={`${step.id}-${item.item.id}`}
            options={exercise.options}
            choose={(option) => act?.chooseOption(step, item.item.id, option)}
          />
        ))}
        <ExerciseDrawing exercise={exercise} items={marked.items} />
        <div class="run-row">
          <button type="submit" class="btn" disabled={marked.items.every(({ option }) => option === '')}>
            Check
          </button>
          <p class="num" role="status">
            {sentenceOf(marked)}
          </p>
        </div>
        {marked.isDone && isAsMarked(marked) && (
          <p class="explain">
            <MarkedText text={exercise.explain} />
          </p>
        )}
      </fieldset>
    </form>
  );
}

interface ItemRowProps extends MarkedItem {
  /** Unique on the page. */
  readonly name: string;
  readonly options: LabExercise['options'];
  readonly choose: (option: string) => void;
}

function ItemRow({ item, option, isRight, feedback, name, options, choose }: ItemRowProps): JSX.Element {
  return (
    <div class="exercise-item" data-item={item.id}>
      <label for={name}>
        <MarkedText text={item.label} />
      </label>
      <select
        id={name}
        value={option}
        autocomplete="off"
        aria-describedby={`${name}-about ${name}-said`}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">Choose</option>
        {options.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <p class="about" id={`${name}-about`}>
        <MarkedText text={item.about} />
      </p>
      <p
        class="said"
        id={`${name}-said`}
        data-verdict={isRight === undefined ? undefined : isRight ? 'right' : 'wrong'}
      >
        {isRight !== undefined && (
          <>
            <CreditSign state={isRight ? 'done' : 'open'} />
            <span>
              <strong>{isRight ? 'Right.' : 'Not right.'}</strong> <MarkedText text={feedback ?? ''} />
            </span>
          </>
        )}
      </p>
    </div>
  );
}

/** What is chosen is what was marked. */
const isAsMarked = ({ items }: MarkedExercise): boolean => items.every(({ isRight }) => isRight !== undefined);

function sentenceOf(marked: MarkedExercise): string {
  const { items, rightCount } = marked;
  const openCount = items.filter(({ option }) => option === '').length;
  if (rightCount === undefined) return openCount === 0 ? 'Not checked yet.' : `Without a choice: ${openCount}.`;
  const changedCount = items.filter(({ option, isRight }) => option !== '' && isRight === undefined).length;
  return [
    `${rightCount} of ${items.length} right.`,
    ...(openCount > 0 ? [`Without a choice: ${openCount}.`] : []),
    ...(changedCount > 0 ? [`Changed since, not checked yet: ${changedCount}.`] : []),
  ].join(' ');
}
