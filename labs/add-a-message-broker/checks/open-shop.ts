/**
 * What every check of this lab begins with: the shop runs, and one order without any fault gets its mail, its parcel and its
 * place in the recommendations. So a check has seen success before it looks for failure.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench } from '../../_kit/bench.ts';
import { type Check, defineCheck, fail, inconclusive, type Judgement, type LearnerMessage } from '../../_kit/check.ts';
import { mailNeverCame, parcelNeverCame, purchaseNeverCounted } from './shop-messages.ts';
import { type Accepted, placeOrders } from './place-orders.ts';
import { ordersWithoutMail } from './read-mails.ts';
import { waitFor } from './wait-for.ts';

/** Whoever wants to listen does so by then. */
const BEGIN_MS = 3_000;
const EVERYTHING_DONE_MS = 20_000;
/** Killed and run three times, so it keeps its name. */
export const MAIL_SERVICE = 'notifications';
const KEPT_NAMES = [MAIL_SERVICE, 'recommendations'];

class CannotBegin extends Error {
  override readonly name = 'CannotBegin';
  readonly judgement: Judgement;

  constructor(judgement: Judgement) {
    super(judgement.verdict);
    this.judgement = judgement;
  }
}

/** Declares a check that begins with a working shop. */
export const defineShopCheck = (run: (bench: Bench) => Promise<Judgement>): Check =>
  defineCheck({
    run: async (bench) => {
      try {
        await openShop(bench);
        return await run(bench);
      } catch (error) {
        if (error instanceof CannotBegin) return error.judgement;
        throw error;
      }
    },
  });

async function openShop(bench: Bench): Promise<void> {
  const renamed = KEPT_NAMES.find((name) => !bench.services.includes(name));
  if (renamed !== undefined) {
    const names = bench.services.map((name) => `"${name}"`).join(', ');
    const sentence = `services.json has to declare "${renamed}" under this name, because this check calls it by it. It declares ${names}.`;
    throw new CannotBegin(inconclusive(sentence));
  }
  await bench.sleep(BEGIN_MS);
  bench.progress('one order, with everything healthy');
  const { accepted, operations } = await placeOrders(bench, 'first', { count: 1 });
  const [first] = accepted;
  if (!first) {
    const answer = operations.map(describeAnswer).join();
    throw new CannotBegin(inconclusive(`An order with everything healthy was answered ${answer}.`));
  }
  const message = await whatIsMissing(bench, first);
  if (message) throw new CannotBegin(fail('an order without its consequences', message));
}

async function whatIsMissing(bench: Bench, first: Accepted): Promise<LearnerMessage | undefined> {
  const missing = await ordersWithoutMail(bench, [first], EVERYTHING_DONE_MS);
  if (missing.length > 0) return mailNeverCame(first);
  const isBooked = await waitFor(bench, async () => (await bench.ledger('carrier')).length > 0, EVERYTHING_DONE_MS);
  if (!isBooked) return parcelNeverCame(first);
  const isCounted = await waitFor(bench, () => isRecommended(bench, first), EVERYTHING_DONE_MS);
  return isCounted ? undefined : purchaseNeverCounted(first);
}

/** What was bought once is what is bought most. */
async function isRecommended(bench: Bench, { operation }: Accepted): Promise<boolean> {
  const { response } = await bench.request({ method: 'GET', url: 'http://recommendations/recommendations' });
  const { sku } = JSON.parse(String(operation.request.body)) as { readonly sku: string };
  return response?.status === 200 && response.body.includes(sku);
}
