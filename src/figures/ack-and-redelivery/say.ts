/**
 * Acks and redeliveries in words: the status, the places to kill, each step and each order's fate. Pure; runs at build time
 * and in the browser.
 * @module
 */
import type { DeliverySetup, Fate, KillPoint, Step, Story } from './model.ts';
import { listKillPoints, ORDERS } from './model.ts';

const TIMES = ['never', 'once', 'twice'];

/**
 * What the kill does, and whether another place would have been better.
 *
 * @param afterSteps Undefined for no kill.
 *
 * @example
 * sayStory(setup, 6, story) // 'The consumer is killed after mail B. Mails: A once, B twice, C once. Of 10 places to …'
 */
export function sayStory(setup: DeliverySetup, afterSteps: number | undefined, story: Story): string {
  const points = listKillPoints(setup);
  const victim = setup.victim === 'consumer' ? 'consumer' : 'broker';
  const point = afterSteps === undefined ? undefined : points[afterSteps];
  const where = point === undefined ? 'Nobody is killed' : `The ${victim} is killed ${sayKillPoint(setup, point)}`;
  const mails = story.fates.map((fate, order) => `${ORDERS[order]} ${TIMES[fate.mails] ?? ''}`).join(', ');
  const losing = points.filter((each) => each.mails.includes(0)).length;
  const doubling = points.filter((each) => each.mails.includes(2)).length;
  const verdict =
    losing + doubling === 0
      ? `Wherever it is killed, each order is mailed exactly once.`
      : `Of ${points.length} places to kill the ${victim}, ${losing === 0 ? 'none loses' : `${losing} lose`} a mail and ` +
        `${doubling === 0 ? 'none sends' : `${doubling} send`} one twice.`;
  return `${where}. Mails: ${mails}. ${verdict}`;
}

/**
 * A place to kill, by what happened last.
 *
 * @example
 * sayKillPoint(setup, point) // 'after mail B'
 */
export function sayKillPoint(setup: DeliverySetup, { last }: KillPoint): string {
  return last === undefined ? 'before anything' : `after ${labelOf(setup, last)}`;
}

/**
 * A step in a few words, as it stands on its arrow.
 *
 * @example
 * labelOf(setup, step) // 'ack B'
 */
export function labelOf(setup: DeliverySetup, { kind, order, isRepeated, places }: Step): string {
  const name = ORDERS[order];
  if (kind === 'kill') return 'is killed';
  if (kind === 'restart') return 'starts again';
  if (kind === 'deliver') return isRepeated ? `${name}, redelivered` : `delivery ${name}`;
  if (kind === 'fetch') return `fetch from ${offsetIn(places)}`;
  if (kind === 'confirm') return setup.kind === 'log' ? `commit ${order + 1}` : `ack ${name}`;
  return isRepeated && setup.isIdempotent ? `mail ${name}, ignored` : `mail ${name}`;
}

/** The offset that is committed: everything before it is done. */
export function offsetIn(places: readonly string[]): number {
  const open = places.findIndex((place) => place !== 'done');
  return open < 0 ? places.length : open;
}

/**
 * A step as a sentence.
 *
 * @example
 * sayStep(setup, step) // 'The consumer acks B, and the broker forgets it.'
 */
export function sayStep(setup: DeliverySetup, step: Step): string {
  const { kind, order, isRepeated, places } = step;
  const name = ORDERS[order];
  const isQueue = setup.kind === 'queue';
  if (kind === 'deliver') {
    const forgets = setup.confirmation === 'onDelivery' ? ' and forgets it' : '';
    return `The broker delivers ${name}${isRepeated ? ' again, marked as redelivered,' : ''}${forgets}.`.replace(
      ',.',
      '.',
    );
  }
  if (kind === 'fetch') return `The consumer fetches what stands from offset ${offsetIn(places)} on.`;
  if (kind === 'mail') {
    return `The consumer sends ${isRepeated ? 'another' : 'the'} mail for ${name}${isRepeated && setup.isIdempotent ? ', which the mailbox ignores' : ''}.`;
  }
  if (kind === 'confirm') {
    return isQueue
      ? `The consumer acks ${name}, and the broker forgets it.`
      : `The consumer commits offset ${order + 1}; the log keeps all records.`;
  }
  if (kind === 'restart') return setup.victim === 'consumer' ? 'It is started again.' : 'Both are started again.';
  const left = ORDERS.filter((_, at) => places[at] !== 'done').join(', ') || 'nothing';
  if (setup.victim === 'transientBroker')
    return `The broker is killed, and the consumer ends. Lost with the queue: ${left}.`;
  const who = setup.victim === 'consumer' ? 'The consumer is killed.' : 'The broker is killed, and the consumer ends.';
  return isQueue ? `${who} Ready in the queue: ${left}.` : `${who} Behind the committed offset: ${left}.`;
}

/**
 * The cells of an order in the table of fates: deliveries, mails, and why.
 *
 * @example
 * sayFate(setup, fate) // ['2', '2', 'doubled: mailed, but not acked']
 */
export function sayFate(setup: DeliverySetup, fate: Fate): readonly [string, string, string] {
  return [String(fate.deliveries), String(fate.mails), sayWhy(setup, fate)];
}

function sayWhy({ kind, confirmation }: DeliverySetup, { place, deliveries, mails, ignored }: Fate): string {
  const word = kind === 'queue' ? 'acked' : 'committed';
  if (mails === 0 && place === 'lost') return 'lost: in memory only';
  if (mails === 0 && kind === 'queue' && confirmation === 'onDelivery') return 'lost: delivered is acked';
  if (mails === 0) return `lost: ${word} before its mail`;
  if (mails > 1) return `doubled: mailed, but not ${word}`;
  if (ignored > 0) return 'mailed again, but ignored';
  if (deliveries > 1) return 'delivered again, mailed once';
  return 'mailed once';
}

/** Rows of the longest list of places to kill, with the one for no kill. */
export const MOST_POINTS = 11;

/** What stands over the messages: names in a queue, offsets in a log. */
export function sayHeads({ kind }: DeliverySetup): readonly string[] {
  return kind === 'queue' ? ORDERS : ORDERS.map((_, offset) => String(offset));
}
