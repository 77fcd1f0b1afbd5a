/**
 * World services are linearizable: whatever many clients do at once could have happened one after the other, in the order
 * of the audit ledger.
 */
import { afterAll, expect, test } from 'vitest';
import { contradictions, type HistoryEntry, type SequentialModel } from '../../support/linearizable.ts';
import { bankModel, carrierModel, mailboxModel, warehouseModel } from '../../support/world-models.ts';
import { closeEngine, historyUnderTraffic, type WorldHistory } from '../../support/world-service.ts';

afterAll(closeEngine);

/** Where in the ledger the request's own booking stands. */
type PositionOf = (entry: HistoryEntry, run: WorldHistory) => number | undefined;

interface Traffic {
  readonly service: string;
  readonly env: Record<string, string>;
  /** Body of a function of `choose`, `ask` and `index`. */
  readonly request: string;
  readonly model: SequentialModel<never>;
  readonly positionOf: PositionOf;
}

const at = (position: number): number | undefined => (position === -1 ? undefined : position);
const referenceOf = ({ answer }: HistoryEntry) => (answer as { readonly reference?: string }).reference;

/** Of several with one reference only the first to be answered booked it: the others repeated its key. */
const ownReference: PositionOf = (entry, { ledger, history }) => {
  const first = history
    .filter((other) => other.status === 201 && referenceOf(other) === referenceOf(entry))
    .toSorted((left, right) => left.endedAtMs - right.endedAtMs)[0];
  return first === entry ? at(ledger.findIndex(({ reference }) => reference === referenceOf(entry))) : undefined;
};

/** The kind of entry that a request books, by the end of its path. */
const KINDS: Readonly<Record<string, string>> = {
  parcels: 'booked',
  cancel: 'cancelled',
  reservations: 'reserved',
  release: 'released',
  ship: 'shipped',
};

const kindAndReference: PositionOf = (entry, { ledger }) => {
  const kind = entry.method === 'POST' && entry.status < 400 ? KINDS[entry.path.split('/').at(-1) ?? ''] : undefined;
  return at(ledger.findIndex((booked) => booked['kind'] === kind && booked['reference'] === referenceOf(entry)));
};

const DELAY_MS = '20';

const traffics: readonly Traffic[] = [
  {
    service: 'bank',
    env: { DELAY_MS, CHARGE_LIMIT: '50' },
    request: `
      const n = choose.integer('n', 1, 8);
      if (choose.fraction('kind') < 0.3) return ask('POST', '/refunds', { reference: 'ch-' + n });
      const key = choose.fraction('key') < 0.5 ? { 'idempotency-key': 'k-' + n } : {};
      return ask('POST', '/charges', { orderId: 'o-' + n, amount: choose.integer('amount', 45, 51) }, key);`,
    model: bankModel as never,
    positionOf: ownReference,
  },
  {
    service: 'mailbox',
    env: { DELAY_MS },
    request: `
      const to = choose.pick('to', ['ada@example.org', 'nobody']);
      return ask('POST', '/mails', { to, subject: 's-' + index, text: 'x' });`,
    model: mailboxModel as never,
    positionOf: ownReference,
  },
  {
    service: 'carrier',
    env: { DELAY_MS },
    request: `
      const reference = 'pc-' + choose.integer('n', 1, 12);
      const kind = choose.fraction('kind');
      if (kind < 0.3) return ask('POST', '/parcels/' + reference + '/cancel', {});
      if (kind < 0.6) return ask('GET', '/parcels/' + reference);
      return ask('POST', '/parcels', { orderId: 'o-' + index, address: '1 Long Lane' });`,
    model: carrierModel as never,
    positionOf: kindAndReference,
  },
  {
    service: 'warehouse',
    env: { DELAY_MS, STOCK: 'tea=10' },
    request: `
      const reference = 'rs-' + choose.integer('n', 1, 8);
      const kind = choose.fraction('kind');
      if (kind < 0.2) return ask('GET', '/stock/tea');
      if (kind < 0.4) return ask('POST', '/reservations/' + reference + '/release', {});
      if (kind < 0.5) return ask('POST', '/reservations/' + reference + '/ship', {});
      return ask('POST', '/reservations', { orderId: 'o-' + index, items: [{ sku: 'tea', count: choose.integer('count', 1, 4) }] });`,
    model: warehouseModel as never,
    positionOf: kindAndReference,
  },
];

const SEEDS = Array.from({ length: 5 }, (_, index) => 100 + index);

test.each(traffics)('$service is linearizable under 60 requests at once, 5 seeds', async (traffic) => {
  const { service, env, request, model, positionOf } = traffic;
  const statuses = new Set<number>();
  for (const seed of SEEDS) {
    const run = await historyUnderTraffic(service, env, seed, request);
    const found = contradictions(run.history, model, (entry) => positionOf(entry, run));
    const booked = run.history.filter((entry) => positionOf(entry, run) !== undefined);

    expect(found, `seed ${seed}`).toEqual([]);
    expect(new Set(booked.map((entry) => positionOf(entry, run))).size, `seed ${seed}`).toBe(run.ledger.length);
    for (const { status } of run.history) statuses.add(status);
  }
  // Something was booked and something refused, else there was nothing to contradict.
  expect(statuses.size).toBeGreaterThan(1);
});

const entry = (path: string, status: number, answer: unknown, sentAtMs: number, endedAtMs: number): HistoryEntry => ({
  method: 'POST',
  path,
  body: { orderId: 'o', amount: 1, reference: 'ch-1' },
  outcome: 'ok',
  status,
  answer,
  sentAtMs,
  endedAtMs,
});
const booked = (reference: string) => ({ reference, orderId: 'o', amount: 1 });

test.each<[string, readonly HistoryEntry[], readonly string[], string]>([
  [
    'a booking before one that had ended',
    [entry('/charges', 201, booked('ch-2'), 0, 5), entry('/charges', 201, booked('ch-1'), 6, 9)],
    ['ch-1', 'ch-2'],
    'was booked before what had ended when it was sent',
  ],
  [
    'a refusal for what was booked long before',
    [entry('/charges', 201, booked('ch-1'), 0, 5), entry('/refunds', 404, { error: 'no charge "ch-1"' }, 6, 9)],
    ['ch-1'],
    'fits no moment since it was sent',
  ],
  [
    'an answer that does not follow',
    [entry('/charges', 201, booked('ch-7'), 0, 5)],
    ['ch-7'],
    "does not follow from the ledger's order",
  ],
])('contradictions() finds %s', (_what, history, ledger, words) => {
  const positionOf = (one: HistoryEntry) => at(ledger.findIndex((reference) => reference === referenceOf(one)));

  expect(contradictions(history, bankModel, positionOf)).toContainEqual(expect.stringContaining(words));
});
