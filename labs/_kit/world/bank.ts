/**
 * The bank: a world service that keeps the ledger by which payments are judged. Not editable in any lab.
 *
 * It books whatever number it is told, as banks do: a negative amount moves money the other way. Whether an amount makes
 * sense for a payment is the caller's business. It declines charges above CHARGE_LIMIT, and refunds of more than is left of
 * a charge. The ledger lives in memory and ends with the process.
 *
 * Runs on `node:http` alone, in the simulation and in real Node: `PORT=4001 node labs/_kit/world/bank.ts`.
 * @module
 */
import { type Answer, isLenient, printEntry, refuse, serveWorld } from './world-service.ts';

interface LedgerEntry {
  readonly reference: string;
  readonly orderId: string;
  /** Of a refund: negative, so that the amounts of a ledger add up to what the bank took. */
  readonly amount: number;
  /** The charge that is given back. */
  readonly refundOf?: string;
}

const chargeLimit = Number(process.env['CHARGE_LIMIT'] ?? 10_000);
const ledger: LedgerEntry[] = [];
const found = (entry: LedgerEntry | undefined, reference: string): Answer =>
  entry === undefined ? refuse(404, `no charge "${reference}"`) : { status: 200, body: entry };

function charge({ orderId, amount }: Readonly<Record<string, unknown>>): Answer {
  if (typeof orderId !== 'string') return refuse(422, 'orderId is not a string');
  if (typeof amount !== 'number' || !Number.isFinite(amount)) return refuse(422, 'amount is not a finite number');
  if (amount > chargeLimit) return refuse(402, `declined: the amount is above ${chargeLimit}`);

  const entry: LedgerEntry = { reference: `ch-${ledger.length + 1}`, orderId, amount };
  ledger.push(entry);
  printEntry({ orderId, amount, reference: entry.reference });
  return { status: 201, body: entry };
}

/** Sums of fractions leave a rest that is not money. */
const inMillionths = (amount: number): number => Math.round(amount * 1_000_000) / 1_000_000;

/** LENIENT books more than is left, too. */
function refund(body: Readonly<Record<string, unknown>>): Answer {
  const { reference } = body;
  if (typeof reference !== 'string') return refuse(422, 'reference is not a string');
  const charged = ledger.find((entry) => entry.reference === reference && entry.refundOf === undefined);
  if (!charged) return refuse(404, `no charge "${reference}"`);
  const refunds = ledger.filter(({ refundOf }) => refundOf === reference);
  const left = inMillionths(refunds.reduce((sum, { amount }) => sum + amount, charged.amount));
  const amount = body['amount'] ?? (isLenient ? charged.amount : left);
  if (typeof amount !== 'number' || !Number.isFinite(amount)) return refuse(422, 'amount is not a finite number');
  const isTooMuch = left <= 0 || amount > left;
  if (isTooMuch && !isLenient) return refuse(409, `of charge "${reference}" ${left} is left`);
  if (amount <= 0) return refuse(422, 'amount is not above 0');

  const { orderId } = charged;
  const entry = { reference: `rf-${ledger.length + 1}`, orderId, amount: -amount, refundOf: reference };
  ledger.push(entry);
  printEntry({ orderId, amount: -amount, reference: entry.reference, refundOf: reference });
  return { status: 201, body: entry };
}

serveWorld('bank', 4001, {
  'POST /charges': {
    about: `{ "orderId": string, "amount": number } → 201 { reference, orderId, amount }; 402 above ${chargeLimit}`,
    answer: ({ body }) => charge(body),
    isIdempotent: true,
  },
  'GET /charges/:reference': {
    about: '200 { reference, orderId, amount }',
    answer: ({ parameter }) =>
      found(
        ledger.find(({ reference, refundOf }) => reference === parameter && refundOf === undefined),
        parameter,
      ),
  },
  'GET /charges': {
    about: '?orderId=… → 200 [{ reference, orderId, amount }, …], the charges of an order',
    answer: ({ query }) => {
      const orderId = query.get('orderId');
      if (orderId === null) return refuse(422, 'orderId is missing');
      return { status: 200, body: ledger.filter((entry) => entry.orderId === orderId && !entry.refundOf) };
    },
  },
  'POST /refunds': {
    about:
      '{ "reference": string, "amount"?: number } → 201 { reference, orderId, amount, refundOf }; 409 above what is left',
    answer: ({ body }) => refund(body),
    isIdempotent: true,
  },
  'GET /ledger': {
    about: '200 [{ reference, orderId, amount }, …] in the order of booking; refunds negative, with refundOf',
    answer: () => ({ status: 200, body: ledger }),
  },
});
