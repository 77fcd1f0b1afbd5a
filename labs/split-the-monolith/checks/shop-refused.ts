/**
 * What a check throws when the shop does not do what has to go before: nobody can be judged by what never began.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench, Operation } from '../../_kit/bench.ts';
import { type Check, defineCheck, fail, inconclusive, type Judgement } from '../../_kit/check.ts';
import { foreignStore } from './foreign-store.ts';

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
 * Declares a check of this lab: a shop that refuses what has to go before makes it inconclusive, and where a service has opened
 * the store of another, that is what the message is about.
 *
 * @example
 * export default defineShopCheck(async (bench) => { const clara = await newCustomer(bench, 'clara'); … });
 */
export const defineShopCheck = (run: (bench: Bench) => Promise<Judgement>): Check =>
  defineCheck({
    run: async (bench) => {
      const judgement = await run(bench).catch((error: unknown): Judgement => {
        if (error instanceof ShopRefused) return inconclusive(`${error.message}, so nothing more can be judged.`);
        throw error;
      });
      // Whoever is refused a file fails in ways that say little about the reason.
      const message = judgement.verdict === 'pass' ? undefined : foreignStore(bench);
      if (!message) return judgement;
      return judgement.verdict === 'fail' ? { ...judgement, message } : fail('', message);
    },
  });
