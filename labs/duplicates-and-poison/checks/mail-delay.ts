/**
 * How long mails take from the announcement to the mailbox. Both moments are by the clock of the world.
 * @module
 */
import type { Published } from './publish.ts';
import type { Mail } from './read-shop.ts';

/** Of the delays of these events' first mails, the one that 95 of 100 do not exceed; without any mail, endless. */
export function delayP95Ms(mails: ReadonlyMap<string, readonly Mail[]>, published: readonly Published[]): number {
  const delays = published
    .flatMap(({ publication, atMs }) => {
      const email = 'event' in publication && 'email' in publication.event ? String(publication.event.email) : '';
      const first = mails.get(email)?.[0];
      return [first ? first.atMs - atMs : Number.POSITIVE_INFINITY];
    })
    .toSorted((left, right) => left - right);
  return delays[Math.ceil(0.95 * delays.length) - 1] ?? Number.POSITIVE_INFINITY;
}
