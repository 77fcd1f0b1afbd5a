/** Reads the log of placed orders for a group, and begins with the work of whatever it has read. */
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../lib/log.ts';
import type { ConsumedRecord } from '../log/log-consumer.ts';
import { makeOrderLog, orderLog, ORDERS_PLACED } from './order-log.ts';

interface Reading {
  readonly group: string;
  /** May be done more than once for an order: after a crash nobody knows how far it had come. */
  readonly work: (content: unknown, requestId: string) => Promise<void>;
  readonly log: Log;
}

/** Read with one request. */
const AT_ONCE = 500;
const WAIT_MS = 10_000;
/** Who is not heard of for so long has died, and the others take over. */
const SESSION_TIMEOUT_MS = 6_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

/** @returns What ends the reading, and lets the others know. */
export function readOrders({ group, work, log }: Reading): { readonly close: () => Promise<void> } {
  const consumer = orderLog.consumer({ topics: [ORDERS_PLACED], group, sessionTimeoutMs: SESSION_TIMEOUT_MS });
  let isClosed = false;
  let underWay = 0;
  void readOn();
  return {
    close: () => {
      isClosed = true;
      return consumer.close();
    },
  };

  async function readOn(): Promise<void> {
    while (!isClosed) {
      try {
        await makeOrderLog();
        while (!isClosed) await readSome();
      } catch (error) {
        log.error('no log', { group, error: String(error) });
        await setTimeout(LONGEST_PAUSE_MS);
      }
    }
  }

  async function readSome(): Promise<void> {
    const records = await consumer.poll({ maxWaitMs: WAIT_MS, maxRecords: AT_ONCE });
    underWay += records.length;
    for (const record of records) {
      void workOff(record)
        .then(commitWhenAllIsDone)
        .catch((error: unknown) => log.error('not committed', { error: String(error) }));
    }
  }

  async function commitWhenAllIsDone(): Promise<void> {
    underWay -= 1;
    if (underWay === 0) await consumer.commit();
  }

  async function workOff({ key, value }: ConsumedRecord): Promise<void> {
    const requestId = `order-${key}`;
    for (let pauseMs = FIRST_PAUSE_MS; !isClosed; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        return await work(JSON.parse(value ?? 'null'), requestId);
      } catch (error) {
        log.error('not done yet', { group, requestId, error: String(error) });
        await setTimeout(pauseMs);
      }
    }
    throw new Error(`closed before ${requestId} was done`);
  }
}
