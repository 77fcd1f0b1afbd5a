/**
 * The two charts of the queue figure: the run over time (depth above, age below), and the time that 95 % of the messages
 * take against the load. Pure; runs at build time and in the browser.
 * @module
 */
import { BURST } from './arrivals.ts';
import type { QueueRun, QueueSetup, Reading } from './model.ts';
import { load, LOADS_PERCENT, percentileS, RUN } from './model.ts';
import { niceScale } from './nice-scale.ts';

/** A plot inside a drawing, in the drawing's own units. */
interface Panel {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The chart over time: depth, the strip of dropped messages, age. */
export const TIME_CHART = { width: 500, height: 340, dropsY: 186 } as const;
export const DEPTH: Panel = { left: 46, right: 482, top: 28, bottom: 176 };
export const AGE: Panel = { left: 46, right: 482, top: 234, bottom: 302 };

/** The chart over load. */
export const LOAD_CHART = { width: 280, height: 250 } as const;
export const LOADS: Panel = { left: 40, right: 268, top: 28, bottom: 204 };
/** The ends of the load axis, in percent. */
const LOAD_AXIS = { from: 50, to: 105 } as const;

/** Attributes of the shapes and texts, by the name that stands in their `data-shape` or `data-label`. */
export interface Charts {
  readonly paths: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What both charts show for a run and for its comparison at other loads.
 *
 * @example
 * drawCharts(setup, simulateQueue(setup), simulateLoads(setup)).paths.waiting // 'M46 176L50 171…'
 */
export function drawCharts(setup: QueueSetup, run: QueueRun, runs: readonly QueueRun[]): Charts {
  const { readings } = run;
  const depthEnd = niceScale(Math.max(...readings.map(({ waiting, held }) => Math.max(waiting, held))), 10);
  const ageEnd = niceScale(Math.max(...readings.map(({ oldestS }) => oldestS)), 1);
  const p95s = runs.map(({ timesS }) => percentileS(timesS, 0.95));
  const loadPercent = 100 * load(setup);
  const p95S = percentileS(run.timesS, 0.95);
  const isOnAxis = loadPercent >= LOAD_AXIS.from && loadPercent <= LOAD_AXIS.to;
  const loadEnd = niceScale(Math.max(...p95s, isOnAxis ? p95S : 0), 1);
  const overTime = (panel: Panel, end: number, of: (reading: Reading) => number): string =>
    through(readings.map((reading) => [xOfTime(reading.atS), yOn(panel, of(reading) / end)]));
  const isLimitShown = setup.queueLimit <= depthEnd;
  const limitY = yOn(DEPTH, setup.queueLimit / depthEnd);

  return {
    paths: {
      waiting: overTime(DEPTH, depthEnd, ({ waiting }) => waiting),
      held: overTime(DEPTH, depthEnd, ({ held }) => held),
      limit: isLimitShown ? `M${DEPTH.left} ${limitY}H${DEPTH.right}` : '',
      drops: drops(readings),
      age: overTime(AGE, ageEnd, ({ oldestS }) => oldestS),
      burst: setup.burstFactor === 1 ? '' : [DEPTH, AGE].map(burstBand).join(''),
      loads: through(p95s.map((p95, index) => [xOfLoad(LOADS_PERCENT[index] ?? 0), yOn(LOADS, p95 / loadEnd)])),
      chosen: isOnAxis ? square(xOfLoad(loadPercent), yOn(LOADS, p95S / loadEnd)) : '',
    },
    labels: {
      depthEnd: String(depthEnd),
      depthHalf: String(depthEnd / 2),
      ageEnd: String(ageEnd),
      loadEnd: String(loadEnd),
      loadHalf: String(loadEnd / 2),
      limit: isLimitShown ? `limit ${setup.queueLimit}` : '',
      burst: setup.burstFactor === 1 ? '' : `burst × ${setup.burstFactor}`,
    },
  };
}

/** Horizontal place of a moment. */
export function xOfTime(atS: number): number {
  return Math.round(DEPTH.left + ((DEPTH.right - DEPTH.left) * atS) / RUN.lengthS);
}

/** Horizontal place of a load in percent. */
export function xOfLoad(percent: number): number {
  const share = (percent - LOAD_AXIS.from) / (LOAD_AXIS.to - LOAD_AXIS.from);
  return round(LOADS.left + (LOADS.right - LOADS.left) * share);
}

/** Vertical place of a share of an axis. */
export function yOn({ top, bottom }: Panel, share: number): number {
  return round(bottom - (bottom - top) * share);
}

/** A stroke for each stretch between two readings in which a message was dropped. */
function drops(readings: readonly Reading[]): string {
  return readings
    .filter(({ dropped }, index) => dropped > (readings[index - 1]?.dropped ?? 0))
    .map(({ atS }) => `M${xOfTime(atS)} ${TIME_CHART.dropsY}l-4 8`)
    .join('');
}

function burstBand({ top, bottom }: Panel): string {
  return `M${xOfTime(BURST.fromS)} ${top}H${xOfTime(BURST.toS)}V${bottom}H${xOfTime(BURST.fromS)}z`;
}

function square(x: number, y: number): string {
  return `M${round(x - 5)} ${round(y - 5)}h10v10h-10z`;
}

function through(points: readonly (readonly [x: number, y: number])[]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`;
}

/** One decimal is finer than a screen shows. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
