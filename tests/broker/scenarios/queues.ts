/**
 * The life of queues: declaring, refusing, counting, limiting, expiring, deleting.
 * @module
 */
import type { Options } from 'amqplib';
import { Inbox } from '../inbox.ts';
import { contents, type Json, plain, plainMessage } from '../plain-message.ts';
import { scenario, type Scenario } from '../scenario.ts';
import { exists } from '../visitor.ts';

const text = (value: string) => Buffer.from(value);

export const queueScenarios: readonly Scenario[] = [
  scenario('server-named queue: the name’s form, and the empty name means the last one declared', async (visitor) => {
    const channel = await visitor.channel();
    const { queue, messageCount, consumerCount } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue('', 'amq.topic', 'server-named.#');
    channel.publish('amq.topic', 'server-named.a', text('bound'));
    channel.publish('', queue, text('by name'));
    const message = await channel.get('', { noAck: true });
    return {
      queue: plain(queue),
      messageCount,
      consumerCount,
      first: message !== false && plainMessage(message),
      purged: (await channel.purgeQueue('')).messageCount,
    };
  }),
  scenario('the empty name before any declaration', async (visitor) => ({
    bind: await visitor.refused((channel) => channel.bindQueue('', 'amq.direct', 'k')),
    get: await visitor.refused((channel) => channel.get('')),
    consume: await visitor.refused((channel) => channel.consume('', () => undefined)),
    purge: await visitor.refused((channel) => channel.purgeQueue('')),
    delete: await visitor.refused((channel) => channel.deleteQueue('')),
  })),
  scenario('declare tells messages and consumers; unacknowledged ones are not counted', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, ['a', 'b', 'c']);
    const filled = await visitor.counts(channel, queue);
    const held = await channel.get(queue);
    const withHeld = await visitor.counts(channel, queue);
    const inbox = await Inbox.open(channel, queue);
    await inbox.first(2);
    const again = plain(await channel.assertQueue(queue));
    return { filled, held: held !== false && plainMessage(held), withHeld, again };
  }),
  scenario('passive declare, get, consume, purge, delete of a queue that is missing', async (visitor) => {
    const missing = visitor.name('missing');
    return {
      passive: await visitor.refused((channel) => channel.checkQueue(missing)),
      get: await visitor.refused((channel) => channel.get(missing)),
      consume: await visitor.refused((channel) => channel.consume(missing, () => undefined)),
      purge: await visitor.refused((channel) => channel.purgeQueue(missing)),
      delete: plain(await (await visitor.channel()).deleteQueue(missing)),
    };
  }),
  scenario('queue declared again: every difference has its text', async (visitor) => {
    const channel = await visitor.channel();
    const options: Options.AssertQueue = {
      messageTtl: 60_000,
      maxLength: 10,
      deadLetterExchange: 'amq.fanout',
      maxPriority: 5,
    };
    const queue = await visitor.queue(channel, 'queue', options);
    await channel.assertQueue(queue, options);
    const again = (change: Options.AssertQueue) =>
      visitor.refused((each) => each.assertQueue(queue, { ...options, ...change }));
    return {
      durable: await again({ durable: false }),
      autoDelete: await again({ autoDelete: true }),
      exclusive: await again({ exclusive: true }),
      ttl: await again({ messageTtl: 1_000 }),
      ttlType: await again({ arguments: { 'x-message-ttl': '60000' } }),
      maxLength: await again({ maxLength: 11 }),
      deadLetter: await again({ deadLetterExchange: 'amq.direct' }),
      deadLetterKey: await again({ deadLetterRoutingKey: 'k' }),
      priority: await again({ maxPriority: 6 }),
      expires: await again({ expires: 1_000 }),
      overflow: await again({ arguments: { 'x-overflow': 'reject-publish' } }),
      nothing: await visitor.refused((each) => each.assertQueue(queue)),
    };
  }),
  scenario('queue arguments that are not valid', async (visitor) => {
    const declare = (name: string, value: unknown, more: object = {}) =>
      visitor.refused((channel) => channel.assertQueue(visitor.name(name), { arguments: { [name]: value, ...more } }));
    return {
      negativeTtl: await declare('x-message-ttl', -1),
      textTtl: await declare('x-message-ttl', 'soon'),
      hugeTtl: await declare('x-message-ttl', 2 ** 40),
      zeroExpires: await declare('x-expires', 0),
      negativeLength: await declare('x-max-length', -1),
      textLength: await declare('x-max-length', '5'),
      negativeBytes: await declare('x-max-length-bytes', -5),
      priority256: await declare('x-max-priority', 256),
      priorityNegative: await declare('x-max-priority', -1),
      overflow: await declare('x-overflow', 'explode'),
      overflowNumber: await declare('x-overflow', 1),
      deadLetterNumber: await declare('x-dead-letter-exchange', 1),
      keyWithoutExchange: await declare('x-dead-letter-routing-key', 'k'),
      singleActive: await declare('x-single-active-consumer', 'yes'),
      mode: await declare('x-queue-mode', 'energetic'),
      type: await declare('x-queue-type', 'unheard-of'),
    };
  }),
  scenario('queue arguments that nobody knows are kept and ignored', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue', { arguments: { 'x-mine': 'kept', other: 1 } });
    channel.sendToQueue(queue, text('works'));
    return {
      taken: await visitor.drained(channel, queue),
      again: plain(await channel.assertQueue(queue).catch(String)),
    };
  }),
  scenario('exclusive queue: locked for other connections, gone with its own', async (visitor) => {
    const owner = await visitor.connect();
    const queue = await visitor.queue(await visitor.channel(owner), 'queue', { exclusive: true });
    const locked = {
      declare: await visitor.refused((channel) => channel.assertQueue(queue, { exclusive: true })),
      passive: await visitor.refused((channel) => channel.checkQueue(queue)),
      consume: await visitor.refused((channel) => channel.consume(queue, () => undefined)),
      get: await visitor.refused((channel) => channel.get(queue)),
      bind: await visitor.refused((channel) => channel.bindQueue(queue, 'amq.direct', 'k')),
      purge: await visitor.refused((channel) => channel.purgeQueue(queue)),
      delete: await visitor.refused((channel) => channel.deleteQueue(queue)),
    };
    const publisher = await visitor.confirmChannel();
    await visitor.publishAll(publisher, queue, ['publishing is allowed']);
    const sibling = await visitor.channel(owner);
    const taken = await visitor.drained(sibling, queue);
    await owner.close();
    return { locked, taken, gone: await visitor.refused((channel) => channel.checkQueue(queue)) };
  }),
  scenario('auto-delete queue: goes with its last consumer, and not before its first', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue', { autoDelete: true });
    const [one, two] = [await Inbox.open(channel, queue), await Inbox.open(channel, queue)];
    await channel.cancel(one.consumerTag);
    const still = await visitor.counts(channel, queue);
    await channel.cancel(two.consumerTag);
    return { still, gone: await visitor.refused((each) => each.checkQueue(queue)) };
  }),
  scenario('auto-delete queue: goes when the channel of its only consumer closes', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue', { autoDelete: true });
    await Inbox.open(channel, queue);
    await channel.close();
    return visitor.refused((each) => each.checkQueue(queue));
  }),
  scenario('queue expires after its time without use, its messages are not dead-lettered', async (visitor) => {
    const channel = await visitor.channel();
    const witness = await visitor.exchange(channel, 'witness', 'fanout', { autoDelete: true });
    const dead = await visitor.queue(channel, 'dead');
    const queue = await visitor.queue(channel, 'queue', {
      expires: 300,
      deadLetterExchange: '',
      deadLetterRoutingKey: dead,
    });
    await channel.bindQueue(queue, witness, '');
    channel.sendToQueue(queue, text('gone'));
    // The witness goes with its last binding; asking for the queue itself would count as use.
    await visitor.eventually('the queue to expire', async () => {
      const probe = await visitor.channel();
      return !(await exists(() => probe.checkExchange(witness)));
    });
    return {
      gone: await visitor.refused((each) => each.checkQueue(queue)),
      dead: await visitor.drained(channel, dead),
    };
  }),
  scenario('queue does not expire while it has a consumer', async (visitor) => {
    const channel = await visitor.channel();
    const clock = await visitor.queue(channel, 'clock', {
      messageTtl: 700,
      deadLetterExchange: '',
      deadLetterRoutingKey: visitor.name('rung'),
    });
    const rung = await visitor.queue(channel, 'rung');
    const queue = await visitor.queue(channel, 'queue', { expires: 200 });
    await Inbox.open(channel, queue);
    channel.sendToQueue(clock, text('tick'));
    await (await Inbox.open(channel, rung)).first(1);
    return visitor.counts(channel, queue);
  }),
  scenario('delete if unused, if empty', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    const inbox = await Inbox.open(channel, queue);
    const used = await visitor.refused((each) => each.deleteQueue(queue, { ifUnused: true }));
    await channel.cancel(inbox.consumerTag);
    await visitor.publishAll(channel, queue, ['a', 'b']);
    const full = await visitor.refused((each) => each.deleteQueue(queue, { ifEmpty: true }));
    const deleted = plain(await channel.deleteQueue(queue, { ifUnused: true }));
    return { used, full, deleted };
  }),
  scenario('delete if empty looks at ready messages only', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, ['held']);
    await channel.get(queue);
    return plain(await channel.deleteQueue(queue, { ifEmpty: true }));
  }),
  scenario('purge tells how many were ready and leaves the unacknowledged', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, ['held', 'b', 'c', 'd']);
    const held = await channel.get(queue);
    const purged = plain(await channel.purgeQueue(queue));
    const again = plain(await channel.purgeQueue(queue));
    if (held !== false) channel.nack(held);
    return { purged, again, left: await visitor.drained(channel, queue) };
  }),
  scenario('get: empty, counts, and a message given back', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    const isEmpty = (await channel.get(queue)) === false;
    await visitor.publishAll(channel, queue, ['a', 'b', 'c']);
    const first = await channel.get(queue);
    if (first !== false) channel.nack(first);
    return { isEmpty, first: first !== false && plainMessage(first), rest: await visitor.drained(channel, queue) };
  }),
  scenario('deleting a queue ends its consumers (basic.cancel)', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    const inbox = await Inbox.open(channel, queue, { consumerTag: 'mine' });
    await (await visitor.channel()).deleteQueue(queue);
    await inbox.cancelled();
    return { tag: inbox.consumerTag, isOpen: plain(await channel.assertQueue(queue)) };
  }),
  scenario('max-length drop-head keeps the newest', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', { maxLength: 3 });
    await visitor.publishAll(channel, queue, ['a', 'b', 'c', 'd', 'e']);
    return { counts: await visitor.counts(channel, queue), left: contents(await visitor.drain(channel, queue)) };
  }),
  scenario('max-length does not count the unacknowledged', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', { maxLength: 2 });
    await visitor.publishAll(channel, queue, ['a', 'b']);
    const held = await channel.get(queue);
    await visitor.publishAll(channel, queue, ['c', 'd']);
    if (held !== false) channel.nack(held);
    await visitor.settled(channel);
    return contents(await visitor.drain(channel, queue));
  }),
  scenario('max-length of nothing', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const dead = await visitor.queue(channel, 'dead');
    const queue = await visitor.queue(channel, 'queue', {
      maxLength: 0,
      deadLetterExchange: '',
      deadLetterRoutingKey: dead,
    });
    await visitor.publishAll(channel, queue, ['a']);
    const [message] = await (await Inbox.open(channel, dead)).first(1);
    const inbox = await Inbox.open(channel, queue);
    await visitor.publishAll(channel, queue, ['to a consumer that waits']);
    return {
      counts: await visitor.counts(channel, queue),
      dead: message ? plainMessage(message) : null,
      live: contents(await inbox.first(1)),
    };
  }),
  scenario('max-length in bytes counts bodies', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', { arguments: { 'x-max-length-bytes': 10 } });
    await visitor.publishAll(channel, queue, ['aaaa', 'bbbb', 'cc']);
    const fits = await visitor.counts(channel, queue);
    await visitor.publishAll(channel, queue, ['d'], { headers: { long: 'x'.repeat(100) } });
    const one = await visitor.counts(channel, queue);
    await visitor.publishAll(channel, queue, ['eleven bytes']);
    return { fits, one, left: contents(await visitor.drain(channel, queue)) };
  }),
  scenario('max-length by count and bytes together', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', { maxLength: 3, arguments: { 'x-max-length-bytes': 5 } });
    await visitor.publishAll(channel, queue, ['a', 'b', 'c', 'd']);
    const short = contents(await visitor.drain(channel, queue));
    await visitor.publishAll(channel, queue, ['aaa', 'bbb']);
    return { short, long: contents(await visitor.drain(channel, queue)) };
  }),
  scenario('max-length reject-publish: nacked, unrouted elsewhere is still acknowledged', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', {
      maxLength: 2,
      arguments: { 'x-overflow': 'reject-publish' },
    });
    const outcomes: Json[] = [];
    for (const body of ['a', 'b', 'c', 'd']) {
      await new Promise<void>((resolve) => {
        channel.sendToQueue(queue, text(body), {}, (error) => {
          outcomes.push(`${body} ${error ? 'refused' : 'taken'}`);
          resolve();
        });
      });
    }
    return { outcomes, left: contents(await visitor.drain(channel, queue)) };
  }),
  scenario('max-length reject-publish: one of two queues is full', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const full = await visitor.queue(channel, 'full', { maxLength: 1, arguments: { 'x-overflow': 'reject-publish' } });
    const roomy = await visitor.queue(channel, 'roomy');
    const exchange = await visitor.exchange(channel, 'fanout', 'fanout');
    await channel.bindQueue(full, exchange, '');
    await channel.bindQueue(roomy, exchange, '');
    const outcomes: string[] = [];
    for (const body of ['a', 'b']) {
      await new Promise<void>((resolve) => {
        channel.publish(exchange, '', text(body), {}, (error) => {
          outcomes.push(`${body} ${error ? 'refused' : 'taken'}`);
          resolve();
        });
      });
    }
    return {
      outcomes,
      full: contents(await visitor.drain(channel, full)),
      roomy: contents(await visitor.drain(channel, roomy)),
    };
  }),
  scenario('max-length reject-publish without confirms drops silently', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue', {
      maxLength: 1,
      arguments: { 'x-overflow': 'reject-publish' },
    });
    for (const body of ['a', 'b', 'c']) channel.sendToQueue(queue, text(body));
    return contents(await visitor.drain(channel, queue));
  }),
  scenario(
    'priorities: highest first, equal in order, above the maximum as the maximum, none as 0',
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const queue = await visitor.queue(channel, 'queue', { maxPriority: 5 });
      for (const [body, priority] of [
        ['a0', 0],
        ['b3', 3],
        ['c', undefined],
        ['d9', 9],
        ['e5', 5],
        ['f3', 3],
        ['g1', 1],
      ] as const) {
        channel.sendToQueue(queue, text(body), priority === undefined ? {} : { priority });
      }
      await channel.waitForConfirms();
      return visitor.drained(channel, queue);
    },
  ),
  scenario('priorities: given back goes before its equals', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', { maxPriority: 3 });
    for (const [body, priority] of [
      ['a1', 1],
      ['b1', 1],
      ['c2', 2],
    ] as const)
      channel.sendToQueue(queue, text(body), { priority });
    await channel.waitForConfirms();
    const [one, two] = [await channel.get(queue), await channel.get(queue)];
    await visitor.publishAll(channel, queue, ['d2'], { priority: 2 });
    if (two !== false) channel.nack(two);
    if (one !== false) channel.nack(one);
    return contents(await visitor.drain(channel, queue));
  }),
  scenario('priorities with a maximal length: the lowest goes first', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', { maxPriority: 3, maxLength: 2 });
    for (const [body, priority] of [
      ['a3', 3],
      ['b1', 1],
      ['c2', 2],
      ['d1', 1],
    ] as const) {
      channel.sendToQueue(queue, text(body), { priority });
      await channel.waitForConfirms();
    }
    return contents(await visitor.drain(channel, queue));
  }),
  scenario('a priority on a queue without priorities is ignored', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    for (const priority of [1, 9, 5]) channel.sendToQueue(queue, text(String(priority)), { priority });
    await channel.waitForConfirms();
    return contents(await visitor.drain(channel, queue));
  }),
];
