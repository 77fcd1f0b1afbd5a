/**
 * C7: the history of fifty orders makes at most three calls between services, those that find out who is asking included, and no
 * service is called by whom it waits for.
 * @module
 */
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { callCycle, oneCallPerOrder } from './chattiness-messages.ts';
import { findCallCycle } from './find-call-cycle.ts';
import { makeLongHistory } from './make-long-history.ts';
import { openShop } from './open-shop.ts';
import { readOrders } from './shop-answers.ts';
import { send } from './shop-customer.ts';
import { defineShopCheck, ShopRefused } from './shop-refused.ts';

const ORDER_COUNT = 50;
const MOST_CALLS = 3;
/** What services remember of a customer for some seconds is forgotten, and what goes on behind the answers is done. */
const PAUSE_MS = 15_000;

export default defineShopCheck(async (bench) => {
  const shop = await openShop(bench);
  await makeLongHistory(bench, shop, ORDER_COUNT);
  await bench.sleep(PAUSE_MS);

  bench.progress(`reading the history of ${ORDER_COUNT} orders`);
  const { operation, body, status } = await send(bench, shop.customer.history(ORDER_COUNT));
  if (status !== 200 || readOrders(body)?.length !== ORDER_COUNT) {
    throw new ShopRefused(`read the history of ${ORDER_COUNT} orders`, operation);
  }
  const { messages, droppedCount } = bench.timeline();
  const calls = messages.filter((message) => {
    return message.kind === 'request' && message.from !== 'client' && message.operation === operation.id;
  });
  const held = `${calls.length === 1 ? '1 call' : `${calls.length} calls`} for a history of ${ORDER_COUNT} orders`;
  const cycle = findCallCycle(messages);
  if (cycle !== undefined) return fail(held, callCycle(cycle));
  if (calls.length > MOST_CALLS) {
    return fail(held, oneCallPerOrder(operation, calls, { mostCalls: MOST_CALLS, orderCount: ORDER_COUNT }));
  }
  if (droppedCount > 0) return inconclusive(`${droppedCount} messages were too many to be counted`);
  return pass(held);
});
