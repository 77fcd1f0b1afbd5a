import { expect, test } from 'vitest';
import { compareAnswer } from '../../../labs/split-the-monolith/checks/compare-answer.ts';
import type { GoldenAnswer } from '../../../labs/split-the-monolith/checks/golden-exchange.ts';
import { GoldenValues } from '../../../labs/split-the-monolith/checks/golden-values.ts';

const line = (product: string, quantity: number) => ({ productId: `{product-${product}}`, priceCents: 100, quantity });
const ORDER: GoldenAnswer = {
  status: 201,
  hasLocation: true,
  body: {
    id: '{order-a}',
    placedAt: '{placed-a}',
    address: '{address-a}',
    lines: [line('1', 2), line('2', 1)],
    payment: { reference: '{reference-a}' },
  },
};
const PLACED_AT = '2026-03-01T10:00:00.000Z';
const received = {
  id: '0b9d1a52-7f0e-4c4e-9a45-9d7a0f8f6b11',
  placedAt: PLACED_AT,
  address: 'address of a',
  lines: [
    { productId: 'p-1', priceCents: 100, quantity: 2 },
    { productId: 'p-2', priceCents: 100, quantity: 1 },
  ],
  payment: { reference: 'ch-1' },
};

const json = { 'content-type': 'application/json; charset=utf-8', location: '/orders/1' };
const values = () => new GoldenValues((kind, name) => `${kind} of ${name}`);
const compare = (body: unknown, known = values(), headers: Record<string, string> = json, golden = ORDER) =>
  compareAnswer(golden, { status: golden.status, headers, body: JSON.stringify(body) }, known);

test('compareAnswer() takes any id, any order of fields and any order of lines when the data are equal', () => {
  const { lines, ...rest } = received;

  expect(compare({ lines: lines.toReversed(), ...rest })).toBeUndefined();
  expect(compare({ ...received, id: 17 })).toBeUndefined();
});

test('compareAnswer() wants the same id, time and reference for the same order when it is shown again', () => {
  const known = values();
  compare(received, known);

  expect(compare(received, known)).toBeUndefined();
  expect(compare({ ...received, id: 'another' }, known)).toMatchObject({ where: 'body.id' });
  expect(compare({ ...received, placedAt: '2026-03-01T10:00:01.000Z' }, known)).toMatchObject({
    where: 'body.placedAt',
  });
});

test('compareAnswer() refuses an id that another order has when it is given out again', () => {
  const known = values();
  compare(received, known);
  const golden = { ...ORDER, body: { id: '{order-b}' } };

  expect(compare({ id: received.id }, known, json, golden)).toMatchObject({
    where: 'body.id',
    expected: 'a value that no other order has',
  });
});

test.each([
  ['a field is missing', { ...received, address: undefined }, 'body.address'],
  ['a field is more than was recorded', { ...received, internalId: 3 }, 'body.internalId'],
  ['a time is none', { ...received, placedAt: 'soon' }, 'body.placedAt'],
  ['an id is no id', { ...received, id: null }, 'body.id'],
  ['a line is missing', { ...received, lines: received.lines.slice(1) }, 'body.lines'],
  ['two lines are the same', { ...received, lines: [received.lines[0], received.lines[0]] }, 'body.lines[1].productId'],
  ['a reference is missing', { ...received, payment: { reference: null } }, 'body.payment.reference'],
])('compareAnswer() tells where answers differ when %s', (_, body, where) => {
  expect(compare(body)).toMatchObject({ where });
});

test('compareAnswer() looks at content type, Location and Idempotency-Replayed when headers differ', () => {
  expect(compare(received, values(), { ...json, 'content-type': 'text/html' })?.where).toBe('Content-Type');
  expect(compare(received, values(), { 'content-type': 'application/json' })?.where).toBe('Location');
  expect(compare(received, values(), { ...json, 'idempotency-replayed': 'true' })?.where).toBe('Idempotency-Replayed');
});

test('compareAnswer() wants the code of a refusal, and leaves its sentence and other members free', () => {
  const golden: GoldenAnswer = { status: 422, problem: 'invalid-field', field: 'address' };
  const refusal = { status: 422, code: 'invalid-field', field: 'address', detail: 'Too short.', requestId: 'r-1' };
  const type = { 'content-type': 'application/problem+json' };

  expect(compare(refusal, values(), type, golden)).toBeUndefined();
  expect(compare({ ...refusal, code: 'wrong' }, values(), type, golden)?.where).toBe('body.code');
  expect(compare({ ...refusal, field: 'name' }, values(), type, golden)?.where).toBe('body.field');
  expect(compare(refusal, values(), json, golden)?.where).toBe('Content-Type');
});
