/**
 * What C2 says.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import { type Announced, exampleOf } from './open-shop-messages.ts';

/** Of an article, what was ordered and what is gone. */
export interface Difference {
  readonly sku: string;
  readonly ordered: number;
  readonly taken: number;
  readonly example: Announced | undefined;
}

const name = (order: Announced | undefined): string => (order ? `[[${order.operation.id}]]` : 'an order');

export const takenTwice = ({ sku, ordered, taken, example }: Difference): LearnerMessage => ({
  id: 'stock-fell-twice',
  seen: `Of \`${sku}\` ${ordered} pieces were ordered, ${name(example)} first, and ${taken} are gone. Every fifth event came twice.`,
  expected: `${ordered} fewer`,
  received: `${taken} fewer`,
  why: '“Take two” means something else when it is said a second time. Stock that falls without an order is refused to the next customer.',
  ...(example && { example: exampleOf(example, 'stored') }),
});

export const stockMissing = ({ sku, ordered, taken, example }: Difference): LearnerMessage => ({
  id: 'stock-missing',
  seen: `Of \`${sku}\` ${ordered} pieces were ordered, ${name(example)} first, some events twice and out of order. Twenty seconds later ${taken} are gone.`,
  expected: `${ordered} fewer`,
  received: `${taken} fewer`,
  why: 'What is left out as a repetition has to be one. Pieces that stay on the shelf in the books are sold a second time.',
  ...(example && { example: exampleOf(example, 'stored') }),
});

export const takenAgain = (order: Announced, taken: number, about: string): LearnerMessage => ({
  id: 'stock-fell-again-after-kill',
  seen: `The stock service was killed with the event of ${name(order)} in hand (${about}). The message came again, and of \`${order.sku}\` ${taken} pieces were gone in the end.`,
  expected: `${order.quantity} fewer`,
  received: `${taken} fewer`,
  why: 'The pieces were taken, and that they were was not noted with them. Two writes that belong together have to be stored together.',
  example: exampleOf(order, 'stored'),
});

export const lostInKill = (order: Announced, taken: number, about: string): LearnerMessage => ({
  id: 'stock-lost-in-kill',
  seen: `The stock service was killed with the event of ${name(order)} in hand (${about}). It came back, and of \`${order.sku}\` ${taken} pieces were gone in the end.`,
  expected: `${order.quantity} fewer`,
  received: `${taken} fewer`,
  why: 'The event was noted as done, or acknowledged, and the pieces were not taken yet. Whoever dies in between has done nothing and says it is done.',
  example: exampleOf(order, 'stored'),
});

export const forgotAtRestart = (order: Announced, taken: number): LearnerMessage => ({
  id: 'stock-forgot-at-restart',
  seen: `The pieces of ${name(order)} were taken. The stock service was started again meanwhile, the event came once more, and ${taken} more of \`${order.sku}\` were gone.`,
  expected: 'none more',
  received: `${taken} more`,
  why: 'What a process remembers ends with it. Copies come hours later: from a publisher that was away, from a replay, from a backup.',
  example: exampleOf(order, 'stored'),
});
