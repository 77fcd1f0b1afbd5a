/**
 * kill -9 in the middle of a checkout, at a moment that the seed decides, or an answer that has not come yet.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { Timeline } from '../../_kit/timeline.ts';
import type { Roles } from './find-roles.ts';

export interface Accident {
  readonly victim: string;
  /** While this one has a request that it has not answered yet; without it at a seeded touch of the outside. */
  readonly whileAsked?: string;
}

/** Each order makes its owner touch the outside at least three times, and there are four of them. */
const LATEST_TOUCH = 12;
/** A fraction of the way there and back; who is not there after some hundred looks comes late or not at all. */
const FIRST_PAUSE_MS = 0.5;
const PAUSE_FACTOR = 1.01;
const LONGEST_ABSENCE_MS = 400;

/** Who keeps the orders ends while stock is asked for, who pays while the bank is, and who counts the stock at some moment. */
export function accidentsFor({ orders, payments, inventory }: Roles, { messages }: Timeline): readonly Accident[] {
  const asked = messages.filter(({ kind, to, operation }) => {
    return kind === 'request' && to === payments?.service && operation === payments.operation;
  });
  const paying = asked.at(-1)?.from;
  const shelf = inventory?.service === orders?.service ? undefined : inventory?.service;
  const all = [
    { victim: orders?.service, ...(shelf !== undefined && { whileAsked: shelf }) },
    { victim: paying === 'client' ? undefined : paying, whileAsked: 'bank' },
    { victim: payments?.service, whileAsked: 'bank' },
    { victim: inventory?.service },
  ];
  const known = all.flatMap(({ victim, ...rest }) => (victim === undefined ? [] : [{ victim, ...rest }]));
  return [...new Map(known.map((accident) => [`${accident.victim} ${accident.whileAsked}`, accident])).values()];
}

/** What the work gave, whether the victim ended meanwhile, and whether it came back. */
interface Survived<Result> {
  readonly result: Result;
  readonly isKilled: boolean;
  readonly isBack: boolean;
}

/** Lets the accident happen while `work` is done, and starts the victim again after a while. */
export async function withAccident<Result>(
  bench: Bench,
  { victim, whileAsked }: Accident,
  work: () => Promise<Result>,
): Promise<Survived<Result>> {
  const ends = whileAsked === undefined ? killAtTouch(bench, victim) : killWhileAsked(bench, victim, whileAsked);
  let isOver = false;
  const working = work().finally(() => {
    isOver = true;
  });
  let isKilled = ends.look();
  for (let pauseMs = FIRST_PAUSE_MS; !isKilled && !isOver; pauseMs *= PAUSE_FACTOR) {
    await bench.sleep(pauseMs);
    isKilled = ends.look();
  }
  if (isKilled) await bench.sleep(bench.choose.integer('absence', 1, LONGEST_ABSENCE_MS));
  ends.disarm();
  const isBack = !isKilled || (await bench.restart(victim)).listening;
  return { result: await working, isKilled, isBack };
}

interface Ending {
  /** Whether it has happened; it happens now when its time has come. */
  look(): boolean;
  disarm(): void;
}

function killAtTouch(bench: Bench, victim: string): Ending {
  const point = bench.crashAt(victim, bench.choose.integer('touch', 1, LATEST_TOUCH));
  return { look: () => point.hit() !== undefined, disarm: () => point.disarm() };
}

function killWhileAsked(bench: Bench, victim: string, asked: string): Ending {
  const sinceMs = bench.nowMs();
  const isAsked = (): boolean => {
    const { messages } = bench.timeline();
    const answered = new Set<string | undefined>();
    for (const { answers, receivedAtMs } of messages) if (receivedAtMs !== undefined) answered.add(answers);
    return messages.some(({ id, from, to, kind, sentAtMs, receivedAtMs }) => {
      const isOpen = kind === 'request' && receivedAtMs !== undefined && !answered.has(id);
      return isOpen && to === asked && from !== 'client' && sentAtMs >= sinceMs;
    });
  };
  return {
    look: () => {
      if (!isAsked()) return false;
      void bench.kill(victim);
      return true;
    },
    disarm: () => {},
  };
}
