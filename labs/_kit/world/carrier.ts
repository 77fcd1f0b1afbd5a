/**
 * The carrier: a world service that brings parcels. Not editable in any lab.
 *
 * It takes every parcel that it is given, also a second one for the same order. A parcel can be cancelled until it is picked
 * up, PICKUP_MS after it was booked; without PICKUP_MS it waits for ever. It does not deliver to addresses that hold one of
 * the words in NO_DELIVERY_TO, as in `Atlantis,Utopia`. Parcels live in memory and end with the process.
 *
 * Runs on `node:http` alone, in the simulation and in real Node: `PORT=4003 node labs/_kit/world/carrier.ts`.
 * @module
 */
import { type Answer, printEntry, refuse, serveWorld, wholeNumber } from './world-service.ts';

interface Parcel {
  readonly reference: string;
  readonly orderId: string;
  readonly address: string;
  readonly bookedAtMs: number;
  isCancelled: boolean;
}

interface LedgerEntry {
  readonly kind: 'booked' | 'cancelled';
  readonly reference: string;
  readonly orderId: string;
  readonly address: string;
}

const ADDRESS_LIMIT_CHARACTERS = 500;
const pickupMs = process.env['PICKUP_MS'] === undefined ? Infinity : wholeNumber('PICKUP_MS', 0);
const notServed = (process.env['NO_DELIVERY_TO'] ?? '').split(',').filter((word) => word !== '');

const parcels = new Map<string, Parcel>();
const ledger: LedgerEntry[] = [];

function book(kind: LedgerEntry['kind'], { reference, orderId, address }: Parcel): void {
  const entry = { kind, reference, orderId, address };
  ledger.push(entry);
  printEntry(entry);
}

function shown(parcel: Parcel) {
  const { reference, orderId, address, isCancelled, bookedAtMs } = parcel;
  const isPickedUp = performance.now() - bookedAtMs >= pickupMs;
  return { reference, orderId, address, status: isCancelled ? 'cancelled' : isPickedUp ? 'on its way' : 'booked' };
}

function take({ orderId, address }: Readonly<Record<string, unknown>>): Answer {
  if (typeof orderId !== 'string') return refuse(422, 'orderId is not a string');
  if (typeof address !== 'string' || address === '') return refuse(422, 'address is not a text');
  if (address.length > ADDRESS_LIMIT_CHARACTERS) {
    return refuse(422, `address is longer than ${ADDRESS_LIMIT_CHARACTERS} characters`);
  }
  const word = notServed.find((known) => address.includes(known));
  if (word !== undefined) return refuse(409, `nothing is delivered to ${word}`);
  const reference = `pc-${parcels.size + 1}`;
  const parcel: Parcel = { reference, orderId, address, bookedAtMs: performance.now(), isCancelled: false };
  parcels.set(reference, parcel);
  book('booked', parcel);
  return { status: 201, body: shown(parcel) };
}

function cancel(reference: string): Answer {
  const parcel = parcels.get(reference);
  if (!parcel) return refuse(404, `no parcel "${reference}"`);
  const { status } = shown(parcel);
  if (status !== 'booked') return refuse(409, `parcel "${reference}" is ${status}`);
  parcel.isCancelled = true;
  book('cancelled', parcel);
  return { status: 200, body: shown(parcel) };
}

serveWorld('carrier', 4003, {
  'POST /parcels': {
    about:
      '{ "orderId": string, "address": string } → 201 { reference, orderId, address, status }; 409 where it does not deliver',
    answer: ({ body }) => take(body),
    isIdempotent: true,
  },
  'POST /parcels/:reference/cancel': {
    about: '{} → 200 { …, status: "cancelled" }; 409 when it is on its way or cancelled',
    answer: ({ parameter }) => cancel(parameter),
    isIdempotent: true,
  },
  'GET /parcels': {
    about: '?orderId=… → 200 [{ reference, orderId, address, status }, …], the parcels of an order',
    answer: ({ query }) => {
      const orderId = query.get('orderId');
      if (orderId === null) return refuse(422, 'orderId is missing');
      const own = [...parcels.values()].filter((parcel) => parcel.orderId === orderId);
      return { status: 200, body: own.map(shown) };
    },
  },
  'GET /parcels/:reference': {
    about: '200 { reference, orderId, address, status }; status is "booked", "on its way" or "cancelled"',
    answer: ({ parameter }) => {
      const parcel = parcels.get(parameter);
      return parcel ? { status: 200, body: shown(parcel) } : refuse(404, `no parcel "${parameter}"`);
    },
  },
  'GET /ledger': {
    about: '200 [{ kind: "booked" | "cancelled", reference, orderId, address }, …] in the order of booking',
    answer: () => ({ status: 200, body: ledger }),
  },
});
