/**
 * What was chosen, as a drawing: each option a frame with the items that stand in it. The frames are lists, so the drawing is its
 * own text.
 * @module
 */
import type { JSX } from 'preact';
import type { LabExercise } from '#course/lab-exercise.ts';
import type { MarkedItem } from '../state/mark-exercise.ts';
import { MarkedText } from '../text/marked-text.tsx';
import { CreditSign } from './credit-sign.tsx';

interface DrawingProps {
  readonly exercise: LabExercise;
  readonly items: readonly MarkedItem[];
}

export function ExerciseDrawing({ exercise: { options }, items }: DrawingProps): JSX.Element {
  const unplaced = items.filter(({ option }) => option === '');
  return (
    <figure class="exercise-drawing">
      <figcaption>As it stands</figcaption>
      <ul>
        {options.map(({ id, label, about }) => (
          <li key={id} class="frame">
            <span class="frame-name">{label}</span>
            {about !== undefined && (
              <span class="about">
                <MarkedText text={about} />
              </span>
            )}
            <Held items={items.filter(({ option }) => option === id)} />
          </li>
        ))}
        {unplaced.length > 0 && (
          <li class="frame is-unplaced">
            <span class="frame-name">Nobody’s yet</span>
            <Held items={unplaced} />
          </li>
        )}
      </ul>
    </figure>
  );
}

function Held({ items }: { readonly items: readonly MarkedItem[] }): JSX.Element {
  if (items.length === 0) return <span class="about">holds nothing</span>;
  return (
    <ul>
      {items.map(({ item, isRight }) => (
        <li key={item.id} class="held-item">
          <MarkedText text={item.label} />
          {isRight !== undefined && (
            <>
              <CreditSign state={isRight ? 'done' : 'open'} />
              <span class="vh">{isRight ? ', right' : ', not right'}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
