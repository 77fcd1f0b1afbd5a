/**
 * C3 of the lab: what it takes and what it refuses.
 */
import { describe, expect, test } from 'vitest';
import type { Timeline } from '../../../labs/_kit/timeline.ts';
import { secondWriter } from '../../../labs/split-the-monolith/checks/second-writer.ts';
import { edited, useSplitLabs } from '../../support/split-lab.ts';

const SLUG = '03-ownership';
const { services, monolith } = useSplitLabs(SLUG);

test('the reference services pass, with credit for every part', async () => {
  const result = await services.judge();
  expect(result).toMatchObject({ verdict: 'pass' });
  expect(result.parts?.map(({ id, isHeld }) => [id, isHeld])).toEqual([
    ['catalogue', true],
    ['payments', true],
    ['mail', true],
    ['history', true],
  ]);
});

test('in the monolith nothing is apart', async () => {
  const result = await monolith.judge();
  expect(result).toMatchObject({ verdict: 'fail', message: { id: 'still-in-one-process' } });
  expect(result.parts?.some(({ isHeld }) => isHeld)).toBe(false);
});

const BROKEN = [
  {
    name: 'a cart service that looks into the file of the catalogue',
    id: 'foreign-store-opened',
    variant: edited(
      'carts/main.ts',
      'const catalogue',
      "await import('node:fs').then(({ openSync }) => openSync('/products/products.db')).catch(() => {});\nconst catalogue",
    ),
  },
  {
    name: 'an entrance that writes down what staff changes',
    id: 'two-writers',
    variant: edited(
      'gateway/create-forwarder.ts',
      '    if (authorization !== undefined && method ===',
      "    if (method === 'PATCH') (await import('node:fs')).writeFileSync('/product.json', String(sent));\n    if (authorization !== undefined && method ===",
    ),
  },
  {
    name: 'a history that leaves out what has another price today',
    id: 'past-orders-lost',
    variant: edited(
      'orders/order-routes.ts',
      'return { status: 200, body: { orders: orders.list(user.id, { limit, before }) } };',
      `return fetch('http://products/products').then((answer) => answer.json()).then(({ products }) => {
        const prices = products.map((product) => product.priceCents);
        const toShown = (order) => ({ ...order, lines: order.lines.filter((line) => prices.includes(line.priceCents)) });
        return { status: 200, body: { orders: orders.list(user.id, { limit, before }).map(toShown) } };
      });`,
    ),
  },
];

test.each(BROKEN)('$name fails as $id', async ({ variant, id }) => {
  const result = await services.judge(variant);
  expect(result, JSON.stringify([result.message, result.reason])).toMatchObject({ verdict: 'fail', message: { id } });
});

describe('secondWriter()', () => {
  const PATCH = { operation: 'r-5', catalogue: 'products', reads: ['r-8'] };
  const stored = (process: string, atMs: number, operation = 'r-5') => ({
    process,
    atMs,
    kind: 'stored',
    label: '/data/x.db',
    operation,
  });
  const sent = (id: string, from: string, to: string, sentAtMs: number, rest: object = {}) =>
    ({
      id,
      from,
      to,
      sentAtMs,
      receivedAtMs: sentAtMs + 1,
      kind: 'request',
      label: 'PATCH /products/7',
      operation: 'r-5',
      ...rest,
    }) as const;
  const timeline = (messages: readonly object[], moments: Timeline['moments']): Timeline => ({
    columns: [],
    messages: messages as Timeline['messages'],
    moments,
    bands: [],
    droppedCount: 0,
  });
  const passedOn = sent('m-1', 'shop', 'products', 1);
  const answered = sent('m-2', 'products', 'shop', 3, { kind: 'response', label: '200', answers: 'm-1' });

  test('names who stores after passing the change on', () => {
    const seen = timeline([passedOn, answered], [stored('products', 2), stored('shop', 5)]);
    expect(secondWriter(seen, PATCH)?.process).toBe('shop');
  });

  test('names who stores before the catalogue', () => {
    const seen = timeline([passedOn], [stored('shop', 0), stored('products', 2)]);
    expect(secondWriter(seen, PATCH)?.process).toBe('shop');
  });

  test.each([
    { way: 'told by the catalogue', news: [sent('m-3', 'products', 'orders', 4, { label: 'POST /events' })] },
    {
      way: 'told by whom the catalogue told',
      news: [sent('m-3', 'products', 'events', 4), sent('m-4', 'events', 'orders', 5)],
    },
    {
      way: 'who asks the catalogue',
      news: [
        sent('m-3', 'orders', 'products', 4, { label: 'GET /changes' }),
        sent('m-4', 'products', 'orders', 5, { kind: 'response', label: '200', answers: 'm-3' }),
      ],
    },
    {
      way: 'whose older question is answered now',
      news: [
        sent('m-3', 'orders', 'products', 0, { label: 'GET /changes', operation: undefined }),
        sent('m-4', 'products', 'orders', 5, { kind: 'response', label: '200', answers: 'm-3' }),
      ],
    },
  ])('lets a copy be kept by $way', ({ news }) => {
    const seen = timeline([passedOn, answered, ...news], [stored('products', 2), stored('orders', 8)]);
    expect(secondWriter(seen, PATCH)).toBeUndefined();
  });

  test('lets a journal be kept of everything', () => {
    const seen = timeline([passedOn], [stored('shop', 0), stored('products', 2), stored('shop', 9, 'r-8')]);
    expect(secondWriter(seen, PATCH)).toBeUndefined();
  });
});
