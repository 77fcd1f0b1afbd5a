/**
 * The queue in words: the sentences above the charts, and the cells of the tables below them. Pure; runs at build time and
 * in the browser.
 * @module
 */
import type { QueueRun, QueueSetup } from './model.ts';
import { load, percentileS, RUN } from './model.ts';

/** How much longer the other queue is that a full one is compared with. */
export const LONGER = 10;

/** The moments that the table names, in seconds. */
export const TABLE_MOMENTS_S: readonly number[] = [30, 60, 90, 120, 150, 180, 210, 240, 270, 300];

/**
 * What became of the messages of a run, and how long the finished ones took.
 *
 * @example
 * sayRun(setup, run) // 'Run 1. Load 95 %: 2,821 messages came, 2,814 were done, none was dropped, 7 are unfinished. …'
 */
export function sayRun(setup: QueueSetup, run: QueueRun): string {
  const done = run.timesS.length;
  const dropped = run.dropped === 0 ? 'none was dropped' : `${count(run.dropped)} dropped`;
  return (
    `Run ${setup.seed}. Load ${percent(100 * load(setup))}: ${count(run.arrived)} messages came, ${count(done)} were done, ` +
    `${dropped}, ${count(run.arrived - done - run.dropped)} unfinished. Half of the done took at most ` +
    `${seconds(percentileS(run.timesS, 0.5))}, ${percent(95)} at most ${seconds(percentileS(run.timesS, 0.95))}.`
  );
}

/**
 * What a longer queue would do for a run.
 *
 * @param longer The same run with `LONGER` times the limit.
 *
 * @example
 * sayLonger(setup, run, longer) // 'The queue was full after 53 s. Ten times as long, it is full after …'
 */
export function sayLonger(setup: QueueSetup, run: QueueRun, longer: QueueRun): string {
  if (setup.queueLimit === Number.POSITIVE_INFINITY) {
    const backlog = run.readings.at(-1)?.waiting ?? 0;
    return load(setup) >= 1
      ? `Without a limit nobody is told to slow down: ${count(backlog)} messages wait at the end, and more every minute.`
      : 'Without a limit nobody is told to slow down; at this load the queue comes down again.';
  }
  if (run.firstDroppedAtS === undefined) {
    return load(setup) > 1
      ? 'The queue was not full in these 5 minutes, but more comes than can be done: it fills whatever its limit.'
      : 'The queue was never full: a longer one would change nothing.';
  }
  const outcome =
    longer.firstDroppedAtS === undefined
      ? 'nothing is dropped in these 5 minutes'
      : `it is full after ${seconds(longer.firstDroppedAtS)}`;
  return (
    `The queue was full after ${seconds(run.firstDroppedAtS)}. Ten times as long, ${outcome}, ` +
    `and ${percent(95)} take up to ${seconds(percentileS(longer.timesS, 0.95))}.`
  );
}

/** The rows of the table over time: name and a cell for each of `TABLE_MOMENTS_S`. */
export function sayReadings({ readings }: QueueRun): readonly (readonly string[])[] {
  const rows = TABLE_MOMENTS_S.map((atS) => readings[atS / RUN.readEveryS]);
  return [
    rows.map((reading) => count(reading?.waiting ?? 0)),
    rows.map((reading) => count(reading?.held ?? 0)),
    rows.map((reading) => number(reading?.oldestS ?? 0)),
    rows.map((reading) => count(reading?.dropped ?? 0)),
  ];
}

/** The rows of the table over loads: half, 95 %, dropped. */
export function sayLoads(runs: readonly QueueRun[]): readonly (readonly string[])[] {
  return [
    runs.map(({ timesS }) => number(percentileS(timesS, 0.5))),
    runs.map(({ timesS }) => number(percentileS(timesS, 0.95))),
    runs.map(({ dropped }) => count(dropped)),
  ];
}

function seconds(value: number): string {
  return `${number(value)}\u00a0s`;
}

/** A line never ends before its unit. */
function percent(value: number): string {
  return `${Math.round(value)}\u00a0%`;
}

/** Tenths below ten, whole seconds above. */
function number(value: number): string {
  return value < 9.95 ? value.toFixed(1) : count(Math.round(value));
}

/** With a comma at the thousands, on every machine. */
function count(value: number): string {
  return value.toLocaleString('en');
}
