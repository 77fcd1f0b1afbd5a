/**
 * Whether each order that was taken has a parcel. The carrier knows orders by the shop's own numbers, so parcels are counted.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { readPlaced } from './place-orders.ts';
import { waitFor } from './wait-for.ts';

/** Waits until there are as many orders with a parcel as orders that were taken since the check began, at most `limitMs`. */
export async function waitForParcels(
  bench: Bench,
  limitMs: number,
): Promise<{ readonly parcelCount: number; readonly orderCount: number }> {
  const orders = bench.history().filter(({ request }) => request.url.endsWith('/orders'));
  const orderCount = readPlaced(orders).accepted.length;
  let parcelCount = 0;
  await waitFor(
    bench,
    async () => {
      const booked = await bench.ledger<{ readonly orderId: string }>('carrier');
      parcelCount = new Set(booked.map(({ orderId }) => orderId)).size;
      return parcelCount >= orderCount;
    },
    limitMs,
  );
  return { parcelCount, orderCount };
}
