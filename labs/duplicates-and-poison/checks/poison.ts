/**
 * Messages that no patience helps: cut off, of an unknown schema, to an address that refuses every mail.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { Publication } from './publish.ts';
import { placed, type ShopEvent, type ShopOrder } from './shop-orders.ts';

const ALWAYS = 1_000_000;
const BROKEN: readonly ((whole: string) => string)[] = [
  (whole) => whole.slice(0, Math.floor(whole.length / 2)),
  (whole) => `order placed: ${whole}`,
  () => 'null',
  () => '[1, 2]',
];

/** Bytes that are no event, under the name of one; which, is drawn. */
export function malformed(bench: Bench, order: ShopOrder): { readonly key: string; readonly text: string } {
  const breakIt = bench.choose.pick('how a message is broken', BROKEN);
  return { key: 'order.placed', text: breakIt(JSON.stringify(placed(order))) };
}

/** Looks familiar, and means something else: pieces are counted in packs. */
export function ofUnknownSchema(order: ShopOrder): ShopEvent {
  const { email, sku, quantity } = order;
  const { id, type, orderId, version, occurredAt } = placed(order);
  const packed = { email, sku, packs: quantity, packSize: 6, totalCents: quantity * 5_990 };
  return { id, schema: 2, type, orderId, version, occurredAt, ...packed };
}

/** The next `times` mails to this address fail; all of them without a number. */
export async function refuseMails(bench: Bench, { email }: ShopOrder, times: number = ALWAYS): Promise<void> {
  await bench.request({
    method: 'PUT',
    url: `http://mailbox/failures/${email}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ times }),
  });
}

/** The bytes of a publication, as they come out of the broker. */
export const textOf = (publication: Publication): string =>
  'event' in publication ? JSON.stringify(publication.event) : publication.text;
