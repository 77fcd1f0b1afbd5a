import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokerWorld, brokerStep, queueArgs } from '../../support/broker/broker-world.ts';

const forAllRuns = (check: (world: BrokerWorld) => void): void =>
  fc.assert(
    fc.property(queueArgs, fc.array(brokerStep, { minLength: 10, maxLength: 60 }), (args, steps) => {
      const world = new BrokerWorld(args);
      for (const one of steps) {
        world.run(one);
        check(world);
      }
    }),
    { numRuns: 150 },
  );

describe('VirtualHost', () => {
  it('publish() gives every message exactly one fate, and the queue counts as the events say', () => {
    forAllRuns((world) => {
      expect(world.doubleFates).toEqual([]);
      expect(world.work).toMatchObject({
        readyCount: world.countFates('enqueued', 'requeued'),
        unackedCount: world.countFates('delivered'),
      });
      expect(world.work).toMatchObject(world.lastTold);
      expect(world.fates().size + world.refusedCount).toBe(world.published);
    });
  });

  it('qos() is never exceeded when messages are settled, requeued and cancelled in any order', () => {
    forAllRuns((world) => expect(world.consumersOverPrefetch).toBe(0));
  });

  it('consume() gets first deliveries in the order of publishing within a priority', () => {
    forAllRuns((world) => {
      for (const entries of world.firstDeliveries) expect(entries).toEqual(entries.toSorted((a, b) => a - b));
    });
  });

  it('confirmSelect() has every publish answered once, and refused only by a full queue that refuses', () => {
    forAllRuns((world) => {
      const answers = world.publisher.log.filter((line) => /^n?ack /.test(line));
      expect(new Set(answers.map((line) => /\d+/.exec(line)?.[0])).size).toBe(world.published);
      expect(answers.length).toBe(world.published);
      expect(answers.filter((line) => line.startsWith('nack')).length).toBe(world.refusedCount);
    });
  });

  it('consume() leaves nothing waiting while a consumer has room', () => {
    forAllRuns((world) => expect(world.isIdle).toBe(false));
  });

  it('snapshot() counts no memory when everything was settled and purged', () => {
    forAllRuns((world) => {
      world.closeAll();
      expect(world.vhost.snapshot().memoryBytes).toBe(0);
    });
  });
});
