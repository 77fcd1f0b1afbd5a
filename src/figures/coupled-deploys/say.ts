/**
 * The coupled deploys in words: the status line and the cells of the table. Pure; runs at build time and in the browser.
 * @module
 */
import type { Flow, Situation } from './model.ts';
import { releaseAlone, releaseTogether } from './model.ts';

/**
 * Who gets more changes to customers, in one sentence or two.
 *
 * @example
 * sayComparison(situation) // '3 teams: one release brings 14 changes a week to customers, separate releases 11. …'
 */
export function sayComparison(situation: Situation): string {
  const together = releaseTogether(situation);
  const alone = releaseAlone(situation);
  const [one, own] = [Math.round(together.changesPerWeek), Math.round(alone.changesPerWeek)];
  const teams = situation.teams === 1 ? '1 team' : `${situation.teams} teams`;
  const verdict =
    one === own ? 'It makes no difference.' : one > own ? 'One release brings more.' : 'Separate releases bring more.';
  const queue = Number.isFinite(together.waitHours) ? '' : ' The one release train is full: its queue grows.';
  return `${teams}: one release for all brings ${one} changes a week to customers, separate releases ${own}. ${verdict}${queue}`;
}

/** The cells of one row, in the order of the table's head. */
export function sayFlow({ changesPerWeek, waitHours, brokenPerWeek }: Flow): readonly [string, string, string] {
  return [
    String(Math.round(changesPerWeek)),
    Number.isFinite(waitHours)
      ? `${waitHours < 10 ? waitHours.toFixed(1) : Math.round(waitHours)} h`
      : 'grows each week',
    brokenPerWeek.toFixed(1),
  ];
}

/** What remains for changes that touch one service. */
export function sayShare({ touchTwoPercent, touchThreePercent }: Situation): string {
  return `${100 - touchTwoPercent - touchThreePercent} %`;
}
