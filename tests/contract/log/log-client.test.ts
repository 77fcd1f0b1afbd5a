/**
 * The log service's client in services, in both engines.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LogSystem, openRealLog, openSimulatedLog } from '../../support/log-system.ts';

describe.each([
  ['real Node', openRealLog],
  ['the simulated engine', openSimulatedLog],
])('in %s', (_engine, open) => {
  let system: LogSystem;
  beforeAll(async () => {
    system = await open();
  });
  afterAll(() => system.close());

  test('a producer sends full batches by itself, and the rest when it is flushed', async () => {
    expect(await system.run('batches')).toEqual({ offsets: true, before: 200, after: true });
  });

  test('a producer that is not flushed has sent nothing, and close() flushes', async () => {
    const after = ['Payment processed for order 123'];
    expect(await system.run('unflushed')).toEqual({ before: 0, after, refused: 'closed' });
  });

  test('send() knows the offset as acks says, and acks=all makes what came before durable too', async () => {
    expect(await system.run('acks')).toEqual({
      sent: [{ topic: 'acks', partition: 0, offset: 0 }, { topic: 'acks' }, { topic: 'acks', partition: 0, offset: 2 }],
      values: ['1', '0', 'all'],
    });
  });

  test('members of a group share the partitions, and who comes later goes on behind what was committed', async () => {
    const seen = await system.run('share');
    expect(seen).toEqual({ alone: 4, shares: [2, 2], values: 40, keysOfBoth: [], later: 0, news: ['new'] });
  });

  test('commit() of a member that did not join again is refused', async () => {
    expect(await system.run('fenced')).toEqual({ got: 1, again: 1, refused: 'unknown-member' });
  });

  test('a fetch waits for the first record, whichever partition gets it, and gives up in time', async () => {
    const [none, some] = [{ records: [] }, { records: [{ value: 'now' }], highWatermark: 1 }];
    expect(await system.run('waits')).toMatchObject({
      nothing: { status: 200, body: { partitions: [none, none] } },
      some: { status: 200, body: { partitions: [none, some] } },
    });
  });

  test('a group divides its partitions anew when somebody comes, and fences who did not', async () => {
    expect(await system.run('generations')).toEqual({
      generations: [1, 2, 2],
      isSameMember: true,
      assignments: [[0, 1], [0], [1]],
      told: 'rebalance-in-progress',
      commits: ['stale-generation', 'not-assigned', 200],
    });
  });

  test('seek() replays from an offset and from a time, and what retention took is skipped', async () => {
    expect(await system.run('replay')).toEqual({
      first: '34567',
      nothing: '',
      fromOffset: '67',
      fromTime: '34567',
      gone: ['', '34567'],
      latest: '',
      commit: 'no-group',
    });
  });
});
