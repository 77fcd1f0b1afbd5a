/**
 * C6: buyers at once on few pieces, while who keeps the orders, who asks the bank and who counts the stock are ended in the middle.
 * Keys are asked again. In the end the bank, the histories and the shelf agree.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { accidentsFor, withAccident } from './accident.ts';
import { affordableProducts } from './affordable-products.ts';
import { type Attempt, fillCarts, orderAtOnce, settleKeys } from './buy-at-once.ts';
import { findBookError } from './find-book-error.ts';
import { openShop, type OpenShop } from './open-shop.ts';
import { type Books, type CountedStock, readBooks } from './read-books.ts';
import type { Product } from './shop-answers.ts';
import { type Customer, newCustomer, send } from './shop-customer.ts';
import { defineShopCheck, ShopRefused } from './shop-refused.ts';

const FEWEST_PIECES = 2;
const MOST_PIECES = 5;
const PLENTY = 20;
/** Of one product, also when a cart that came back is filled again. */
const PIECES_IN_ALL_CARTS = 3;
/** A reservation may be undone late, and an order be paid late. */
const PATIENCE_MS = 30_000;
const PATIENCE_IN_BETWEEN_MS = 3_000;
const FIRST_PAUSE_MS = 250;

export default defineShopCheck(async (bench) => {
  const shop = await openShop(bench);
  const accidents = accidentsFor(shop.roles, bench.timeline());
  const others = await Promise.all(['robert', 'fanny', 'felix'].map((name) => newCustomer(bench, name)));
  const buyers = [shop.customer, ...others];
  const counted = await countStock(bench, shop, accidents.length + 2);
  const [wanted, plenty, ...hit] = counted as [CountedStock, CountedStock, ...CountedStock[]];

  const attempts = await buyInPeace(bench, others, wanted, shop.customer, plenty);
  let killCount = 0;
  for (const [round, accident] of accidents.entries()) {
    const { product, counted: pieces } = hit[round] as CountedStock;
    bench.progress(
      `${buyers.length} buyers, ${pieces} pieces of ${product.name}; ${accident.victim} ends in the middle`,
    );
    await fillCarts(bench, buyers, product);
    const bought = await withAccident(bench, accident, () => orderAtOnce(bench, buyers, product));
    if (!bought.isBack) return inconclusive(`${accident.victim} did not start again, so the books cannot be read.`);
    if (bought.isKilled) killCount += 1;
    attempts.push(...(await settleKeys(bench, bought.result, PATIENCE_IN_BETWEEN_MS)));
  }
  bench.progress('comparing the bank, the histories and the shelf');
  const settled = await settleKeys(bench, attempts, PATIENCE_MS);
  const { books, error } = await booksInTheEnd(bench, () => readBooks(bench, buyers, counted, settled));
  const paid = books.orders.filter(({ status }) => status === 'paid').length;
  const held = `${books.charges.length} charges, ${paid} paid orders, ${killCount} of ${accidents.length} kills came in the middle`;
  return error === undefined ? pass(held) : fail(held, error);
});

/** Too few pieces for those who want them, and a double click of somebody who can have what she wants. */
async function buyInPeace(
  bench: Bench,
  buyers: readonly Customer[],
  wanted: CountedStock,
  doubleClicker: Customer,
  plenty: CountedStock,
): Promise<Attempt[]> {
  bench.progress(`${buyers.length} buyers, ${wanted.counted} pieces of ${wanted.product.name}`);
  await Promise.all([fillCarts(bench, buyers, wanted.product), fillCarts(bench, [doubleClicker], plenty.product)]);
  const made = await Promise.all([
    orderAtOnce(bench, buyers, wanted.product),
    orderAtOnce(bench, [doubleClicker], plenty.product, 2),
  ]);
  return settleKeys(bench, made.flat(), PATIENCE_IN_BETWEEN_MS);
}

/** Products of their own for every round, so that a cart that came back late is not counted twice. */
async function countStock(bench: Bench, { staff, bought }: OpenShop, count: number): Promise<CountedStock[]> {
  const products = await affordableProducts(bench, PIECES_IN_ALL_CARTS, count + 1);
  const chosen = products.filter(({ id }) => id !== bought.id).slice(0, count);
  const set = async (product: Product, index: number): Promise<CountedStock> => {
    const counted = index === 1 ? PLENTY : bench.choose.integer('pieces there', FEWEST_PIECES, MOST_PIECES);
    const { status, operation } = await send(bench, staff.count(product.id, counted));
    if (status !== 200) throw new ShopRefused('count stock', operation);
    return { product, counted };
  };
  return Promise.all(chosen.map(set));
}

/** Reads until everything agrees, or patience is over. */
async function booksInTheEnd(bench: Bench, read: () => Promise<Books>) {
  const untilMs = bench.nowMs() + PATIENCE_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
    const books = await read();
    const error = findBookError(books);
    if (error === undefined || bench.nowMs() >= untilMs) return { books, error };
    await bench.sleep(Math.min(pauseMs, untilMs - bench.nowMs()));
  }
}
