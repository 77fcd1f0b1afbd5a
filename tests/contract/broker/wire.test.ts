/**
 * The broker's wire against bytes in every wrong order: what a client sees is what RabbitMQ would send it, and other clients are
 * served on.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningBroker, startBroker } from '#cli/broker/start-broker.ts';
import { HELLO, method, openChannel, RawClient } from './raw-client.ts';
import { type WireCase, WIRE_CASES } from './wire-cases.ts';

const mistakes: string[] = [];
let broker: RunningBroker;
let bystander: RawClient;

beforeAll(async () => {
  broker = await startBroker({ root: '.', port: 0, onLine: (line) => mistakes.push(line) });
  bystander = await RawClient.connect(broker.port);
  bystander.send(...HELLO, openChannel());
  await bystander.see(4);
});
afterAll(async () => {
  bystander.destroy();
  await broker.stop();
});

test.each(WIRE_CASES)('a client that sends $name sees what RabbitMQ shows it', async ({ sends, sees }) => {
  const client = await RawClient.connect(broker.port);
  client.send(...sends);

  expect(await client.see(sees.length)).toEqual(sees);
  client.destroy();
});

const caseOf = (wanted: string): WireCase => WIRE_CASES.find(({ name }) => name === wanted) as WireCase;

test('a client sees the same when its bytes come one by one', async () => {
  const { sends, sees } = caseOf('a body in frames of the size that was agreed');
  const client = await RawClient.connect(broker.port);
  const stream = Buffer.concat(sends);
  for (let at = 0; at < 700; at += 1) client.send(stream.subarray(at, at + 1));
  client.send(stream.subarray(700));

  expect(await client.see(sees.length)).toEqual(sees);
  client.destroy();
});

test('a bystander is served all the time, and the broker found no mistake of its own', async () => {
  bystander.send(method('BasicQos', 1, { prefetchCount: 1 }));

  expect((await bystander.see(5)).at(-1)).toBe('1:BasicQosOk {}');
  expect(mistakes).toEqual([]);
});
