/**
 * The broker ended with SIGKILL at each change that it makes to its files, started again on what is left, and asked for
 * everything: nothing confirmed is lost, nothing comes twice unless it is flagged.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfirmChannel, connect, type GetMessage } from 'amqplib';
import { expect, it } from 'vitest';
import { type CrashPoint, crashAtCall } from '../support/amqp/crash-at-call.ts';
import { type EnsembleBroker, startEnsembleBroker } from '../support/amqp/ensemble-broker.ts';
import { within } from '#platform/within.ts';

const LIMIT_MS = 60_000;
const AT_ONCE = 2;
const [ORDERS, DEAD, EVENTS] = ['orders', 'dead', 'events'];
/** Four of these close a segment of the journal and, once acknowledged, make it worth clearing. */
const LARGE_BYTES = 2_700_000;

/** What the client knows when the broker dies. */
interface Ledger {
  readonly sent: string[];
  readonly confirmed: Set<string>;
  /** Seen by a consumer before the crash. */
  readonly delivered: Set<string>;
  /** Acknowledged by the client; whether the broker heard is not known. */
  readonly acknowledged: Set<string>;
  readonly rejected: Set<string>;
  hasTopology: boolean;
}

const newLedger = (): Ledger => ({
  sent: [],
  confirmed: new Set(),
  delivered: new Set(),
  acknowledged: new Set(),
  rejected: new Set(),
  hasTopology: false,
});

const nameOf = (content: Buffer): string => content.subarray(0, 20).toString().split(' ')[0] ?? '';

async function publish(channel: ConfirmChannel, ledger: Ledger, names: readonly string[], bytes = 0): Promise<void> {
  await Promise.all(
    names.map(
      (name) =>
        new Promise<void>((resolve, reject) => {
          ledger.sent.push(name);
          const body = Buffer.concat([Buffer.from(`${name} `), Buffer.alloc(bytes)]);
          channel.publish(EVENTS ?? '', name, body, { persistent: true }, (error) => {
            if (!error) ledger.confirmed.add(name);
            if (error) reject(error as Error);
            else resolve();
          });
        }),
    ),
  );
}

/** Everything that a journal records: topology, confirms one by one and together, acks, requeues, dead letters, a transaction. */
async function work(port: number, ledger: Ledger): Promise<void> {
  const connection = await connect({ hostname: '127.0.0.1', port, heartbeat: 0 });
  connection.on('error', () => undefined);
  const channel = await connection.createConfirmChannel();
  channel.on('error', () => undefined);
  const take = async (): Promise<GetMessage> => {
    const message = await channel.get(ORDERS ?? '');
    if (message === false) throw new Error('a message is missing before the crash');
    ledger.delivered.add(nameOf(message.content));
    return message;
  };
  const acknowledge = (message: GetMessage) => {
    ledger.acknowledged.add(nameOf(message.content));
    channel.ack(message);
  };
  await channel.assertQueue(DEAD ?? '', { durable: true });
  await channel.assertQueue(ORDERS ?? '', { durable: true, deadLetterExchange: '', deadLetterRoutingKey: DEAD ?? '' });
  await channel.assertExchange(EVENTS ?? '', 'topic', { durable: true });
  await channel.bindQueue(ORDERS ?? '', EVENTS ?? '', '#');
  ledger.hasTopology = true;
  await publish(channel, ledger, ['a1']);
  await publish(channel, ledger, ['a2']);
  await publish(channel, ledger, ['b1', 'b2', 'b3']);
  acknowledge(await take());
  channel.nack(await take());
  const again = await take();
  const poison = await take();
  ledger.rejected.add(nameOf(poison.content));
  channel.reject(poison, false);
  await channel.checkQueue(DEAD ?? '');
  channel.nack(again);
  for (const name of ['large1', 'large2', 'large3', 'large4']) await publish(channel, ledger, [name], LARGE_BYTES);
  for (let message = await take(); ; message = await take()) {
    acknowledge(message);
    if (nameOf(message.content) === 'large4') break;
  }
  await channel.checkQueue(ORDERS ?? '');
  await publish(channel, ledger, ['c1']);
  await publish(channel, ledger, ['c2', 'c3']);
  await take();
  await channel.checkQueue(ORDERS ?? '');
  await connection.close();
}

/** What is in a queue, in order, with the flag. */
async function drain(port: number): Promise<{ name: string; queue: string; redelivered: boolean }[]> {
  const connection = await connect({ hostname: '127.0.0.1', port, heartbeat: 0 });
  const channel = await connection.createChannel();
  const found: { name: string; queue: string; redelivered: boolean }[] = [];
  for (const queue of [ORDERS ?? '', DEAD ?? '']) {
    await channel.assertQueue(
      queue,
      queue === DEAD ? {} : { deadLetterExchange: '', deadLetterRoutingKey: DEAD ?? '' },
    );
    for (
      let message = await channel.get(queue, { noAck: true });
      message;
      message = await channel.get(queue, { noAck: true })
    ) {
      found.push({ name: nameOf(message.content), queue, redelivered: message.fields.redelivered });
    }
  }
  await connection.close();
  return found;
}

/** Every sentence is a promise that was broken. */
function broken(ledger: Ledger, left: Awaited<ReturnType<typeof drain>>, manner: CrashPoint['manner']): string[] {
  // That a message was handed out is written before it goes and not waited for; a power cut may take the mark, never the message.
  const isMarked = manner === 'killed';
  const times = (name: string) => left.filter((message) => message.name === name);
  const mayBeGone = ({ acknowledged }: Ledger, name: string) => acknowledged.has(name);
  const orders = left.filter(({ queue }) => queue === ORDERS).map(({ name }) => ledger.sent.indexOf(name));
  return [
    ...Array.from(ledger.confirmed)
      .filter((name) => times(name).length === 0 && !mayBeGone(ledger, name))
      .map((name) => `${name} was confirmed and is lost`),
    ...left.filter(({ name }) => !ledger.sent.includes(name)).map(({ name }) => `${name} was never sent`),
    ...ledger.sent
      .filter((name) => times(name).filter(({ redelivered }) => !redelivered).length > 1)
      .map((name) => `${name} comes twice`),
    ...left
      .filter(
        ({ name, queue, redelivered }) => isMarked && queue === ORDERS && ledger.delivered.has(name) && !redelivered,
      )
      .map(({ name }) => `${name} was seen before and is not flagged`),
    ...left
      .filter(({ name, queue }) => queue === DEAD && !ledger.rejected.has(name))
      .map(({ name }) => `${name} is a dead letter and was not rejected`),
    ...orders.flatMap((place, index) =>
      index > 0 && place <= (orders[index - 1] ?? -1) ? [`order is lost at ${index}`] : [],
    ),
  ];
}

interface CrashRun {
  readonly hasCrashed: boolean;
  readonly broken: readonly string[];
  readonly confirmed: number;
}

async function crash(point: Omit<CrashPoint, 'folder'>): Promise<CrashRun> {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-crash-'));
  const ledger = newLedger();
  try {
    const preload = [crashAtCall({ ...point, folder })];
    const broker = await startEnsembleBroker({ preload, dataFolder: folder }).catch(() => undefined);
    const hasCrashed = broker === undefined || (await diesDuring(broker, work(broker.port, ledger)));
    await broker?.stop();
    const next = await startEnsembleBroker({ dataFolder: folder });
    try {
      const left = await within(LIMIT_MS, 'what is left', drain(next.port));
      return { hasCrashed, broken: broken(ledger, left, point.manner), confirmed: ledger.confirmed.size };
    } finally {
      await next.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the broker died while `working` went on; the work of a client whose broker is gone ends in an error or never. */
async function diesDuring(broker: EnsembleBroker, working: Promise<void>): Promise<boolean> {
  const outcome = working.then(
    () => 'done',
    async () => {
      await broker.ended();
      return 'died';
    },
  );
  const died = broker.ended().then(() => 'died');
  return (await within(LIMIT_MS, 'the crash or the end of the work', Promise.race([died, outcome]))) === 'died';
}

/** Crashes at the first change, then `step` changes later, and so on, until the work ends before the crash. */
async function crashEverywhere(
  manner: CrashPoint['manner'],
  step: number,
): Promise<{ broken: string[]; confirmed: number[] }> {
  const broken: string[] = [];
  const confirmed: number[] = [];
  let call = 1 - step;
  let isOver = false;
  const worker = async () => {
    while (!isOver) {
      call += step;
      const number = call;
      const run = await crash({ call: number, manner });
      if (run.hasCrashed) confirmed.push(run.confirmed);
      else isOver = true;
      broken.push(...run.broken.map((text) => `change ${number}: ${text}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(`${confirmed.length} crash points (${manner}), ${broken.length} broken promises`);
  return { broken, confirmed };
}

// The workload changes the files about 77 times, and confirms ten messages before the last of them.
it('broker keeps its promises when it is killed at each change of its files', async () => {
  const { broken, confirmed } = await crashEverywhere('killed', 1);
  expect(broken).toEqual([]);
  expect(confirmed.length).toBeGreaterThan(50);
  expect(Math.max(...confirmed)).toBeGreaterThan(9);
}, 900_000);

it('broker keeps its promises when the power goes at every fifth change of its files', async () => {
  const { broken, confirmed } = await crashEverywhere('power cut', 5);
  expect(broken).toEqual([]);
  expect(confirmed.length).toBeGreaterThan(10);
  expect(Math.max(...confirmed)).toBeGreaterThan(6);
}, 900_000);
