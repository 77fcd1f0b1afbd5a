/**
 * From virtual milliseconds to drawing units, to scale, with long empty stretches cut out and marked. Pure.
 * @module
 */
export interface TimeBreak {
  readonly fromMs: number;
  readonly toMs: number;
  /** Where the cut is drawn. */
  readonly y: number;
}

export interface TimeScale {
  readonly y: (ms: number) => number;
  readonly breaks: readonly TimeBreak[];
  /** Whole steps such as 0.5 ms, inside the drawn time. */
  readonly ticksMs: readonly number[];
  readonly height: number;
  readonly unitsPerMs: number;
}

const breakHeight = 34;
const minimalGapMs = 20;

/**
 * Lays the moments out over about `targetHeight` units.
 *
 * @param timesMs Every moment that is drawn, in any order; at least one.
 *
 * @example
 * timeScale([0, 2, 4], 200).y(2) // 100
 */
export function timeScale(timesMs: readonly number[], targetHeight: number): TimeScale {
  const times = [...new Set(timesMs)].sort((left, right) => left - right);
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const gaps = longGaps(times);
  const drawnMs = Math.max(last - first - gaps.reduce((sum, gap) => sum + gap.toMs - gap.fromMs, 0), 0.5);
  const unitsPerMs = targetHeight / drawnMs;
  const y = (ms: number): number => {
    let skippedMs = 0;
    let added = 0;
    for (const gap of gaps) {
      if (ms >= gap.toMs) {
        skippedMs += gap.toMs - gap.fromMs;
        added += breakHeight;
      } else if (ms > gap.fromMs) {
        const share = (ms - gap.fromMs) / (gap.toMs - gap.fromMs);
        return (gap.fromMs - first - skippedMs) * unitsPerMs + added + share * breakHeight;
      }
    }
    return (ms - first - skippedMs) * unitsPerMs + added;
  };
  return {
    y,
    unitsPerMs,
    breaks: gaps.map((gap) => ({ ...gap, y: (y(gap.fromMs) + y(gap.toMs)) / 2 })),
    ticksMs: ticks(first, last, unitsPerMs, gaps),
    height: Math.max(y(last), targetHeight / 4),
  };
}

/** Stretches that would take more than half of what is left to draw: cut, longest first, at most three. */
function longGaps(times: readonly number[]): readonly { fromMs: number; toMs: number }[] {
  const all = times
    .slice(1)
    .map((toMs, index) => ({ fromMs: times[index] as number, toMs }))
    .sort((left, right) => right.toMs - right.fromMs - (left.toMs - left.fromMs));
  const cut: { fromMs: number; toMs: number }[] = [];
  let restMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  for (const gap of all.slice(0, 3)) {
    const lengthMs = gap.toMs - gap.fromMs;
    if (lengthMs < minimalGapMs || lengthMs < restMs / 2) break;
    cut.push({ fromMs: gap.fromMs, toMs: gap.toMs });
    restMs -= lengthMs;
  }
  return cut.sort((left, right) => left.fromMs - right.fromMs);
}

function ticks(
  first: number,
  last: number,
  unitsPerMs: number,
  gaps: readonly { fromMs: number; toMs: number }[],
): readonly number[] {
  const step = niceStep(44 / unitsPerMs);
  const found: number[] = [];
  for (let index = Math.ceil(first / step); index * step <= last && found.length < 60; index += 1) {
    const ms = Number((index * step).toPrecision(12));
    const inGap = gaps.find(({ fromMs, toMs }) => ms > fromMs && ms < toMs);
    if (inGap) index = Math.ceil(inGap.toMs / step) - 1;
    else found.push(ms);
  }
  return found;
}

/** The next of 1, 2, 5, 10, 20 … that is not smaller. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * 0.999) ?? 10;
  return factor * power;
}
