/**
 * Has events published: in the given order, or twice and out of order, as a network and a nervous publisher do it.
 * @module
 */
import type { Bench, Operation } from '../../_kit/bench.ts';
import type { ShopEvent } from './shop-orders.ts';

/** An event; or bytes that are none, under the name of one. */
export type Publication = { readonly event: ShopEvent } | { readonly key: string; readonly text: string };

export interface Published {
  readonly publication: Publication;
  readonly operation: Operation;
  /** By the clock of the world. */
  readonly atMs: number;
}

const PATIENCE_MS = 20_000;
const COPIES_OF = 5;
const REORDERED_WITHIN = 5;

/**
 * @param perSecond All at once without it.
 * @param size How many are said in one request, default 1.
 * @returns Those that the broker has confirmed, in the order in which they were sent.
 */
export async function publish(
  bench: Bench,
  publications: readonly Publication[],
  { perSecond, size = 1 }: { readonly perSecond?: number; readonly size?: number } = {},
): Promise<readonly Published[]> {
  if (publications.length === 0) return [];
  const partOf = (index: number) => publications.slice(index * size, (index + 1) * size);
  const operations = await bench.traffic({
    count: Math.ceil(publications.length / size),
    ...(perSecond !== undefined && { perSecond }),
    request: (index) => ({
      method: 'POST',
      url: 'http://publisher/events',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ all: partOf(index).map(wish) }),
      timeoutMs: PATIENCE_MS,
    }),
  });
  return operations.flatMap((operation) => {
    if (operation.response?.status !== 202) return [];
    const { atMs } = JSON.parse(operation.response.body) as { atMs: number };
    return partOf(operation.index ?? 0).map((publication) => ({ publication, operation, atMs }));
  });
}

const wish = (publication: Publication): object =>
  'event' in publication ? { key: publication.event.type, event: publication.event } : publication;

/** Every fifth a second time, one to five places later. */
export function withCopies(bench: Bench, name: string, events: readonly ShopEvent[]): readonly ShopEvent[] {
  const which = bench.choose.integer(`copies of ${name}`, 0, COPIES_OF - 1);
  const keyed = events.flatMap((event, index) => {
    if (index % COPIES_OF !== which) return [{ event, place: index }];
    const distance = bench.choose.integer(`distance of copy ${index} of ${name}`, 1, REORDERED_WITHIN);
    return [
      { event, place: index },
      { event, place: index + distance + 0.5 },
    ];
  });
  return keyed.toSorted((left, right) => left.place - right.place).map(({ event }) => event);
}

/** Whoever comes later may come up to five places earlier. */
export function reordered<Item>(bench: Bench, name: string, items: readonly Item[]): readonly Item[] {
  const keyed = items.map((item, index) => ({
    item,
    place: index + REORDERED_WITHIN * bench.choose.fraction(`place of ${name} ${index}`),
  }));
  return keyed.toSorted((left, right) => left.place - right.place).map(({ item }) => item);
}

export const asPublications = (events: readonly ShopEvent[]): readonly Publication[] =>
  events.map((event) => ({ event }));

/** Of these orders, those of which an event was published, with the first operation that did. */
export function firstPublished<Order extends { readonly orderId: number }>(
  orders: readonly Order[],
  published: readonly Published[],
): readonly (Order & { readonly operation: Operation })[] {
  return orders.flatMap((order) => {
    const first = published.find(
      ({ publication }) => 'event' in publication && publication.event.orderId === order.orderId,
    );
    return first ? [{ ...order, operation: first.operation }] : [];
  });
}
