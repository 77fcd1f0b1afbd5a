/**
 * Which customer journeys live, degrade or die when one part of the shop is slow or dead: in one process or in seven, and
 * with what care at each arrow. A sketch by Little's law, not the engine of the labs; the page says so.
 * Pure; runs at build time and in the browser.
 * @module
 */
import type { BlastPart, Journey, Need } from './shop.ts';
import { BLAST_PARTS, JOURNEYS, NEEDS, ON_THE_WAY_TO_AN_ORDER } from './shop.ts';

/** One process for all parts, or one for each. */
export type Shape = 'monolith' | 'services';
export type Fault = 'slow' | 'dead';
/** How a part gets what it needs, from careless to careful. `handoff` calls nobody: a message, or a copy of its own. */
export type Care = 'call' | 'limit' | 'fallback' | 'handoff';
/** From best to worst. */
export type Outcome = 'works' | 'degraded' | 'fails';
/** `full`: every place is taken by a request that waits. */
export type Condition = 'well' | 'full' | Fault;

export interface Setup {
  readonly shape: Shape;
  readonly faults: ReadonlyMap<BlastPart, Fault>;
  /** By the id of a need; what is not named is a call. */
  readonly care: ReadonlyMap<string, Care>;
}

export interface JourneyView {
  readonly journey: Journey;
  readonly outcome: Outcome;
  /** Without a final period; empty when it works. */
  readonly why: string;
}

export interface BlastView {
  readonly conditions: ReadonlyMap<BlastPart, Condition>;
  readonly journeys: readonly JourneyView[];
  /** Requests a second that are answered, some of them with less than usual. */
  readonly servedPerS: number;
  readonly areOrdersLost: boolean;
}

/** Seconds and places; what the figure's text says follows from them. */
export const BLAST = {
  /** A request's own work in one part. */
  workS: 0.02,
  /** What a slow part takes for an answer. */
  slowS: 30,
  /** The longest wait where there is a limit. */
  limitS: 0.5,
  /** Requests that one process can hold at once. The monolith has the places of all seven. */
  places: 50,
} as const;

/** All requests a second that customers send. */
export const OFFERED_PER_S = JOURNEYS.reduce((sum, { requestsPerS }) => sum + requestsPerS, 0);

/**
 * What a setup does to customers.
 *
 * @example
 * blast({ shape: 'services', faults: new Map([['payments', 'slow']]), care: new Map() }).areOrdersLost // true
 */
export function blast(setup: Setup): BlastView {
  const conditions = setup.shape === 'monolith' ? inOneProcess(setup) : inSevenProcesses(setup);
  const journeys = JOURNEYS.map((journey): JourneyView => {
    const { outcome, why } = follow(setup, conditions, journey.entry, journey.asks);
    return { journey, outcome, why };
  });
  const living = journeys.filter(({ outcome }) => outcome !== 'fails');
  return {
    conditions,
    journeys,
    servedPerS: living.reduce((sum, { journey }) => sum + journey.requestsPerS, 0),
    areOrdersLost: journeys.some(
      ({ journey, outcome }) => outcome === 'fails' && ON_THE_WAY_TO_AN_ORDER.has(journey.id),
    ),
  };
}

/** One dead part ends the process; one pool of places holds every request. */
function inOneProcess(setup: Setup): ReadonlyMap<BlastPart, Condition> {
  if ([...setup.faults.values()].includes('dead')) return new Map(BLAST_PARTS.map((part) => [part, 'dead']));
  const held = JOURNEYS.reduce(
    (sum, { entry, asks, requestsPerS }) => sum + requestsPerS * holdS(setup, setup.faults, entry, asks),
    0,
  );
  const isFull = held > BLAST.places * BLAST_PARTS.length;
  return new Map(BLAST_PARTS.map((part) => [part, isFull ? 'full' : (setup.faults.get(part) ?? 'well')]));
}

/** Callees first, because a full callee is a slow one to its callers. */
function inSevenProcesses(setup: Setup): ReadonlyMap<BlastPart, Condition> {
  const conditions = new Map<BlastPart, Condition>();
  for (const part of BLAST_PARTS) {
    const held = arrivalsAt(setup, part).reduce(
      (sum, { asks, requestsPerS }) => sum + requestsPerS * holdS(setup, conditions, part, asks),
      0,
    );
    conditions.set(part, setup.faults.get(part) ?? (held > BLAST.places ? 'full' : 'well'));
  }
  return conditions;
}

/** Every stream of requests that reaches a part: from customers, and from parts that call it. */
function arrivalsAt(setup: Setup, part: BlastPart): { asks: boolean; requestsPerS: number }[] {
  const fromCustomers = JOURNEYS.filter(({ entry }) => entry === part);
  const fromParts = NEEDS.filter(({ id, to }) => to === part && careAt(setup, id) !== 'handoff').flatMap(({ from }) =>
    arrivalsAt(setup, from).filter(({ asks }) => asks),
  );
  return [...fromCustomers, ...fromParts].map(({ asks, requestsPerS }) => ({ asks, requestsPerS }));
}

/** Seconds for which one request holds its place in a part. */
function holdS(setup: Setup, conditions: ReadonlyMap<BlastPart, Condition>, part: BlastPart, asks: boolean): number {
  const condition = conditions.get(part) ?? 'well';
  if (condition === 'dead') return 0;
  if (condition !== 'well') return BLAST.slowS;
  const waits = asks ? needsOf(part).map((need) => waitS(setup, conditions, need)) : [];
  return waits.reduce((sum, wait) => sum + wait, BLAST.workS);
}

/** A dead part refuses at once. A limit is chosen longer than what lies behind it needs when that is well. */
function waitS(setup: Setup, conditions: ReadonlyMap<BlastPart, Condition>, { id, to }: Need): number {
  const care = careAt(setup, id);
  if (care === 'handoff') return 0;
  const wait = holdS(setup, conditions, to, true);
  return care === 'call' || (conditions.get(to) ?? 'well') === 'well' ? wait : Math.min(wait, BLAST.limitS);
}

function follow(
  setup: Setup,
  conditions: ReadonlyMap<BlastPart, Condition>,
  part: BlastPart,
  asks: boolean,
): { outcome: Outcome; why: string } {
  const condition = conditions.get(part) ?? 'well';
  if (condition !== 'well') {
    const where = setup.shape === 'monolith' && condition !== 'slow' ? 'the one process' : part;
    return { outcome: 'fails', why: `${where} is ${condition}` };
  }
  const losses: string[] = [];
  for (const { id, to, fallback, late } of asks ? needsOf(part) : []) {
    const care = careAt(setup, id);
    const behind = follow(setup, conditions, to, true);
    if (behind.outcome === 'works' || (behind.outcome === 'degraded' && care === 'handoff')) continue;
    if (behind.outcome === 'degraded') losses.push(behind.why);
    else if (care === 'handoff') losses.push(late);
    else if (care === 'fallback') losses.push(fallback);
    else return behind;
  }
  return { outcome: losses.length === 0 ? 'works' : 'degraded', why: losses.join(', ') };
}

function needsOf(part: BlastPart): readonly Need[] {
  return NEEDS.filter(({ from }) => from === part);
}

function careAt({ care }: Setup, id: string): Care {
  return care.get(id) ?? 'call';
}
