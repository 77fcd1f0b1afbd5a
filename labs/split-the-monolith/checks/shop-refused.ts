/**
 * What a check throws when the shop does not do what has to go before: nobody can be judged by what never began.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench, Operation } from '../../_kit/bench.ts';
import { type Check, defineCheck, inconclusive, type Judgement } from '../../_kit/check.ts';

export class ShopRefused extends Error {
  override readonly name = 'ShopRefused';

  /** @param what That could not be done, such as "sign in". */
  constructor(what: string, operation: Operation) {
    const { method, url } = operation.request;
    super(
      `${operation.id}, ${method} ${new URL(url).pathname}, was answered ${describeAnswer(operation)}: cannot ${what}`,
    );
  }
}

/**
 * Declares a check of this lab: a shop that refuses what has to go before makes it inconclusive.
 *
 * @example
 * export default defineShopCheck(async (bench) => { const clara = await newCustomer(bench, 'clara'); … });
 */
export const defineShopCheck = (run: (bench: Bench) => Promise<Judgement>): Check =>
  defineCheck({
    run: async (bench) => {
      try {
        return await run(bench);
      } catch (error) {
        if (error instanceof ShopRefused) return inconclusive(`${error.message}, so nothing more can be judged.`);
        throw error;
      }
    },
  });
