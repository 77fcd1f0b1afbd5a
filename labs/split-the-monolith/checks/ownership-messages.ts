/**
 * What C3 says when it does not hold, beside a store of another service that was opened.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import type { TimelineMoment } from '../../_kit/timeline.ts';
import type { Role } from './find-roles.ts';
import { answerOf } from './point-at.ts';
import type { Line, Product } from './shop-answers.ts';

/** Two kinds of work that one process does. */
export function stillInOneProcess(one: Work, other: Work): LearnerMessage {
  const { service, operation } = one.role;
  return {
    id: 'still-in-one-process',
    seen: `\`${service}\` ${one.does} ([[${operation}]]), and \`${other.role.service}\` ${other.does} (${other.role.operation}).`,
    expected: `${one.name} in one process, ${other.name} in another`,
    received: `both in \`${service}\``,
    why: 'What shares a process is deployed together, ends together, and grows together again, because nothing stands between.',
    example: { label: operation, lookAt: { operation, at: one.lookAt } },
  };
}

export interface Work {
  /** Such as "mail". */
  readonly name: string;
  /** Continues a sentence that begins with the service: "sent the mail". */
  readonly does: string;
  readonly lookAt: 'stored' | 'call';
  readonly role: Role;
}

export function twoWriters(catalogue: string, { process, operation = '' }: TimelineMoment): LearnerMessage {
  return {
    id: 'two-writers',
    seen: `Staff changed a product with [[${operation}]]. \`${catalogue}\` stored it, and \`${process}\` stored something as well, which \`${catalogue}\` had not told it.`,
    expected: `one writer, \`${catalogue}\``,
    received: `two: \`${catalogue}\` and \`${process}\``,
    why: 'Of two that write the same, one fails sometimes, and from then on they differ. Nobody can say which of them is right.',
    example: { label: operation, lookAt: { operation, at: 'stored' } },
  };
}

/** Staff's change was stored although the one who owns the catalogue was dead. */
export function storedWithoutOwner(catalogue: string, { process, operation = '' }: TimelineMoment): LearnerMessage {
  return {
    id: 'two-writers',
    seen: `\`${catalogue}\` was killed, and staff changed a product with [[${operation}]]. \`${process}\` stored something.`,
    expected: `nothing is stored while \`${catalogue}\` is away`,
    received: `\`${process}\` stored`,
    why: `The catalogue has one owner. What somebody else writes meanwhile, \`${catalogue}\` never hears of.`,
    example: { label: operation, lookAt: { operation, at: 'stored' } },
  };
}

export function copyNotRefreshed(product: Product, line: Line, operation: Operation, waitedMs: number): LearnerMessage {
  return {
    id: 'copy-not-refreshed',
    seen: `The price of product ${product.id} was changed to ${product.priceCents} cents. ${waitedMs / 1_000} s later [[${operation.id}]] still took it for ${line.priceCents}.`,
    expected: `${product.priceCents} cents, as GET /products/${product.id} says`,
    received: `${line.priceCents} cents`,
    why: 'A copy may be some seconds old. One that misses a change for good is a second truth.',
    example: answerOf(operation),
  };
}

export function pastOrdersLost(catalogue: string, operation: Operation, what: string): LearnerMessage {
  return {
    id: 'past-orders-lost',
    seen: `The disk of \`${catalogue}\` was emptied and \`${catalogue}\` started again. In [[${operation.id}]], GET /orders, ${what}.`,
    expected: 'the orders, with what was bought',
    received: `${describeAnswer(operation)}, with ${showBody(operation.response?.body ?? '', 120)}`,
    why: 'Who bought what is a fact about an order. It cannot depend on what the catalogue still knows.',
    example: answerOf(operation),
  };
}

export function noMail(orderOperation: string, waitedMs: number): LearnerMessage {
  return {
    id: 'mail-lost',
    seen: `An order was paid ([[${orderOperation}]]), and ${waitedMs / 1_000} s later nobody had sent a mail.`,
    expected: 'one mail at the mailbox',
    received: 'none',
    why: 'The customer has paid and hears nothing.',
    example: { label: orderOperation, lookAt: { operation: orderOperation, at: 'call' } },
  };
}
