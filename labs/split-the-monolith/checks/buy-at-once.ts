/**
 * Buyers who order the same few pieces at the same moment, and ask again under their keys until they know.
 * @module
 */
import type { Bench, HttpRequest } from '../../_kit/bench.ts';
import type { Product } from './shop-answers.ts';
import { type Customer, type Reply, send } from './shop-customer.ts';
import { ShopRefused } from './shop-refused.ts';

/** One key of one customer. */
export interface Attempt {
  readonly buyer: Customer;
  readonly key: string;
  readonly product: Product;
  /** Whatever was answered under the key, the last one last. */
  readonly replies: readonly Reply[];
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 4_000;
const MOST_PIECES = 2;
const CART_PATIENCE_MS = 10_000;

/** What is said for certain: done, or refused. Anything else may or may not have happened. */
export const isDefinite = ({ status }: Reply): boolean => status >= 200 && status < 500;

/** @throws {ShopRefused} when a cart cannot be filled. */
export async function fillCarts(bench: Bench, buyers: readonly Customer[], product: Product): Promise<void> {
  const fill = async (buyer: Customer): Promise<void> => {
    const pieces = bench.choose.integer('pieces', 1, MOST_PIECES);
    const replies = await askUntilDefinite(bench, buyer.put(product.id, pieces), CART_PATIENCE_MS);
    const last = replies.at(-1);
    if (last && last.status !== 200) throw new ShopRefused('fill a cart', last.operation);
  };
  await Promise.all(buyers.map(fill));
}

/**
 * Everybody orders at once.
 *
 * @param clickCount How often each sends the same request under the same key, at the same moment.
 * @returns Once everybody has an answer or none will come.
 */
export async function orderAtOnce(
  bench: Bench,
  buyers: readonly Customer[],
  product: Product,
  clickCount = 1,
): Promise<Attempt[]> {
  return Promise.all(
    buyers.map(async (buyer, index) => {
      const key = `key-${index}-${bench.choose.integer('key', 1_000_000, 9_999_999)}`;
      const clicks = Array.from({ length: clickCount }, () => send(bench, buyer.order(key)));
      return { buyer, key, product, replies: await Promise.all(clicks) };
    }),
  );
}

/** Asks again under the keys of those who do not know yet. */
export function settleKeys(bench: Bench, attempts: readonly Attempt[], patienceMs: number): Promise<Attempt[]> {
  return Promise.all(
    attempts.map(async (attempt) => {
      if (attempt.replies.slice(-1).every(isDefinite)) return attempt;
      const later = await askUntilDefinite(bench, attempt.buyer.order(attempt.key), patienceMs);
      return { ...attempt, replies: [...attempt.replies, ...later] };
    }),
  );
}

async function askUntilDefinite(bench: Bench, request: HttpRequest, patienceMs: number): Promise<readonly Reply[]> {
  const untilMs = bench.nowMs() + patienceMs;
  const replies = [await send(bench, request)];
  for (let pauseMs = FIRST_PAUSE_MS; bench.nowMs() < untilMs; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const last = replies.at(-1);
    if (last && isDefinite(last)) break;
    await bench.sleep(pauseMs);
    replies.push(await send(bench, request));
  }
  return replies;
}
