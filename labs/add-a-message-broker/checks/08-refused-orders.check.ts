/**
 * C8: there is one piece left and six want it. One gets it and a mail; nobody else gets a mail.
 * @module
 */
import { fail, inconclusive, pass } from '../../_kit/check.ts';
import { mailForRefused } from './refused-orders-messages.ts';
import { defineShopCheck } from './open-shop.ts';
import { emailOf, isAccepted, order, readPlaced } from './place-orders.ts';
import { ordersWithoutMail, readMails } from './read-mails.ts';
import { mailNeverCame } from './shop-messages.ts';

const COUNT = 6;
const ROUND_COUNT = 3;
const MAIL_MS = 30_000;
/** What is sent for an order that was refused has gone out by then. */
const WRONG_MAIL_MS = 10_000;

export default defineShopCheck(async (bench) => {
  bench.progress('one piece is left, and six want it');
  const operations = [
    ...(await bench.traffic({ count: COUNT, request: (index) => lastPiece(index) })),
    ...(await bench.traffic({ count: ROUND_COUNT, request: (index) => lastPiece(COUNT + index) })),
  ];
  function lastPiece(index: number) {
    const request = order(bench, 'wants', index, 'last-piece');
    return { ...request, body: JSON.stringify({ ...JSON.parse(String(request.body)), quantity: 1 }) };
  }
  const { accepted } = readPlaced(operations);
  const refused = operations.filter((operation) => !isAccepted(operation));
  const missing = await ordersWithoutMail(bench, accepted, MAIL_MS);
  await bench.sleep(WRONG_MAIL_MS);

  const mails = await readMails(bench);
  const held = `${refused.length} orders refused, ${accepted.length} taken`;
  const wrong = refused.find((operation) => mails.has(emailOf(operation)));
  if (wrong) return fail(held, mailForRefused(wrong));
  if (missing[0]) return fail(held, mailNeverCame(missing[0]));
  if (refused.length === 0) return inconclusive('No order was refused, although one piece was left.');
  return pass(`${held}; no mail for a refused one`);
});
