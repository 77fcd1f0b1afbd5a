/**
 * At 1024 px code and system take turns in one place; this switch stands in the head of both.
 * @module
 */
import type { JSX } from 'preact';
import type { ViewProps } from './view-props.ts';

export function MiddleSwitch({ state, act }: ViewProps): JSX.Element {
  return (
    <div class="middle-switch seg" role="group" aria-label="Show">
      {(['code', 'system'] as const).map((middle) => (
        <button
          type="button"
          key={middle}
          aria-pressed={state.middle === middle}
          onClick={() => act?.showMiddle(middle)}
        >
          {middle === 'code' ? 'Code' : 'System'}
        </button>
      ))}
    </div>
  );
}
