/**
 * How many changes a week reach customers when several teams share one release, and when each releases its own service.
 * Expected values from a few stated numbers; a sketch to think with, not a measurement. Pure; runs at build time and in
 * the browser.
 * @module
 */

/** What can be chosen. */
export interface Situation {
  readonly teams: number;
  /** Percent of changes that touch two services, or two modules. */
  readonly touchTwoPercent: number;
  /** Percent that touch three; with the other at most 100. */
  readonly touchThreePercent: number;
  /** Whether each service is tested against what its callers expect, before it is released. */
  readonly hasContractChecks: boolean;
}

/** What a way of releasing comes to. */
export interface Flow {
  readonly changesPerWeek: number;
  /** From finished to released, in working hours; infinite when the queue grows week by week. */
  readonly waitHours: number;
  /** Callers a week that are broken by somebody else's release. */
  readonly brokenPerWeek: number;
}

/** Working hours and shares that the figure states. */
export const DEPLOYS = {
  weekHours: 40,
  /** A team's work on a change to one part. */
  changeHours: 8,
  /** For each further part: another module of the same program, or another team's service. */
  furtherModuleHours: 1,
  furtherServiceHours: 6,
  /** Build, tests, release and a look at it: of everything, or of one service. */
  trainHours: 4,
  serviceHours: 1,
  /** Share of changes that stop the train they are on; it goes back and starts again. */
  badShare: 0.05,
  /** The other team's next free working day. */
  otherTeamHours: 8,
  /** On average to the common release of the week. */
  commonReleaseHours: 20,
  /** For each part that a change touches: chance that it breaks a caller, with nobody checking; and with checks. */
  breakShare: 0.06,
  breakShareChecked: 0.006,
  /** To write and run the checks of a change, and to repair a broken caller. */
  checkHours: 0.5,
  repairHours: 8,
} as const;

/** Teams that the figure goes up to. */
export const MOST_TEAMS = 24;

/** The most changes a week that one release train can carry, however many teams there are. */
export const TRAIN_LIMIT_PER_WEEK = trainLimitPerWeek();

/**
 * One program, one release for all: finished changes wait for the next train, and one bad change sends it back.
 *
 * @example
 * releaseTogether({ teams: 3, touchTwoPercent: 20, touchThreePercent: 10, hasContractChecks: true }).changesPerWeek // 14.3
 */
export function releaseTogether(situation: Situation): Flow {
  const { weekHours, changeHours, furtherModuleHours } = DEPLOYS;
  const hours = changeHours + furtherModuleHours * furtherParts(situation);
  const finishedPerWeek = (situation.teams * weekHours) / hours;
  // Callers are compiled and tested with the change, so a broken one stops the train instead of reaching anybody.
  if (finishedPerWeek >= TRAIN_LIMIT_PER_WEEK) {
    return { changesPerWeek: TRAIN_LIMIT_PER_WEEK, waitHours: Number.POSITIVE_INFINITY, brokenPerWeek: 0 };
  }
  const cycleHours = trainCycleHours(finishedPerWeek);
  return { changesPerWeek: finishedPerWeek, waitHours: 1.5 * cycleHours, brokenPerWeek: 0 };
}

/**
 * A service for each team: a change to one of them is released alone; a change to several waits for the others.
 *
 * @example
 * releaseAlone({ teams: 3, touchTwoPercent: 0, touchThreePercent: 0, hasContractChecks: true }).waitHours // 1
 */
export function releaseAlone(situation: Situation): Flow {
  const { weekHours, changeHours, furtherServiceHours, checkHours, repairHours } = DEPLOYS;
  const further = furtherParts(situation);
  const broken = (situation.hasContractChecks ? DEPLOYS.breakShareChecked : DEPLOYS.breakShare) * (1 + further);
  const hours =
    changeHours + furtherServiceHours * further + (situation.hasContractChecks ? checkHours : 0) + repairHours * broken;
  const changesPerWeek = (situation.teams * weekHours) / hours;
  // With checks, compatible steps go out one after the other; without, all parts go out together on the common day.
  const waitForOthers = situation.hasContractChecks
    ? DEPLOYS.otherTeamHours * further
    : DEPLOYS.commonReleaseHours * shareOfSeveral(situation);
  return { changesPerWeek, waitHours: DEPLOYS.serviceHours + waitForOthers, brokenPerWeek: changesPerWeek * broken };
}

/** Further parts that a change touches, on average: 0 when every change stays in one. */
function furtherParts({ touchTwoPercent, touchThreePercent }: Situation): number {
  return (touchTwoPercent + 2 * touchThreePercent) / 100;
}

function shareOfSeveral({ touchTwoPercent, touchThreePercent }: Situation): number {
  return (touchTwoPercent + touchThreePercent) / 100;
}

/**
 * Hours between two releases when the changes of that time fill the train. More changes on a train make it likelier to go
 * back, which makes it longer, which puts more changes on it; below the limit this settles.
 */
function trainCycleHours(finishedPerWeek: number): number {
  const { trainHours, badShare, weekHours } = DEPLOYS;
  let cycleHours: number = trainHours;
  for (let round = 0; round < 1000; round += 1) {
    const onTrain = (finishedPerWeek * cycleHours) / weekHours;
    const next = trainHours / (1 - badShare) ** onTrain;
    if (Math.abs(next - cycleHours) < 1e-6) return next;
    cycleHours = next;
  }
  return cycleHours;
}

/** At the best length of a train: n × (1 − bad)ⁿ is largest at n = −1 ÷ ln(1 − bad). */
function trainLimitPerWeek(): number {
  const { trainHours, badShare, weekHours } = DEPLOYS;
  return ((weekHours / trainHours) * (-1 / Math.log(1 - badShare))) / Math.E;
}
