/**
 * What waits to be worked off, in the broker or in the log: what is late is there, what is lost is not.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { readQueues } from './read-broker.ts';
import { readGroups } from './read-log.ts';

export interface Waiting {
  /** Of the queue or the group. */
  readonly name: string;
  readonly count: number;
  readonly readerCount: number;
}

/** Queues with messages, and groups that have not come to the end of their topics. */
export async function countWaiting(bench: Bench): Promise<readonly Waiting[]> {
  const queues = (await readQueues(bench)).map(({ name, messages, consumers }) => {
    return { name, count: messages, readerCount: consumers };
  });
  const groups = (await readGroups(bench)).map(({ name, lag, memberCount }) => {
    return { name, count: lag, readerCount: memberCount };
  });
  return [...queues, ...groups].filter(({ count }) => count > 0);
}
