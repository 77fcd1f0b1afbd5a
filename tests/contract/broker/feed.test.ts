/**
 * What a broker in the simulated engine tells the bench of the messages that unmodified amqplib sends and settles, through the kill of
 * a consumer and of the broker itself.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readWorldFiles } from '#build/bundle-checks.ts';
import { bundlePackages } from '#build/bundle-packages.ts';
import type { BrokerRecord } from '#bench/judge/broker-record.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime, type SessionEvent } from '#runtimes/index.ts';
import { checkCode } from '../../support/check-code.ts';

const BODY = `
  const ask = (host, path) => bench.request({ method: 'GET', url: 'http://' + host + path });
  await ask('publisher', '/publish');
  await ask('consumer', '/take');
  await bench.sleep(1_000);
  await bench.kill('consumer');
  await bench.sleep(1_000);
  await bench.kill('broker');
  await bench.restart('broker');
  return pass('done');`;

let runtime: LabRuntime;
let program: LabProgram;
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  const text = await readFile(new URL('programs/watched-client.ts', import.meta.url), 'utf8');
  files = { 'client/main.ts': text };
  const client = { entry: 'client/main.ts', port: 80, env: { BROKER_URL: 'amqp://broker' } };
  program = {
    id: 'broker',
    services: ['publisher', 'consumer'].map((name) => ({ ...client, name })),
    world: [{ name: 'broker', entry: '_broker/amqp/main.ts', port: 5672, env: { DATA_DIR: '/data' }, role: 'broker' }],
    checks: [{ id: 'C1', slug: '01-feed', title: 'Feed', code: checkCode(BODY) }],
    worldFiles: await readWorldFiles('.', ['_broker/amqp/main.ts']),
    packages: await bundlePackages('.', ['amqplib']),
  };
});
afterAll(() => runtime.close());

async function run(request: { readonly transport?: 'strict' | 'fleet'; readonly isWatched?: boolean }, on = program) {
  const report = await runtime.runChecks(on, { files, seed: 4711, ...request }, () => {});
  const [result] = report.checks;
  if (result?.verdict !== 'pass') throw new Error(`${result?.verdict}: ${result?.reason}`);
  return { hash: result.hash, records: result.timeline?.broker?.records ?? [] };
}

/** The records of messages in words, without those of the topology. */
function told(records: readonly BrokerRecord[]): readonly string[] {
  return records.flatMap((record) => {
    switch (record.kind) {
      case 'started':
        return ['started'];
      case 'recovered':
        return [`recovered ${record.queues.map(({ queue, entries }) => `${queue} ${entries.length}`).join(', ')}`];
      case 'published':
        return [
          `${record.peer ?? 'the broker'} published ${record.messageId ?? record.body} to ${record.queues.join(', ') || 'nobody'}`,
        ];
      case 'delivered':
        return [`${record.queue} ${record.entry} to ${record.peer}${record.redelivered ? ' again' : ''}`];
      case 'acked':
      case 'requeued':
        return [`${record.queue} ${record.entry} ${record.kind}`];
      case 'dead-lettered':
        return [`${record.queue} ${record.entry} ${record.reason}, goes on to ${record.exchange}`];
      case 'consumer-added':
      case 'consumer-removed':
        return [`${record.kind} ${record.consumerTag} of ${record.peer}`];
      default:
        return [];
    }
  });
}

const named = (record: BrokerRecord, id: string): boolean => 'messageId' in record && record.messageId === id;

const recordsOf = (events: readonly SessionEvent[]): readonly BrokerRecord[] =>
  events.flatMap((event) => (event.kind === 'broker' ? [event.record] : []));

describe('the feed of the broker', () => {
  test('tells every message, by whom and to whom, what became of it, and what a killed broker still has', async () => {
    const { records } = await run({});

    expect(told(records)).toEqual([
      'started',
      'recovered ',
      ...['kept', 'twice', 'poison', 'held', 'bytes'].map((id) => `publisher published ${id} to mails`),
      'publisher published lost to nobody',
      'consumer-added mailer of consumer',
      ...[1, 2, 3, 4, 5].map((entry) => `mails ${entry} to consumer`),
      'mails 1 acked',
      'mails 2 requeued',
      'mails 2 to consumer again',
      'the broker published poison to dead',
      'mails 3 rejected, goes on to dead',
      'mails 2 acked',
      'consumer-removed mailer of consumer',
      'mails 4 requeued',
      'mails 5 requeued',
      'started',
      'recovered dead 1, mails 1',
    ]);
    expect(records.filter(({ kind }) => kind === 'bound')).toMatchObject([
      { exchange: 'dead', destination: 'dead', routingKey: '' },
      { exchange: 'shop', destination: 'mails', routingKey: 'order.*' },
    ]);
    expect(records.find(({ kind }) => kind === 'published')).toMatchObject({
      broker: 'broker',
      operation: 'r-1',
      exchange: 'shop',
      routingKey: 'order.placed',
      persistent: true,
      body: '{"id":"kept"}',
      bodyBytes: 13,
    });
    const bytes = records.find((record) => named(record, 'bytes'));
    expect(bytes).toMatchObject({ bodyBytes: 2, persistent: false });
    expect(bytes).not.toHaveProperty('body');
  });

  test('is the same strict and fleet, and changes nothing of the run, watched or not, told or not', async () => {
    const strict = await run({});
    const fleet = await run({ transport: 'fleet' });
    const watched = await run({ isWatched: true });
    const untold = await run(
      {},
      { ...program, world: program.world.map(({ role: _role, ...untoldProgram }) => untoldProgram) },
    );

    expect(fleet.records).toEqual(strict.records);
    expect([fleet.hash, watched.hash, untold.hash]).toEqual([strict.hash, strict.hash, strict.hash]);
    expect(untold.records).toEqual([]);
  });

  test('comes to the terminal’s session while it happens', async () => {
    const events: SessionEvent[] = [];
    const session = await runtime.openSession(program, files, (event) => events.push(event));
    await session.send({ method: 'GET', url: 'http://publisher/publish', headers: [] });

    expect(recordsOf(events).filter(({ kind }) => kind === 'enqueued')).toMatchObject(
      [1, 2, 3, 4, 5].map((entry) => ({ entry })),
    );
    await session.close();
  });
});
