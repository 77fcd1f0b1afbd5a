import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RealProcess, startRealProcess } from '../../support/real-process.ts';

let bank: RealProcess;

beforeEach(async () => {
  bank = await startRealProcess('labs/_kit/world/bank.ts');
});

afterEach(() => bank.stop());

const charge = (body: string, type = 'application/json') =>
  fetch(`${bank.url}/charges`, { method: 'POST', headers: { 'content-type': type }, body });

test('bank books a charge, finds it by its reference and prints a ledger line', async () => {
  const booked = await charge('{"orderId":"o-1","amount":100}');
  const entry = await booked.json();
  const found = await (await fetch(`${bank.url}/charges/${entry.reference}`)).json();
  const printed = await bank.stop();

  expect(booked.status).toBe(201);
  expect(entry).toEqual({ reference: 'ch-1', orderId: 'o-1', amount: 100 });
  expect(found).toEqual(entry);
  expect(printed).toContain('ledger {"orderId":"o-1","amount":100,"reference":"ch-1"}\n');
});

test('bank keeps the order of booking in its ledger, negative amounts included', async () => {
  await charge('{"orderId":"o-1","amount":1}');
  await charge('{"orderId":"o-2","amount":-5}');

  const ledger = await (await fetch(`${bank.url}/ledger`)).json();

  expect(ledger.map((entry: { amount: number }) => entry.amount)).toEqual([1, -5]);
});

test.each([
  ['another content type', 415, '{"orderId":"o-1","amount":1}', 'text/plain'],
  ['text that is no JSON', 400, '{"orderId":', 'application/json'],
  ['null', 422, 'null', 'application/json'],
  ['an order that is no string', 422, '{"orderId":1,"amount":1}', 'application/json'],
  ['an amount that is a string', 422, '{"orderId":"o-1","amount":"1"}', 'application/json'],
  ['an amount that is not finite', 422, '{"orderId":"o-1","amount":1e400}', 'application/json'],
  ['an amount above its limit', 402, '{"orderId":"o-1","amount":10001}', 'application/json'],
  ['a body of 20 000 bytes', 413, `"${'x'.repeat(20_000)}"`, 'application/json'],
])('bank refuses %s with %i and books nothing', async (_what, status, body, type) => {
  const answer = await charge(body, type);
  const ledger = await (await fetch(`${bank.url}/ledger`)).json();

  expect(answer.status).toBe(status);
  expect(await answer.json()).toHaveProperty('error');
  expect(ledger).toEqual([]);
});

test('bank answers 404 for a charge and for a path that it does not have', async () => {
  const statuses = await Promise.all(
    ['/charges/ch-9', '/nowhere'].map(async (path) => (await fetch(`${bank.url}${path}`)).status),
  );

  expect(statuses).toEqual([404, 404]);
});
