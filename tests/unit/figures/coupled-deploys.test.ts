import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHART, chartPaths, xOf, yOf } from '#figures/coupled-deploys/chart.ts';
import type { Situation } from '#figures/coupled-deploys/model.ts';
import { MOST_TEAMS, releaseAlone, releaseTogether, TRAIN_LIMIT_PER_WEEK } from '#figures/coupled-deploys/model.ts';
import { sayComparison, sayFlow, sayShare } from '#figures/coupled-deploys/say.ts';

const situations = fc
  .record({
    teams: fc.integer({ min: 1, max: MOST_TEAMS }),
    touchTwoPercent: fc.integer({ min: 0, max: 100 }),
    touchThreePercent: fc.integer({ min: 0, max: 100 }),
    hasContractChecks: fc.boolean(),
  })
  .map((given): Situation => ({
    ...given,
    touchThreePercent: Math.min(given.touchThreePercent, 100 - given.touchTwoPercent),
  }));

const situation = (change: Partial<Situation> = {}): Situation => ({
  teams: 6,
  touchTwoPercent: 20,
  touchThreePercent: 10,
  hasContractChecks: true,
  ...change,
});

test('releaseTogether() never carries more than the train can, and its queue grows only then', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const { changesPerWeek, waitHours } = releaseTogether(given);
      expect(changesPerWeek).toBeLessThanOrEqual(TRAIN_LIMIT_PER_WEEK);
      expect(Number.isFinite(waitHours)).toBe(changesPerWeek < TRAIN_LIMIT_PER_WEEK);
    }),
  );
});

test('releaseTogether() waits longer for every further team', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const more = releaseTogether({ ...given, teams: given.teams + 1 });
      expect(more.waitHours >= releaseTogether(given).waitHours).toBe(true);
    }),
  );
});

test('releaseAlone() brings twice the changes with twice the teams, after the same wait', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const [once, twice] = [releaseAlone(given), releaseAlone({ ...given, teams: 2 * given.teams })];
      expect(twice.changesPerWeek).toBeCloseTo(2 * once.changesPerWeek, 9);
      expect(twice.waitHours).toBe(once.waitHours);
    }),
  );
});

test('both ways bring less, and wait no less, the more services a change touches', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const looser = { ...given, touchTwoPercent: 0, touchThreePercent: 0 };
      for (const flow of [releaseTogether, releaseAlone]) {
        expect(flow(given).changesPerWeek).toBeLessThanOrEqual(flow(looser).changesPerWeek);
      }
      expect(releaseAlone(given).waitHours).toBeGreaterThanOrEqual(releaseAlone(looser).waitHours);
    }),
  );
});

test('releaseAlone() breaks a tenth of the callers and waits no longer with contract checks', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const checked = releaseAlone({ ...given, hasContractChecks: true });
      const unchecked = releaseAlone({ ...given, hasContractChecks: false });
      expect(checked.waitHours).toBeLessThanOrEqual(unchecked.waitHours);
      expect(checked.brokenPerWeek / checked.changesPerWeek).toBeCloseTo(
        unchecked.brokenPerWeek / unchecked.changesPerWeek / 10,
        9,
      );
    }),
  );
});

test('one release wins at high coupling with every number of teams', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MOST_TEAMS }), fc.boolean(), (teams, hasContractChecks) => {
      const coupled = situation({ teams, hasContractChecks, touchTwoPercent: 0, touchThreePercent: 100 });
      expect(releaseTogether(coupled).changesPerWeek).toBeGreaterThan(releaseAlone(coupled).changesPerWeek);
    }),
  );
});

test('separate releases win with many teams and loose coupling, and not with few', () => {
  const loose = { touchTwoPercent: 10, touchThreePercent: 0 };
  const wins = (teams: number) =>
    releaseAlone(situation({ ...loose, teams })).changesPerWeek >
    releaseTogether(situation({ ...loose, teams })).changesPerWeek;
  expect([3, 6, 12, 18, 24].map(wins)).toEqual([false, false, false, true, true]);
});

test('sayComparison() names both numbers, the winner, and a train that is full', () => {
  expect(sayComparison(situation({ teams: 3 }))).toBe(
    '3 teams: one release for all brings 14 changes a week to customers, separate releases 11. One release brings more.',
  );
  expect(sayComparison(situation({ teams: 24, touchTwoPercent: 10, touchThreePercent: 0 }))).toMatch(
    /^24 teams: .* Separate releases bring more\. The one release train is full: its queue grows\.$/,
  );
  expect(sayComparison(situation({ teams: 1 }))).toMatch(/^1 team: /);
});

test('sayFlow() and sayShare() round for people', () => {
  expect(sayFlow({ changesPerWeek: 14.28, waitHours: 6.54, brokenPerWeek: 0.09 })).toEqual(['14', '6.5 h', '0.1']);
  expect(sayFlow({ changesPerWeek: 71.7, waitHours: Number.POSITIVE_INFINITY, brokenPerWeek: 0 })[1]).toBe(
    'grows each week',
  );
  expect(sayShare(situation())).toBe('70 %');
});

test('chartPaths() stays inside the plot and passes through the chosen place', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const { together, alone, x, togetherY, aloneY } = chartPaths(given);
      expect(together).toContain(`${x} ${togetherY}`);
      expect(alone).toContain(`${x} ${aloneY}`);
      const ys = [...`${together}L${alone}`.matchAll(/ (-?[\d.]+)/g)].map((match) => Number(match[1]));
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(CHART.top);
      expect(Math.max(...ys)).toBeLessThanOrEqual(CHART.height - CHART.bottom);
    }),
  );
  expect([xOf(1), yOf(0)]).toEqual([CHART.left, CHART.height - CHART.bottom]);
});
