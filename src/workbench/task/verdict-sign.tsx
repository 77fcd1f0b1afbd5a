/**
 * The sign of a verdict: a shape for each, so that none depends on colour.
 * @module
 */
import type { JSX } from 'preact';
import type { Verdict } from '#bench/judge/report.ts';

/** The verdict in a word, for people who hear the page. */
export const verdictWord: Readonly<Record<Verdict | 'running', string>> = {
  pass: 'held',
  fail: 'broken',
  inconclusive: 'inconclusive',
  error: 'could not be judged',
  'not-judged': 'not judged on this engine',
  'not-run': 'not run',
  running: 'running',
};

export function VerdictSign({ verdict }: { readonly verdict: Verdict | 'running' }): JSX.Element {
  return (
    <svg
      class={`sign sign-${verdict}`}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      role="img"
      aria-label={verdictWord[verdict]}
    >
      {shapes[verdict]}
    </svg>
  );
}

const shapes: Readonly<Record<Verdict | 'running', JSX.Element>> = {
  pass: <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM4.8 8.2l2.3 2.3 4.2-4.7" />,
  fail: (
    <>
      <path class="full" d="M1 1h14v14H1z" />
      <path class="cut" d="M5 5l6 6m0-6l-6 6" />
    </>
  ),
  inconclusive: <path d="M8 1.2L14.8 8 8 14.8 1.2 8zM5 8h6" />,
  error: <path d="M8 1.5l7 13H1zM8 6v4.2m0 1.6v1" />,
  'not-judged': <path d="M1.5 1.5h13v13h-13zM5 8h6" />,
  'not-run': <path stroke-dasharray="2 2.4" d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z" />,
  running: (
    <>
      <path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z" />
      <path class="full" d="M8 1.5A6.5 6.5 0 0 1 8 14.5z" />
    </>
  ),
};
