/**
 * Each world service as a simulated process and as a process of real Node: the same questions get the same answers.
 */
import { afterAll, expect, test } from 'vitest';
import { askReal, askSimulated, closeEngine, get, post, put, type Question } from '../../support/world-service.ts';

afterAll(closeEngine);

interface Conversation {
  readonly service: string;
  readonly env: Record<string, string>;
  /** Each with the status that it gets. */
  readonly questions: readonly (readonly [number, Question])[];
}

const KEY = { 'idempotency-key': 'k-1' };
const MAIL = { to: 'ada@example.org', subject: 'Order o-1', text: 'Thank you', orderId: 'o-1' };
const PARCEL = { orderId: 'o-1', address: '1 Long Lane, Town' };
const ITEMS = [
  { sku: 'tea', count: 2 },
  { sku: 'cup', count: 1 },
];

/** What every world service refuses, by one of its routes. */
const malformed = (path: string): Conversation['questions'] => [
  [415, { ...post(path, {}), headers: { 'content-type': 'text/plain' } }],
  [400, { ...post(path, {}), body: '{"a":' }],
  [422, post(path, null)],
  [413, post(path, { text: 'x'.repeat(20_000) })],
  [404, get('/nowhere')],
  [404, { ...get('/ledger'), method: 'DELETE' }],
];

const conversations: readonly Conversation[] = [
  {
    service: 'bank',
    env: { CHARGE_LIMIT: '500' },
    questions: [
      [201, post('/charges', { orderId: 'o-1', amount: 40.1 })],
      [201, post('/charges', { orderId: 'o-2', amount: 7 }, KEY)],
      [201, post('/charges', { orderId: 'o-2', amount: 7 }, KEY)],
      [422, post('/charges', { orderId: 'o-2', amount: 8 }, KEY)],
      [400, post('/charges', { orderId: 'o-2', amount: 8 }, { 'idempotency-key': 'k'.repeat(300) })],
      [402, post('/charges', { orderId: 'o-3', amount: 501 }, { 'idempotency-key': 'k-2' })],
      [201, post('/charges', { orderId: 'o-3', amount: 5 }, { 'idempotency-key': 'k-2' })],
      [201, post('/refunds', { reference: 'ch-1', amount: 30.03 })],
      [409, post('/refunds', { reference: 'ch-1', amount: 10.08 })],
      [422, post('/refunds', { reference: 'ch-1', amount: -1 })],
      [201, post('/refunds', { reference: 'ch-1' })],
      [409, post('/refunds', { reference: 'ch-1' })],
      [404, post('/refunds', { reference: 'rf-4' })],
      [404, get('/charges/rf-4')],
      [200, get('/charges?orderId=o-2')],
      [422, get('/charges')],
      ...malformed('/charges'),
      [200, get('/ledger')],
      [200, get('/')],
    ],
  },
  {
    service: 'bank',
    env: { LENIENT: '1' },
    questions: [
      [201, post('/charges', { orderId: 'o-1', amount: 40 })],
      [201, post('/refunds', { reference: 'ch-1' })],
      [201, post('/refunds', { reference: 'ch-1' })],
      [404, post('/refunds', { reference: 'ch-9' })],
      [200, get('/ledger')],
    ],
  },
  {
    service: 'mailbox',
    env: { FAILS: 'bo@example.org=2', SMS_LIMIT: '20' },
    questions: [
      [201, post('/mails', MAIL)],
      [201, post('/mails', MAIL)],
      [503, post('/mails', { ...MAIL, to: 'bo@example.org' })],
      [503, post('/mails', { ...MAIL, to: 'bo@example.org' })],
      [201, post('/mails', { ...MAIL, to: 'bo@example.org' })],
      [200, put('/failures/ada@example.org', { times: 1 })],
      [503, post('/mails', MAIL)],
      [201, post('/mails', MAIL)],
      [422, put('/failures/ada@example.org', { times: -1 })],
      [422, post('/mails', { ...MAIL, to: 'nobody' })],
      [422, post('/mails', { ...MAIL, subject: '' })],
      [422, post('/mails', { ...MAIL, text: 1 })],
      [422, post('/mails', { ...MAIL, orderId: 1 })],
      [201, post('/sms', { to: '+491701234567', text: 'On its way' })],
      [422, post('/sms', { to: '+491701234567', text: 'x'.repeat(21) })],
      [422, post('/sms', { to: '0170', text: 'On its way' })],
      [200, get('/messages?to=ada@example.org')],
      [422, get('/messages')],
      ...malformed('/mails'),
      [200, get('/ledger')],
      [200, get('/')],
    ],
  },
  {
    service: 'carrier',
    env: { NO_DELIVERY_TO: 'Atlantis,Utopia' },
    questions: [
      [201, post('/parcels', PARCEL)],
      [201, post('/parcels', PARCEL)],
      [201, post('/parcels', PARCEL, KEY)],
      [201, post('/parcels', PARCEL, KEY)],
      [409, post('/parcels', { ...PARCEL, address: '2 Sea Road, Atlantis' })],
      [422, post('/parcels', { ...PARCEL, address: '' })],
      [422, post('/parcels', { ...PARCEL, orderId: 1 })],
      [200, post('/parcels/pc-1/cancel', {})],
      [409, post('/parcels/pc-1/cancel', {})],
      [404, post('/parcels/pc-9/cancel', {})],
      [200, get('/parcels/pc-1')],
      [404, get('/parcels/pc-9')],
      [200, get('/parcels?orderId=o-1')],
      ...malformed('/parcels'),
      [200, get('/ledger')],
      [200, get('/')],
    ],
  },
  {
    service: 'carrier',
    env: { PICKUP_MS: '0' },
    questions: [
      [201, post('/parcels', PARCEL)],
      [409, post('/parcels/pc-1/cancel', {})],
    ],
  },
  {
    service: 'warehouse',
    env: { STOCK: 'tea=5,cup=2' },
    questions: [
      [201, post('/reservations', { orderId: 'o-1', items: ITEMS })],
      [201, post('/reservations', { orderId: 'o-2', items: ITEMS }, KEY)],
      [201, post('/reservations', { orderId: 'o-2', items: ITEMS }, KEY)],
      [409, post('/reservations', { orderId: 'o-3', items: ITEMS })],
      [404, post('/reservations', { orderId: 'o-3', items: [{ sku: 'pot', count: 1 }] })],
      [422, post('/reservations', { orderId: 'o-3', items: [] })],
      [422, post('/reservations', { orderId: 'o-3', items: [{ sku: 'tea', count: 0.5 }] })],
      [422, post('/reservations', { orderId: 3, items: ITEMS })],
      [200, post('/reservations/rs-1/release', {})],
      [409, post('/reservations/rs-1/release', {})],
      [409, post('/reservations/rs-1/ship', {})],
      [200, post('/reservations/rs-2/ship', {})],
      [404, post('/reservations/rs-9/ship', {})],
      [200, put('/stock/pot', { free: 3 })],
      [422, put('/stock/pot', { free: -3 })],
      [200, get('/stock/tea')],
      [404, get('/stock/can')],
      [200, get('/stock')],
      [200, get('/reservations/rs-2')],
      ...malformed('/reservations'),
      [200, get('/ledger')],
      [200, get('/')],
    ],
  },
  {
    service: 'warehouse',
    env: { STOCK: 'tea=1', LENIENT: '1' },
    questions: [
      [201, post('/reservations', { orderId: 'o-1', items: [{ sku: 'tea', count: 2 }] })],
      [200, get('/stock/tea')],
      [200, post('/reservations/rs-1/release', {})],
      [200, post('/reservations/rs-1/release', {})],
      [200, get('/stock')],
    ],
  },
];

test.each(conversations)('$service $env answers simulated as in real Node', async ({ service, env, questions }) => {
  const asked = questions.map(([, question]) => question);
  const [simulated, real] = await Promise.all([askSimulated(service, env, asked), askReal(service, env, asked)]);

  expect(simulated.answers).toEqual(real.answers);
  expect(simulated.ledgerLines).toEqual(real.ledgerLines);
  expect(real.answers.map(({ status }, index) => [status, asked[index]?.path])).toEqual(
    questions.map(([status, { path }]) => [status, path]),
  );
});

test('bank gives back at most what is left of a charge, and its ledger adds up', async () => {
  const { answers } = await askReal('bank', {}, [
    post('/charges', { orderId: 'o-1', amount: 0.3 }),
    post('/refunds', { reference: 'ch-1', amount: 0.1 }),
    post('/refunds', { reference: 'ch-1' }),
    get('/ledger'),
  ]);

  expect(JSON.parse(answers[3]?.body as string)).toEqual([
    { reference: 'ch-1', orderId: 'o-1', amount: 0.3 },
    { reference: 'rf-2', orderId: 'o-1', amount: -0.1, refundOf: 'ch-1' },
    { reference: 'rf-3', orderId: 'o-1', amount: -0.2, refundOf: 'ch-1' },
  ]);
});

test('an Idempotency-Key gives the first answer again, marked, and books nothing', async () => {
  const charge = post('/charges', { orderId: 'o-1', amount: 1 }, KEY);
  const { answers, ledgerLines } = await askSimulated('bank', {}, [charge, charge]);

  expect(answers[1]).toEqual({ ...answers[0], isReplayed: true });
  expect(ledgerLines).toHaveLength(1);
});

test('a lenient warehouse goes below zero and shows it in its ledger', async () => {
  const { ledgerLines } = await askSimulated('warehouse', { STOCK: 'tea=1', LENIENT: '1' }, [
    post('/reservations', { orderId: 'o-1', items: [{ sku: 'tea', count: 2 }] }),
  ]);

  expect(ledgerLines).toEqual([
    'ledger {"kind":"reserved","sku":"tea","count":2,"reference":"rs-1","orderId":"o-1","free":-1,"reserved":2,"shipped":0}',
  ]);
});

test.each([
  ['bank', { DELAY_MS: 'soon' }, 'DELAY_MS is "soon" and should be a whole number from 0'],
  ['mailbox', { FAILS: 'ada' }, 'FAILS names "ada" and should read address=times'],
  ['warehouse', { STOCK: 'tea=-1' }, 'STOCK names "tea=-1" and should read sku=pieces'],
])('%s does not start with %j', async (service, env, message) => {
  await expect(askReal(service, env, [])).rejects.toThrow(message);
});
