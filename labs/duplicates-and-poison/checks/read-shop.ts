/**
 * What can be seen of the three services from outside: mails in the mailbox, stock, status of orders, letters in the broker.
 * @module
 */
import { answerJson, type JsonObject, objectsIn } from '../../_kit/answer-json.ts';
import type { Bench } from '../../_kit/bench.ts';

export interface Mail {
  readonly to: string;
  readonly atMs: number;
}

export interface Letter {
  readonly text: string;
  readonly headers: JsonObject;
}

export interface Queue {
  readonly name: string;
  readonly messages: number;
}

export interface Status {
  readonly status: string;
  readonly version: number;
}

/** By the address that they went to; addresses without a mail are not there. */
export async function readMails(bench: Bench): Promise<ReadonlyMap<string, readonly Mail[]>> {
  return Map.groupBy(await bench.ledger<Mail>('mailbox'), ({ to }) => to);
}

/** How often somebody tried to send to an address. */
export async function readAttempts(bench: Bench): Promise<Readonly<Record<string, number>>> {
  return ((await read(bench, 'http://mailbox/attempts')) ?? {}) as Record<string, number>;
}

/** @returns Pieces by article; undefined when the stock service does not answer with numbers. */
export async function readStock(bench: Bench): Promise<ReadonlyMap<string, number> | undefined> {
  const entries = objectsIn(await read(bench, 'http://stock/stock')).flatMap(({ sku, available }) =>
    typeof sku === 'string' && typeof available === 'number' ? [[sku, available] as const] : [],
  );
  return entries.length > 0 ? new Map(entries) : undefined;
}

/** @returns Undefined when the tracking does not know the order, or does not answer. */
export async function readStatus(bench: Bench, orderId: number): Promise<Status | undefined> {
  const [order] = objectsIn(await read(bench, `http://tracking/orders/${orderId}`));
  return typeof order?.['status'] === 'string'
    ? { status: order['status'], version: Number(order['version']) }
    : undefined;
}

/** @returns Undefined when there is no such queue. They stay where they are. */
export async function readLetters(bench: Bench, service: string): Promise<readonly Letter[] | undefined> {
  const letters = await read(bench, `http://publisher/letters/${service}.dead`);
  return Array.isArray(letters) ? (letters as readonly Letter[]) : undefined;
}

export async function readQueues(bench: Bench): Promise<readonly Queue[]> {
  return ((await read(bench, 'http://broker:15672/api/queues')) ?? []) as readonly Queue[];
}

async function read(bench: Bench, url: string): Promise<unknown> {
  const operation = await bench.request({ method: 'GET', url });
  return operation.response?.status === 200 ? answerJson(operation) : undefined;
}
