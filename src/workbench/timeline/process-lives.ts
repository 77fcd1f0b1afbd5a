/**
 * When each process lived within the drawn time. Pure.
 * @module
 */
import type { Timeline } from '#bench/judge/report.ts';
import type { TimelineWindow } from './timeline-window.ts';

/** A stretch of a life line, from y to y. */
export interface Life {
  readonly fromY: number;
  readonly toY: number;
}

export function processLives(
  process: string,
  timeline: Timeline,
  window: TimelineWindow,
  y: (ms: number) => number,
  edge: { readonly top: number; readonly bottom: number },
): readonly Life[] {
  const turns = timeline.moments.filter(
    (moment) => moment.process === process && ['killed', 'exited', 'started'].includes(moment.kind),
  );
  const before = turns.findLast(({ atMs }) => atMs < window.fromMs);
  const lives: Life[] = [];
  let aliveFrom: number | undefined = before === undefined || before.kind === 'started' ? edge.top : undefined;
  for (const turn of turns) {
    if (turn.atMs < window.fromMs || turn.atMs > window.toMs) continue;
    if (turn.kind === 'started') aliveFrom ??= y(turn.atMs);
    else if (aliveFrom !== undefined) {
      lives.push({ fromY: aliveFrom, toY: y(turn.atMs) });
      aliveFrom = undefined;
    }
  }
  if (aliveFrom !== undefined) lives.push({ fromY: aliveFrom, toY: edge.bottom });
  return lives;
}
