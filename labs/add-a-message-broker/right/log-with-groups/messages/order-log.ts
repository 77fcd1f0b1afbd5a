/** The log of placed orders: every service reads all of it, as a group of its own, and takes nothing away from the others. */
import { LogClient } from '../log/client.ts';

export const ORDERS_PLACED = 'orders-placed';
export const orderLog = new LogClient(process.env.LOG_URL ?? 'http://localhost:9092');

/** Members of a group share the partitions, so there are never more of them at work than this. */
const PARTITION_COUNT = 6;

/** Whoever comes first makes it. */
export const makeOrderLog = (): Promise<void> => orderLog.createTopic(ORDERS_PLACED, { partitions: PARTITION_COUNT });
