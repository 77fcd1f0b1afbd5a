/**
 * The world services said a second time, in the plainest way: what they hold, and what they answer. For tests.
 * @module
 */
import type { HistoryEntry, SequentialModel } from './linearizable.ts';

interface Reply {
  readonly status: number;
  readonly answer: unknown;
}

const ok = (answer: unknown, status = 201): Reply => ({ status, answer });
const no = (status: number, error: string): Reply => ({ status, answer: { error } });

interface Charge {
  reference: string;
  orderId: string;
  amount: number;
  refundOf?: string;
}

interface BankState {
  ledger: Charge[];
  keys: Record<string, { request: string; reply: Reply }>;
}

function bankAnswer(state: BankState, request: HistoryEntry): Reply {
  const { orderId, amount, reference } = request.body as { orderId: string; amount: number; reference: string };
  if (request.path === '/charges') {
    if (amount > 50) return no(402, 'declined: the amount is above 50');
    const entry = { reference: `ch-${state.ledger.length + 1}`, orderId, amount };
    state.ledger.push(entry);
    return ok(entry);
  }
  const charge = state.ledger.find((entry) => entry.reference === reference && !entry.refundOf);
  if (!charge) return no(404, `no charge "${reference}"`);
  const given = state.ledger.filter((entry) => entry.refundOf === reference);
  const left = given.reduce((sum, entry) => sum + entry.amount, charge.amount);
  if (left <= 0) return no(409, `of charge "${reference}" ${left} is left`);
  const entry = {
    reference: `rf-${state.ledger.length + 1}`,
    orderId: charge.orderId,
    amount: -left,
    refundOf: reference,
  };
  state.ledger.push(entry);
  return ok(entry);
}

export const bankModel: SequentialModel<BankState> = {
  initial: { ledger: [], keys: {} },
  answer: (state, request) => {
    const { key } = request;
    const told = `${request.path} ${JSON.stringify(request.body)}`;
    const first = key === undefined ? undefined : state.keys[key];
    if (first)
      return first.request === told ? first.reply : no(422, 'this Idempotency-Key was used for another request');
    const reply = bankAnswer(state, request);
    if (key !== undefined && reply.status < 400) state.keys[key] = { request: told, reply };
    return reply;
  },
};

interface Sent {
  reference: string;
  kind: 'mail';
  to: string;
  subject: string;
  text: string;
}

export const mailboxModel: SequentialModel<{ sent: Sent[] }> = {
  initial: { sent: [] },
  answer: (state, { body }) => {
    const { to, subject, text } = body as { to: string; subject: string; text: string };
    if (!to.includes('@')) return no(422, 'to is not a mail address');
    const entry: Sent = { reference: `ms-${state.sent.length + 1}`, kind: 'mail', to, subject, text };
    state.sent.push(entry);
    return ok(entry);
  },
};

interface Parcel {
  reference: string;
  orderId: string;
  address: string;
  status: string;
}

export const carrierModel: SequentialModel<{ parcels: Parcel[] }> = {
  initial: { parcels: [] },
  answer: ({ parcels }, { path, body }) => {
    if (path === '/parcels') {
      const { orderId, address } = body as { orderId: string; address: string };
      const parcel = { reference: `pc-${parcels.length + 1}`, orderId, address, status: 'booked' };
      parcels.push(parcel);
      return ok({ ...parcel });
    }
    const reference = path.split('/')[2] ?? '';
    const parcel = parcels.find((known) => known.reference === reference);
    if (!parcel) return no(404, `no parcel "${reference}"`);
    if (path.endsWith('/cancel')) {
      if (parcel.status !== 'booked') return no(409, `parcel "${reference}" is ${parcel.status}`);
      parcel.status = 'cancelled';
    }
    return ok({ ...parcel }, 200);
  },
};

interface WarehouseState {
  stock: { sku: string; free: number; reserved: number; shipped: number };
  reservations: { reference: string; orderId: string; items: { sku: string; count: number }[]; status: string }[];
}

/** One article, `tea`. */
export const warehouseModel: SequentialModel<WarehouseState> = {
  initial: { stock: { sku: 'tea', free: 10, reserved: 0, shipped: 0 }, reservations: [] },
  answer: ({ stock, reservations }, { path, body }) => {
    if (path === '/stock/tea') return ok({ ...stock }, 200);
    if (path === '/reservations') {
      const { orderId, items } = body as { orderId: string; items: { sku: string; count: number }[] };
      const count = items[0]?.count ?? 0;
      if (stock.free < count) return no(409, `of "tea" ${stock.free} are free, not ${count}`);
      stock.free -= count;
      stock.reserved += count;
      const reservation = { reference: `rs-${reservations.length + 1}`, orderId, items, status: 'reserved' };
      reservations.push(reservation);
      return ok({ ...reservation });
    }
    const [, , reference = '', verb] = path.split('/');
    const reservation = reservations.find((known) => known.reference === reference);
    if (!reservation) return no(404, `no reservation "${reference}"`);
    if (reservation.status !== 'reserved') return no(409, `reservation "${reference}" is ${reservation.status}`);
    const count = reservation.items[0]?.count ?? 0;
    stock.reserved -= count;
    stock[verb === 'ship' ? 'shipped' : 'free'] += count;
    reservation.status = verb === 'ship' ? 'shipped' : 'released';
    return ok({ ...reservation }, 200);
  },
};
