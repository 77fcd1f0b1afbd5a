/**
 * The sign of a step, of a part of a check, or of a choice in an exercise: a shape for each, so that none depends on colour.
 * The words stand beside it, so the sign itself is silent.
 * @module
 */
import type { JSX } from 'preact';
import type { CreditState } from '#course/step-credit.ts';

/** The state in words. */
export const creditWord: Readonly<Record<CreditState | 'nothing-judged', string>> = {
  done: 'done',
  open: 'open',
  'not-judged': 'not judged yet',
  'nothing-judged': 'nothing to judge',
};

export function CreditSign({ state }: { readonly state: CreditState | 'nothing-judged' }): JSX.Element {
  return (
    <svg class={`sign credit-${state}`} width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

const shapes: Readonly<Record<CreditState | 'nothing-judged', JSX.Element>> = {
  done: <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM4.8 8.2l2.3 2.3 4.2-4.7" />,
  open: <path d="M2 2h12v12H2z" />,
  'not-judged': <path stroke-dasharray="2 2.4" d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z" />,
  'nothing-judged': <path d="M5 8h6" />,
};
