/**
 * 5,000 damaged copies of real client sessions against our broker, while a well-behaved client is served beside them.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as openSocket } from 'node:net';
import { connect } from 'amqplib';
import { expect, it } from 'vitest';
import { type EnsembleBroker, startEnsembleBroker } from '../support/amqp/ensemble-broker.ts';
import { residentMegabytes } from '#cli/bench/broker/resident-megabytes.ts';
import { within } from '#platform/within.ts';
import { Inbox } from './inbox.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { SESSIONS_FILE } from './recorded-results.ts';

const STREAMS = 5_000;
const AT_ONCE = 20;
const LIMIT_MS = 30_000;
/** An idle broker holds about 100 MB; what the streams leave behind is queues and messages of a few bytes. */
const MEMORY_LIMIT_MEGABYTES = 400;

const sessions = (JSON.parse(readFileSync(SESSIONS_FILE, 'utf8')) as string[]).map((text) =>
  Buffer.from(text, 'base64'),
);

/** Sends the bytes, ends, and resolves when the broker has ended too. */
async function send(broker: EnsembleBroker, bytes: Buffer, seed: number): Promise<void> {
  const socket = openSocket(broker.port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.resume();
  socket.end(bytes);
  await within(LIMIT_MS, `the end of the stream with seed ${seed}`, closed);
}

/** A client that sends itself a message, again and again, until it is told to stop. */
async function startWitness(broker: EnsembleBroker) {
  const connection = await connect({ hostname: '127.0.0.1', port: broker.port, heartbeat: 5 });
  const failures: unknown[] = [];
  connection.on('error', (error) => failures.push(error));
  const channel = await connection.createConfirmChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  const inbox = await Inbox.open(channel, queue, { noAck: true });
  let rounds = 0;
  let isWanted = true;
  const running = (async () => {
    while (isWanted) {
      channel.sendToQueue(queue, Buffer.from(String(rounds)));
      rounds += 1;
      await inbox.first(rounds);
      await channel.waitForConfirms();
    }
  })();
  return {
    stop: async () => {
      isWanted = false;
      await running;
      await connection.close();
      return { rounds, failures, answered: inbox.messages.length };
    },
  };
}

it(`broker survives when ${STREAMS} damaged streams come, and serves another client all the time`, async () => {
  const broker = await startEnsembleBroker();
  try {
    const witness = await startWitness(broker);
    let seed = 0;
    const sender = async () => {
      while (seed < STREAMS) {
        seed += 1;
        await send(broker, mutateBytes(sessions, seed), seed);
      }
    };
    await Promise.race([
      Promise.all(Array.from({ length: AT_ONCE }, sender)),
      broker.ended().then(() => {
        throw new Error(`the broker ended near seed ${seed}:\n${broker.printed.slice(-2_000)}`);
      }),
    ]);
    const { rounds, failures, answered } = await witness.stop();
    expect(failures).toEqual([]);
    expect(answered).toBe(rounds);
    expect(rounds).toBeGreaterThan(10);
    const late = openSocket(broker.port, '127.0.0.1');
    late.write('AMQP\x00\x00\x09\x01');
    const [answer] = (await within(LIMIT_MS, 'an answer to a new client', once(late, 'data'))) as [Buffer];
    late.destroy();
    expect(answer.subarray(7, 11).toString('hex'), 'connection.start').toBe('000a000a');
    expect(residentMegabytes(broker.pid)).toBeLessThan(MEMORY_LIMIT_MEGABYTES);
  } finally {
    await broker.stop();
  }
});

it('mutateBytes() gives the same bytes when the seed is the same, and others when it is not', () => {
  const streams = Array.from({ length: 200 }, (_, seed) => mutateBytes(sessions, seed).toString('base64'));
  expect(Array.from({ length: 200 }, (_, seed) => mutateBytes(sessions, seed).toString('base64'))).toEqual(streams);
  expect(new Set(streams).size).toBeGreaterThan(190);
});
