/**
 * The laws of acknowledging over every place to be killed, and over any number of kills: at least once loses none, at most
 * once doubles none, and only an idempotent effect that is confirmed afterwards happens exactly once.
 * @module
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEGINNINGS } from '#figures/ack-and-redelivery/initial.ts';
import type { DeliverySetup } from '#figures/ack-and-redelivery/model.ts';
import { listKillPoints, ORDERS, tellStory } from '#figures/ack-and-redelivery/model.ts';
import { labelOf } from '#figures/ack-and-redelivery/say.ts';

const queue = (change: Partial<DeliverySetup> = {}): DeliverySetup => ({
  kind: 'queue',
  confirmation: 'after',
  victim: 'consumer',
  isIdempotent: false,
  ...change,
});
const log = (change: Partial<DeliverySetup> = {}): DeliverySetup => queue({ kind: 'log', ...change });

const victims = fc.constantFrom<DeliverySetup['victim']>('consumer', 'durableBroker', 'transientBroker');
const kinds = fc.constantFrom<DeliverySetup['kind']>('queue', 'log');
const confirmations = fc.constantFrom<DeliverySetup['confirmation']>('after', 'before', 'onDelivery');
const setups = fc
  .record({ kind: kinds, confirmation: confirmations, victim: victims, isIdempotent: fc.boolean() })
  .map((given): DeliverySetup => (given.kind === 'log' ? { ...given, victim: 'consumer' } : given));
/** Setups in which whatever is not confirmed survives the kill. */
const keeping = setups.map((given): DeliverySetup => ({
  ...given,
  victim: given.victim === 'transientBroker' ? 'durableBroker' : given.victim,
}));
const kills = fc.array(fc.nat({ max: 12 }), { maxLength: 5 });

/** Where a message can be at the end. */
const endsOf = ({ victim }: DeliverySetup) => (victim === 'transientBroker' ? ['done', 'lost'] : ['done']);
const isExactlyOnce = ({ isIdempotent, confirmation, victim }: DeliverySetup) =>
  isIdempotent && confirmation === 'after' && victim !== 'transientBroker';
const mailsOf = (setup: DeliverySetup, at: readonly number[]) => tellStory(setup, at).fates.map(({ mails }) => mails);
const labels = (setup: DeliverySetup, at: readonly number[]) =>
  tellStory(setup, at).steps.map((step) => labelOf(setup, step));
const pointsOf = (setup: DeliverySetup) => listKillPoints(setup).map(({ mails }) => mails.join(''));

describe('tellStory()', () => {
  test('mails each order once when nobody is killed', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        expect(mailsOf(setup, [])).toEqual([1, 1, 1]);
      }),
    );
  });

  test('loses no order when the ack comes after the mail and the broker keeps its queue, however often who is killed', () => {
    fc.assert(
      fc.property(keeping, kills, (setup, at) => {
        expect(Math.min(...mailsOf({ ...setup, confirmation: 'after' }, at))).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('doubles no mail when the ack comes before it, or with the delivery, however often who is killed', () => {
    fc.assert(
      fc.property(setups, kills, fc.constantFrom('before', 'onDelivery'), (setup, at, confirmation) => {
        expect(Math.max(...mailsOf({ ...setup, confirmation }, at))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('mails exactly once when the ack comes after an idempotent mail, however often who is killed', () => {
    fc.assert(
      fc.property(keeping, kills, (setup, at) => {
        expect(mailsOf({ ...setup, confirmation: 'after', isIdempotent: true }, at)).toEqual([1, 1, 1]);
      }),
    );
  });

  test('ends with every order done or lost, and with a mail for each that was not lost to its ack', () => {
    fc.assert(
      fc.property(setups, kills, (setup, at) => {
        const { steps, fates } = tellStory(setup, at);
        expect(steps.filter(({ kind }) => kind === 'kill')).toHaveLength(at.length);
        for (const { place, mails, deliveries, ignored } of fates) {
          expect(mails + ignored).toBeLessThanOrEqual(deliveries);
          expect(endsOf(setup)).toContain(place);
        }
      }),
    );
  });

  test('gives back what is not acked, each message marked as redelivered only if it was delivered', () => {
    expect(labels(queue(), [2])).toEqual([
      'delivery A',
      'delivery B',
      'is killed',
      'starts again',
      'A, redelivered',
      'B, redelivered',
      'delivery C',
      'mail A',
      'ack A',
      'mail B',
      'ack B',
      'mail C',
      'ack C',
    ]);
  });

  test('goes on from the committed offset in a log, whatever was done behind it', () => {
    expect(labels(log(), [4]).slice(3, 9)).toEqual([
      'mail B',
      'is killed',
      'starts again',
      'fetch from 1',
      'mail B',
      'commit 2',
    ]);
    expect(labels(log({ confirmation: 'onDelivery' }), [3])).toEqual([
      'fetch from 0',
      'commit 3',
      'mail A',
      'is killed',
      'starts again',
    ]);
  });

  test('forgets an unacked message with a broker that is not durable, and not an acked one’s mail', () => {
    expect(tellStory(queue({ victim: 'transientBroker' }), [6]).fates).toEqual([
      { deliveries: 1, mails: 1, ignored: 0, place: 'done' },
      { deliveries: 1, mails: 1, ignored: 0, place: 'lost' },
      { deliveries: 1, mails: 0, ignored: 0, place: 'lost' },
    ]);
    expect(mailsOf(queue({ victim: 'durableBroker' }), [6])).toEqual([1, 2, 1]);
  });

  test('counts a second mail as ignored when the mailbox knows the order', () => {
    expect(tellStory(queue({ isIdempotent: true }), [6]).fates[1]).toEqual({
      deliveries: 2,
      mails: 1,
      ignored: 1,
      place: 'done',
    });
  });
});

describe('listKillPoints()', () => {
  test('has a place before each step and one after the last', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        expect(listKillPoints(setup)).toHaveLength(tellStory(setup, []).steps.length + 1);
      }),
    );
  });

  test('finds the same bad places in a queue and in a log', () => {
    expect(pointsOf(queue())).toEqual(['111', '111', '111', '111', '211', '111', '121', '111', '112', '111']);
    expect(pointsOf(log())).toEqual(['111', '111', '211', '111', '121', '111', '112', '111']);
    expect(pointsOf(queue({ confirmation: 'before' })).slice(4)).toEqual(['011', '111', '101', '111', '110', '111']);
    expect(pointsOf(log({ confirmation: 'before' })).slice(2)).toEqual(['011', '111', '101', '111', '110', '111']);
    expect(pointsOf(queue({ confirmation: 'onDelivery' }))).toEqual(['111', '011', '001', '000', '100', '110', '111']);
    expect(pointsOf(log({ confirmation: 'onDelivery' }))).toEqual(['111', '111', '000', '100', '110', '111']);
  });

  test('finds no setup without a bad place but the idempotent one that acks afterwards and keeps its queue', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        expect(pointsOf(setup).every((mails) => mails === '111')).toBe(isExactlyOnce(setup));
      }),
    );
  });
});

test('both beginnings stand between the mail for B and what would have told of it', () => {
  for (const { setup, afterSteps } of Object.values(BEGINNINGS)) {
    expect(labels(setup, [])[afterSteps - 1]).toBe('mail B');
    expect(mailsOf(setup, [afterSteps])).toEqual([1, 2, 1]);
  }
  expect(ORDERS).toHaveLength(3);
});
