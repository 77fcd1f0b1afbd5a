/**
 * What a real restart of the broker leaves. The first half runs before it, the second after it.
 * @module
 */
import { Inbox } from '../inbox.ts';
import { plain } from '../plain-message.ts';
import { scenario, type Scenario } from '../scenario.ts';

const PERSISTENT = { persistent: true } as const;

export const persistenceScenarios: readonly Scenario[] = [
  scenario(
    'restart: durable queues with their persistent messages in order, and nothing else',
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const durable = await visitor.queue(channel, 'durable');
      const transient = await visitor.queue(channel, 'transient', { durable: false });
      await visitor.publishAll(channel, durable, ['a', 'b'], {
        ...PERSISTENT,
        headers: { n: 1 },
        messageId: 'm',
        timestamp: 7,
      });
      await visitor.publishAll(channel, durable, ['lost']);
      await visitor.publishAll(channel, durable, ['c'], PERSISTENT);
      await visitor.publishAll(channel, transient, ['lost too'], PERSISTENT);
      return { durable: await visitor.counts(channel, durable), transient: await visitor.counts(channel, transient) };
    },
    async (visitor) => ({
      left: await visitor.drained(await visitor.channel(), visitor.name('durable')),
      transient: await visitor.refused((channel) => channel.checkQueue(visitor.name('transient'))),
    }),
  ),
  scenario(
    'restart: durable exchanges and bindings with their arguments, transient ones are gone',
    async (visitor) => {
      const channel = await visitor.channel();
      const topic = await visitor.exchange(channel, 'topic', 'topic', { alternateExchange: visitor.name('alternate') });
      const alternate = await visitor.exchange(channel, 'alternate', 'fanout');
      const headers = await visitor.exchange(channel, 'headers', 'headers');
      await visitor.exchange(channel, 'transient', 'fanout', { durable: false });
      const queue = await visitor.queue(channel, 'queue');
      const transientQueue = await visitor.queue(channel, 'transient-queue', { durable: false });
      await channel.bindQueue(queue, topic, 'a.#');
      await channel.bindQueue(queue, topic, 'removed');
      await channel.unbindQueue(queue, topic, 'removed');
      await channel.bindQueue(queue, alternate, '');
      await channel.bindQueue(queue, headers, '', { 'x-match': 'any', colour: 'red', size: 1 });
      await channel.bindQueue(transientQueue, topic, '#');
      await channel.bindExchange(headers, topic, 'to-headers');
      return 'declared';
    },
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const topic = visitor.name('topic');
      await channel.assertExchange(topic, 'topic', { alternateExchange: visitor.name('alternate') });
      const send = (key: string, headers: object = {}) => channel.publish(topic, key, Buffer.from(key), { headers });
      send('a.b');
      send('removed');
      send('to-headers', { colour: 'red' });
      send('to-headers', { colour: 'blue' });
      await channel.waitForConfirms();
      return {
        taken: await visitor.drained(channel, visitor.name('queue')),
        transient: await visitor.refused((each) => each.checkExchange(visitor.name('transient'))),
      };
    },
  ),
  scenario(
    'restart: held messages come back redelivered, acknowledged ones do not',
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const queue = await visitor.queue(channel, 'queue');
      await visitor.publishAll(channel, queue, ['acknowledged', 'held', 'given back', 'untouched'], PERSISTENT);
      const [first, , third] = [await channel.get(queue), await channel.get(queue), await channel.get(queue)];
      if (first) channel.ack(first);
      if (third) channel.nack(third);
      await visitor.settled(channel);
      return visitor.counts(channel, queue);
    },
    async (visitor) => {
      const channel = await visitor.channel();
      return visitor.drained(channel, visitor.name('queue'));
    },
  ),
  scenario(
    'restart: arguments of a queue still hold',
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const dead = await visitor.queue(channel, 'dead');
      const queue = await visitor.queue(channel, 'queue', {
        maxLength: 2,
        maxPriority: 5,
        deadLetterExchange: '',
        deadLetterRoutingKey: dead,
      });
      for (const [body, priority] of [
        ['low', 1],
        ['high', 5],
      ] as const) {
        channel.sendToQueue(queue, Buffer.from(body), { ...PERSISTENT, priority });
      }
      await channel.waitForConfirms();
      return visitor.counts(channel, queue);
    },
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const queue = visitor.name('queue');
      const morgue = await Inbox.open(channel, visitor.name('dead'), { noAck: true });
      const different = await visitor.refused((each) => each.assertQueue(queue, { maxLength: 2 }));
      channel.sendToQueue(queue, Buffer.from('more'), { priority: 3 });
      await morgue.first(1);
      return {
        different,
        dead: morgue.messages.map(({ content }) => String(content)),
        left: await visitor.drained(channel, queue),
      };
    },
  ),
  scenario(
    'restart: dead letters that happened before stay where they went',
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const dead = await visitor.queue(channel, 'dead');
      const queue = await visitor.queue(channel, 'queue', {
        messageTtl: 30,
        deadLetterExchange: '',
        deadLetterRoutingKey: dead,
      });
      await visitor.publishAll(channel, queue, ['expired'], PERSISTENT);
      await visitor.eventually('the dead letter', async () => (await channel.checkQueue(dead)).messageCount === 1);
      return visitor.counts(channel, queue);
    },
    async (visitor) => {
      const channel = await visitor.channel();
      return {
        queue: await visitor.counts(channel, visitor.name('queue')),
        dead: await visitor.drained(channel, visitor.name('dead')),
      };
    },
  ),
  scenario(
    'restart: a deleted queue, a purged queue and a deleted exchange stay so',
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const [deleted, purged] = [await visitor.queue(channel, 'deleted'), await visitor.queue(channel, 'purged')];
      const exchange = await visitor.exchange(channel, 'exchange', 'fanout');
      await channel.bindQueue(purged, exchange, '');
      await visitor.publishAll(channel, deleted, ['x'], PERSISTENT);
      await visitor.publishAll(channel, purged, ['x', 'y'], PERSISTENT);
      await channel.purgeQueue(purged);
      await channel.deleteQueue(deleted);
      await channel.deleteExchange(exchange);
      await visitor.publishAll(channel, purged, ['after'], PERSISTENT);
      return 'deleted';
    },
    async (visitor) => {
      const channel = await visitor.channel();
      return {
        purged: await visitor.drained(channel, visitor.name('purged')),
        deleted: await visitor.refused((each) => each.checkQueue(visitor.name('deleted'))),
        exchange: await visitor.refused((each) => each.checkExchange(visitor.name('exchange'))),
      };
    },
  ),
  scenario(
    'restart: exclusive queues are gone, durable auto-delete queues are not',
    async (visitor) => {
      const connection = await visitor.connect();
      const channel = await visitor.channel(connection);
      await channel.assertQueue(visitor.name('exclusive'), { exclusive: true });
      return plain(await visitor.queue(await visitor.channel(), 'auto', { autoDelete: true }));
    },
    async (visitor) => ({
      exclusive: await visitor.refused((channel) => channel.checkQueue(visitor.name('exclusive'))),
      auto: await visitor.refused((channel) => channel.checkQueue(visitor.name('auto'))),
    }),
  ),
  scenario(
    'restart: large and empty bodies, and a committed transaction',
    async (visitor) => {
      const channel = await visitor.confirmChannel();
      const queue = await visitor.queue(channel, 'queue');
      channel.sendToQueue(queue, Buffer.alloc(0), PERSISTENT);
      channel.sendToQueue(queue, Buffer.alloc(400_000, 'abc'), PERSISTENT);
      await channel.waitForConfirms();
      const transaction = await visitor.channel();
      await visitor.ask(transaction, 90, 10, 11);
      transaction.sendToQueue(queue, Buffer.from('committed'), PERSISTENT);
      await visitor.ask(transaction, 90, 20, 21);
      transaction.sendToQueue(queue, Buffer.from('not committed'), PERSISTENT);
      await visitor.settled(transaction);
      return visitor.counts(channel, queue);
    },
    async (visitor) => visitor.drained(await visitor.channel(), visitor.name('queue')),
  ),
];
