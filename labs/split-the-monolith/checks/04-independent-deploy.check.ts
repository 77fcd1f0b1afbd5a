/**
 * C4: while customers send forty requests a second, the catalogue's owner is deployed anew. Nothing outside the catalogue fails, no
 * other process is started anew, the new answers are understood, and who calls itself healthy works.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';
import { fail, inconclusive, type Judgement, type LearnerMessage, pass } from '../../_kit/check.ts';
import { healthyTooEarly, restartedWithIt } from './deploy-messages.ts';
import { judgeDuring, type Observed, works } from './judge-deployment.ts';
import { NEW_FIELD } from './new-version.ts';
import { type OpenShop, openShop } from './open-shop.ts';
import { rollOut, type RollingUpdate } from './rolling-update.ts';
import { type Product, readCart, readOrder, readProduct } from './shop-answers.ts';
import { type Customer, newCustomer, send, visitor } from './shop-customer.ts';
import { defineShopCheck, ShopRefused } from './shop-refused.ts';

const PER_SECOND = 40;
const TRAFFIC_MS = 2_500;
const BEFORE_MS = 600;
/** A caller that was refused may keep away for a moment. */
const CALM_MS = 2_000;
const ENDINGS = new Set(['started', 'exited', 'killed']);

export default defineShopCheck(async (bench): Promise<Judgement> => {
  const shop = await openShop(bench);
  const service = shop.roles.catalogue?.service;
  if (service === undefined)
    return inconclusive('Nobody stored what staff changed, so there is no catalogue to deploy.');
  const robert = await newCustomer(bench, 'robert');
  for (const buyer of [robert, shop.customer]) {
    const filled = await send(bench, buyer.put(shop.bought.id, 1));
    if (filled.status !== 200) throw new ShopRefused('fill a cart', filled.operation);
  }

  bench.progress(`${service} is deployed anew, under ${PER_SECOND} requests a second`);
  const [operations, update] = await Promise.all([
    bench.traffic({ durationMs: TRAFFIC_MS, perSecond: PER_SECOND, mix: mixOf(bench, shop) }),
    bench.sleep(BEFORE_MS).then(() => rollOut(bench, service, whileAway(shop, robert))),
  ]);
  const observed: Observed = { service, update, timeline: bench.timeline() };
  const during = [...operations, ...update.meanwhile];
  const held = `${during.filter(({ response }) => response !== undefined && response.status < 300).length} of ${during.length} requests went well`;
  const other = otherProcess(observed) ?? tooEarly(service, update);
  if (other) return fail(held, other);
  for (const operation of during) {
    const message = judgeDuring(observed, operation);
    if (message) return fail(held, message);
  }
  if (update.status?.listening !== true) {
    return inconclusive(
      `The new process of ${service} did not listen: ${update.status?.lastError ?? 'no error was printed'}.`,
    );
  }

  bench.progress('everything is tried with the new version');
  await bench.sleep(Math.max(0, update.upAtMs + CALM_MS - bench.nowMs()));
  const afterwards = await tryEverything(bench, shop, observed);
  const late = otherProcess({ ...observed, timeline: bench.timeline() });
  if (late ?? afterwards) return fail(held, late ?? (afterwards as LearnerMessage));
  if (!bench.timeline().messages.some(({ from, preview }) => from === service && preview?.includes(NEW_FIELD))) {
    return inconclusive(`${service} answered nothing with the field that its new version adds, so nothing was tried.`);
  }
  return pass(`${held} while \`${service}\` was deployed, and everything works with its new answers`);
});

const mixOf = (bench: Bench, { customer, bought, order }: OpenShop) => {
  const quantity = bench.choose.integer('quantity', 1, 5);
  return [
    { weight: 2, request: visitor.products },
    { weight: 2, request: () => visitor.product(bought.id) },
    { weight: 1, request: visitor.stock },
    { weight: 1, request: customer.me },
    { weight: 2, request: () => customer.history() },
    { weight: 1, request: () => customer.orderById(order.id) },
    { weight: 1, request: customer.cart },
    { weight: 2, request: (index: number) => customer.put(bought.id, 1 + ((index + quantity) % 5)) },
  ];
};

const whileAway = ({ customer, bought, order }: OpenShop, robert: Customer) => ({
  meanwhile: [
    visitor.stock(),
    customer.me(),
    customer.history(),
    customer.orderById(order.id),
    robert.cart(),
    customer.put(bought.id, 2),
    robert.order(),
  ],
  work: visitor.product(bought.id),
});

function otherProcess({ service, update, timeline }: Observed): LearnerMessage | undefined {
  const moment = timeline.moments.find(({ kind, process, atMs }) => {
    return ENDINGS.has(kind) && process !== service && atMs >= update.startedAtMs;
  });
  return moment && restartedWithIt(service, moment);
}

function tooEarly(service: string, { health }: RollingUpdate): LearnerMessage | undefined {
  return health && health.asked.response?.status !== 200
    ? healthyTooEarly(service, health.said, health.asked)
    : undefined;
}

async function tryEverything(bench: Bench, shop: OpenShop, observed: Observed): Promise<LearnerMessage | undefined> {
  const { customer, staff, bought } = shop;
  const isBought = (line: Omit<Product, 'id'> | undefined): boolean =>
    line?.name === bought.name && line.priceCents === bought.priceCents;
  const lineIn = (lines: readonly { productId: Product['id']; name: string; priceCents: number }[] | undefined) =>
    lines?.find(({ productId }) => productId === bought.id);
  const shown = `${bought.name} at ${bought.priceCents} cents`;
  const tries = [
    { request: visitor.products(), status: 200, expected: '200', isRight: () => true },
    { request: staff.change(bought.id, { name: bought.name }), status: 200, expected: '200', isRight: () => true },
    {
      request: visitor.product(bought.id),
      status: 200,
      expected: shown,
      isRight: (body: unknown) => isBought(readProduct(body)),
    },
    {
      request: customer.put(bought.id, 1),
      status: 200,
      expected: shown,
      isRight: (body: unknown) => isBought(lineIn(readCart(body)?.lines)),
    },
    {
      request: customer.order(),
      status: 201,
      expected: shown,
      isRight: (body: unknown) => isBought(lineIn(readOrder(body)?.lines)),
    },
    { request: customer.history(), status: 200, expected: '200', isRight: () => true },
  ];
  for (const { request, status, expected, isRight } of tries) {
    const reply = await send(bench, request);
    if (reply.status === status && isRight(reply.body)) continue;
    return works({ ...observed, timeline: bench.timeline() }, reply.operation, expected);
  }
  return undefined;
}
