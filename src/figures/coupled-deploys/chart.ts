/**
 * The chart of coupled deploys: changes a week against the number of teams, two curves and the place that is chosen.
 * Pure; runs at build time and in the browser.
 * @module
 */
import type { Situation } from './model.ts';
import { MOST_TEAMS, releaseAlone, releaseTogether } from './model.ts';

/** The drawing's own units; the plot lies inside the margins. */
export const CHART = { width: 480, height: 284, left: 44, right: 12, top: 28, bottom: 46, mostChanges: 120 } as const;

export interface ChartPaths {
  /** Path data of each curve. */
  readonly together: string;
  readonly alone: string;
  /** Where the chosen number of teams stands. */
  readonly x: number;
  /** Path data of the line at that number. */
  readonly chosen: string;
  readonly togetherY: number;
  readonly aloneY: number;
}

/** Horizontal place of a number of teams. */
export function xOf(teams: number): number {
  return round(CHART.left + ((CHART.width - CHART.left - CHART.right) * (teams - 1)) / (MOST_TEAMS - 1));
}

/** Vertical place of a number of changes a week. */
export function yOf(changes: number): number {
  return round(CHART.height - CHART.bottom - ((CHART.height - CHART.top - CHART.bottom) * changes) / CHART.mostChanges);
}

/**
 * Both curves for the coupling of a situation, and its own place on them.
 *
 * @example
 * chartPaths(situation).alone // 'M44 218L62.4 …'
 */
export function chartPaths(situation: Situation): ChartPaths {
  const all = Array.from({ length: MOST_TEAMS }, (_, index) => ({ ...situation, teams: index + 1 }));
  const path = (flow: typeof releaseAlone) =>
    `M${all.map((each) => `${xOf(each.teams)} ${yOf(flow(each).changesPerWeek)}`).join('L')}`;
  const x = xOf(situation.teams);
  return {
    together: path(releaseTogether),
    alone: path(releaseAlone),
    x,
    chosen: `M${x} ${CHART.top}V${CHART.height - CHART.bottom}`,
    togetherY: yOf(releaseTogether(situation).changesPerWeek),
    aloneY: yOf(releaseAlone(situation).changesPerWeek),
  };
}

/** One decimal is finer than a screen shows. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
