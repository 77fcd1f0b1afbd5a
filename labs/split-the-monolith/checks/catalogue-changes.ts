/**
 * What becomes of a change of a product: those who sell learn of it, if need be later; while its owner is away, nobody
 * stores it; and when the owner has lost its disk, what was bought is still there.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import type { OpenShop } from './open-shop.ts';
import { copyNotRefreshed, pastOrdersLost, storedWithoutOwner, twoWriters } from './ownership-messages.ts';
import { secondWriter } from './second-writer.ts';
import { type Line, type Order, readCart, readOrder, readOrders } from './shop-answers.ts';
import { type Reply, send } from './shop-customer.ts';
import { ShopRefused } from './shop-refused.ts';
import { waitFor } from './wait-for.ts';

/** How old a copy may be, and how long a breaker may stay open. */
const REFRESH_MS = 30_000;
/** Long enough for a first try to reach the other side, and to fail. */
const CUT_MS = 1_000;
const READ_STAFF = /\/(products|stock)\/[^/]+$/;

/** Who else stored what staff changed first. */
export function writtenTwice(bench: Bench, { roles }: OpenShop): LearnerMessage | undefined {
  if (!roles.catalogue) return undefined;
  const { service: catalogue, operation } = roles.catalogue;
  const writer = secondWriter(bench.timeline(), { operation, catalogue, reads: staffReads(bench) });
  return writer && twoWriters(catalogue, writer);
}

const staffReads = (bench: Bench): readonly string[] =>
  bench
    .history()
    .filter(({ request }) => request.method === 'GET' && READ_STAFF.test(request.url))
    .map(({ id }) => id);

/** The catalogue cannot reach those who sell while a price changes; whoever keeps a copy has to learn of it all the same. */
export async function copyMissed(bench: Bench, shop: OpenShop): Promise<LearnerMessage | undefined> {
  const { roles, staff, customer, bought } = shop;
  const product = { ...bought, priceCents: bought.priceCents + bench.choose.integer('second price', 100, 199) };
  const catalogue = roles.catalogue?.service ?? '';
  const sellers = new Set([roles.carts?.service, roles.orders?.service].filter((service) => service !== undefined));
  bench.progress(`a price changes while ${catalogue} reaches nobody`);

  const change = () => send(bench, staff.change(product.id, { priceCents: product.priceCents }));
  const edges = [...sellers].filter((service) => service !== catalogue).map((to) => ({ from: catalogue, to }));
  const cuts = await Promise.all(edges.map((edge) => bench.proxy(edge, { enabled: false })));
  let changed = await change();
  await bench.sleep(CUT_MS);
  for (const cut of cuts) await cut.remove({ mayHaveMissed: true });
  // A catalogue that cannot be changed meanwhile leaves nobody behind.
  if (changed.status !== 200) changed = await change();
  if (changed.status !== 200) throw new ShopRefused('change a price', changed.operation);

  let cart: Reply | undefined;
  const isSold = await waitFor(
    bench,
    async () => {
      cart = await send(bench, customer.put(product.id, 1));
      return lineOf(readCart(cart.body)?.lines, product.id)?.priceCents === product.priceCents;
    },
    REFRESH_MS,
  );
  const placed = await send(bench, customer.order());
  const line = lineOf(readOrder(placed.body)?.lines, product.id);
  if (line && line.priceCents !== product.priceCents) {
    return copyNotRefreshed(product, line, placed.operation, isSold ? 0 : REFRESH_MS);
  }
  if (!line) throw new ShopRefused('place an order after a change of price', placed.operation);
  return undefined;
}

const lineOf = (lines: readonly Line[] | undefined, id: Line['productId']): Line | undefined =>
  lines?.find(({ productId }) => productId === id);

/** The owner dies, staff tries to change a product, and the owner comes back with an empty disk. */
export async function ownerEmptied(bench: Bench, shop: OpenShop): Promise<LearnerMessage | undefined> {
  const { staff, customer, bought, roles } = shop;
  const catalogue = roles.catalogue?.service;
  if (catalogue === undefined) return undefined;
  bench.progress(`${catalogue} dies, and its disk with it`);
  const before = readOrders((await send(bench, customer.history())).body) ?? [];
  await bench.kill(catalogue);
  const refused = await send(bench, staff.change(bought.id, { priceCents: bought.priceCents + 1 }));
  const question = { operation: refused.operation.id, catalogue, reads: staffReads(bench) };
  const writer = secondWriter(bench.timeline(), question);
  if (writer) return storedWithoutOwner(catalogue, writer);

  await bench.disk(catalogue).wipe();
  await bench.restart(catalogue);
  let history = await send(bench, customer.history());
  const isThere = await waitFor(
    bench,
    async () => {
      history = await send(bench, customer.history());
      return isReadable(before, readOrders(history.body));
    },
    REFRESH_MS,
  );
  if (isThere) return undefined;
  const orders = readOrders(history.body);
  return pastOrdersLost(
    catalogue,
    history.operation,
    orders ? 'orders or their lines are missing' : 'nothing can be read',
  );
}

/** Which names and prices are shown is for the check of isolation. */
const isReadable = (before: readonly Order[], now: readonly Order[] | undefined): boolean =>
  before.every(({ id, lines }) => {
    const order = now?.find((other) => other.id === id);
    return order?.lines.length === lines.length && order.lines.every(({ name }) => name !== '');
  });
