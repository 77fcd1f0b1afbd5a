/**
 * The warehouse: a world service that knows the true stock. Not editable in any lab.
 *
 * Of each article (`sku`) some pieces are free, some reserved and some shipped; STOCK says what is free at the start, as
 * `sku-1=10,sku-2=5`. It never gives away what is not there, and a reservation ends once. With LENIENT=1 it does what it is
 * told instead: free stock goes below zero and a second release adds the pieces again, and the ledger shows it. Everything
 * lives in memory and ends with the process.
 *
 * Runs on `node:http` alone, in the simulation and in real Node: `PORT=4004 node labs/_kit/world/warehouse.ts`.
 * @module
 */
import { readItems } from './read-items.ts';
import { type Answer, isLenient, printEntry, refuse, serveWorld } from './world-service.ts';

interface Stock {
  free: number;
  reserved: number;
  shipped: number;
}

interface Reservation {
  readonly reference: string;
  readonly orderId: string;
  readonly items: ReadonlyMap<string, number>;
  status: 'reserved' | 'released' | 'shipped';
}

/** One article of one booking, with the stock as it is after it. */
interface LedgerEntry {
  readonly kind: 'set' | Reservation['status'];
  readonly sku: string;
  readonly count: number;
  readonly reference?: string;
  readonly orderId?: string;
  readonly free: number;
  readonly reserved: number;
  readonly shipped: number;
}

const stocks = new Map<string, Stock>();
const reservations = new Map<string, Reservation>();
const ledger: LedgerEntry[] = [];

for (const entry of (process.env['STOCK'] ?? '').split(',').filter((text) => text !== '')) {
  const [sku = '', text] = entry.split('=');
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`STOCK names "${entry}" and should read sku=pieces`);
  stocks.set(sku, { free: count, reserved: 0, shipped: 0 });
}

function book(kind: LedgerEntry['kind'], sku: string, count: number, of?: Reservation): void {
  const entry = {
    kind,
    sku,
    count,
    ...(of && { reference: of.reference, orderId: of.orderId }),
    ...(stocks.get(sku) as Stock),
  };
  ledger.push(entry);
  printEntry(entry);
}

function set(sku: string, { free }: Readonly<Record<string, unknown>>): Answer {
  if (sku === '') return refuse(422, 'the path names no article');
  if (typeof free !== 'number' || !Number.isInteger(free) || free < 0) {
    return refuse(422, 'free is not a whole number from 0');
  }
  const known = stocks.get(sku);
  if (known) known.free = free;
  else stocks.set(sku, { free, reserved: 0, shipped: 0 });
  book('set', sku, free);
  return { status: 200, body: { sku, ...stocks.get(sku) } };
}

/** All articles or none. */
function reserve(body: Readonly<Record<string, unknown>>): Answer {
  const { orderId } = body;
  if (typeof orderId !== 'string') return refuse(422, 'orderId is not a string');
  const items = readItems(body['items']);
  if (typeof items === 'string') return refuse(422, items);
  for (const [sku, count] of items) {
    const stock = stocks.get(sku);
    if (!stock) return refuse(404, `no article "${sku}"`);
    if (stock.free < count && !isLenient) return refuse(409, `of "${sku}" ${stock.free} are free, not ${count}`);
  }
  const reservation: Reservation = { reference: `rs-${reservations.size + 1}`, orderId, items, status: 'reserved' };
  reservations.set(reservation.reference, reservation);
  move(reservation, 'reserved', 'free', 'reserved');
  return { status: 201, body: shown(reservation) };
}

function end(reference: string, status: 'released' | 'shipped'): Answer {
  const reservation = reservations.get(reference);
  if (!reservation) return refuse(404, `no reservation "${reference}"`);
  if (reservation.status !== 'reserved' && !isLenient) {
    return refuse(409, `reservation "${reference}" is ${reservation.status}`);
  }
  reservation.status = status;
  move(reservation, status, 'reserved', status === 'released' ? 'free' : 'shipped');
  return { status: 200, body: shown(reservation) };
}

function move(reservation: Reservation, kind: Reservation['status'], from: keyof Stock, to: keyof Stock): void {
  for (const [sku, count] of reservation.items) {
    const stock = stocks.get(sku) as Stock;
    stock[from] -= count;
    stock[to] += count;
    book(kind, sku, count, reservation);
  }
}

function shown({ reference, orderId, items, status }: Reservation) {
  return { reference, orderId, items: [...items].map(([sku, count]) => ({ sku, count })), status };
}

serveWorld('warehouse', 4004, {
  'GET /stock': {
    about: '200 [{ sku, free, reserved, shipped }, …]',
    answer: () => ({ status: 200, body: [...stocks].map(([sku, stock]) => ({ sku, ...stock })) }),
  },
  'GET /stock/:sku': {
    about: '200 { sku, free, reserved, shipped }',
    answer: ({ parameter: sku }) => {
      const stock = stocks.get(sku);
      return stock ? { status: 200, body: { sku, ...stock } } : refuse(404, `no article "${sku}"`);
    },
  },
  'PUT /stock/:sku': {
    about: '{ "free": number } → 200 { sku, free, reserved, shipped }; counted anew, or a new article',
    answer: ({ parameter, body }) => set(parameter, body),
  },
  'POST /reservations': {
    about:
      '{ "orderId": string, "items": [{ "sku": string, "count": number }, …] } → 201 { reference, …, status }; 409 when one is short',
    answer: ({ body }) => reserve(body),
    isIdempotent: true,
  },
  'GET /reservations/:reference': {
    about: '200 { reference, orderId, items, status }; status is "reserved", "released" or "shipped"',
    answer: ({ parameter }) => {
      const reservation = reservations.get(parameter);
      return reservation ? { status: 200, body: shown(reservation) } : refuse(404, `no reservation "${parameter}"`);
    },
  },
  'POST /reservations/:reference/release': {
    about: '{} → 200 { …, status: "released" }; 409 when it has ended',
    answer: ({ parameter }) => end(parameter, 'released'),
    isIdempotent: true,
  },
  'POST /reservations/:reference/ship': {
    about: '{} → 200 { …, status: "shipped" }; 409 when it has ended',
    answer: ({ parameter }) => end(parameter, 'shipped'),
    isIdempotent: true,
  },
  'GET /ledger': {
    about: '200 [{ kind, sku, count, reference, orderId, free, reserved, shipped }, …] in the order of booking',
    answer: () => ({ status: 200, body: ledger }),
  },
});
