/**
 * Walks the map through its timeline: a slider, a step back, a step on, back to the end. Arrow keys step, Home goes
 * before the first step, End and Escape to the end, from where the map follows what happens next.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { formatMs } from '../timeline/format-ms.ts';
import type { MapStep } from './map-steps.ts';
import { processStateWords } from './process-state-words.ts';

interface MapStepperProps {
  readonly steps: readonly MapStep[];
  /** Index of the step that is shown; -1 before the first. The last one when the map follows the end. */
  readonly index: number;
  /** The map shows everything that happened. */
  readonly isAtEnd: boolean;
  readonly marked: string | undefined;
  /** Only the messages of the marked operation are steps. */
  readonly isOnlyMarked: boolean;
  readonly onStep: (index: number) => void;
  readonly onEnd: () => void;
  readonly onOnlyMarked: (isOnlyMarked: boolean) => void;
}

export function MapStepper(props: MapStepperProps): JSX.Element {
  const { steps, index, isAtEnd, marked, isOnlyMarked, onStep, onEnd, onOnlyMarked } = props;
  const last = steps.length - 1;
  const words = isAtEnd ? `All of it: ${steps.length} steps` : wordsOf(steps[index]);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Escape' && event.key !== 'End') return;
    // Else the slider itself moves to the last step, and the map stays there.
    event.preventDefault();
    onEnd();
  };
  return (
    <div class="map-steps" role="group" aria-label="Steps of the map">
      <div class="map-steps-row">
        <button
          type="button"
          class="btn small"
          aria-label="Previous message"
          disabled={index < 0}
          onClick={() => onStep(isAtEnd ? last : index - 1)}
        >
          ‹
        </button>
        <input
          type="range"
          aria-label="Message that the map stands at"
          aria-valuetext={words}
          min={-1}
          max={last}
          step={1}
          value={isAtEnd ? last : index}
          onInput={(event) => onStep(event.currentTarget.valueAsNumber)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="btn small"
          aria-label="Next message"
          disabled={isAtEnd}
          onClick={() => (index >= last ? onEnd() : onStep(index + 1))}
        >
          ›
        </button>
      </div>
      <p class="fine num" data-part="map-step">
        {words}
      </p>
      <div class="map-steps-row">
        {marked !== undefined && (
          <label class="check">
            <input
              type="checkbox"
              checked={isOnlyMarked}
              onChange={(event) => onOnlyMarked(event.currentTarget.checked)}
            />
            Only <mark>{marked}</mark>
          </label>
        )}
        {!isAtEnd && (
          <button type="button" class="btn small" onClick={onEnd}>
            Show all of it
          </button>
        )}
      </div>
    </div>
  );
}

function wordsOf(step: MapStep | undefined): string {
  if (!step) return 'Before the first message';
  const { message, passage, moment, atMs } = step;
  if (message) {
    const { from, to, label, operation, kind } = message;
    const broke = kind === 'refused' || kind === 'lost' || kind === 'reset' ? ` (${kind})` : '';
    return `${formatMs(atMs)}, ${operation === undefined ? '' : `${operation}: `}${from} → ${to} ${label}${broke}`;
  }
  if (passage) {
    const { from, to, label, operation } = passage;
    return `${formatMs(atMs)}, ${operation === undefined ? '' : `${operation}: `}${from} → ${to} ${label}`;
  }
  const became = {
    started: processStateWords.starting,
    listening: processStateWords.up,
    killed: 'killed',
    exited: 'ended',
  } as const;
  const state = moment && became[moment.kind as keyof typeof became];
  return `${formatMs(atMs)}, ${moment?.process}: ${state}`;
}
