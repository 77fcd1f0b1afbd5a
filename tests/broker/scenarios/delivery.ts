/**
 * From queue to consumer: turns, limits, acknowledgements, returns to the queue, exclusive and single active consumers.
 * @module
 */
import type { ConsumeMessage, GetMessage } from 'amqplib';
import { Inbox } from '../inbox.ts';
import { contents, type Json, plain, plainMessage } from '../plain-message.ts';
import { scenario, type Scenario } from '../scenario.ts';

const letters = (text: string): string[] => text.split('');
/** A message that stands for a delivery tag which the broker never gave. */
const tagged = (deliveryTag: number) => ({ fields: { deliveryTag } }) as unknown as ConsumeMessage;

const taken = (message: GetMessage | false): GetMessage => {
  if (message === false) throw new Error('the queue was empty');
  return message;
};

export const deliveryScenarios: readonly Scenario[] = [
  scenario('round robin: three consumers take turns', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    const inboxes = [];
    for (let index = 0; index < 3; index += 1) inboxes.push(await Inbox.open(channel, queue, { noAck: true }));
    await visitor.publishAll(channel, queue, letters('abcdefghi'));
    return Promise.all(inboxes.map(async (inbox) => contents(await inbox.first(3))));
  }),
  scenario('round robin: consumers on two channels with prefetch 1', async (visitor) => {
    const publisher = await visitor.confirmChannel();
    const queue = await visitor.queue(publisher, 'queue');
    await visitor.publishAll(publisher, queue, letters('abcd'));
    const [one, two] = [await visitor.channel(), await visitor.channel()];
    await one.prefetch(1);
    await two.prefetch(1);
    const first = await Inbox.open(one, queue);
    await first.first(1);
    const second = await Inbox.open(two, queue);
    const [held] = await second.first(1);
    if (held) two.ack(held);
    await second.first(2);
    return {
      first: contents(first.messages),
      second: contents(second.messages),
      left: await visitor.counts(publisher, queue),
    };
  }),
  scenario('prefetch per consumer: no more than the limit, one more for each acknowledgement', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abcdef'));
    await channel.prefetch(2);
    const inbox = await Inbox.open(channel, queue);
    await inbox.first(2);
    await visitor.settled(channel);
    const atFirst = [contents(inbox.messages), await visitor.counts(channel, queue)];
    if (inbox.messages[1]) channel.ack(inbox.messages[1]);
    await inbox.first(3);
    await visitor.settled(channel);
    const second = contents(inbox.messages);
    if (inbox.messages[2]) channel.ack(inbox.messages[2], true);
    await inbox.first(5);
    await visitor.settled(channel);
    return { atFirst, second, third: contents(inbox.messages), counts: await visitor.counts(channel, queue) };
  }),
  scenario('prefetch applies to consumers that start after it', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await channel.prefetch(1);
    const early = await Inbox.open(channel, queue);
    await channel.prefetch(3);
    const late = await Inbox.open(channel, queue);
    await visitor.publishAll(channel, queue, letters('abcdefgh'));
    await early.first(1);
    await late.first(3);
    await visitor.settled(channel);
    return { early: early.messages.length, late: late.messages.length, counts: await visitor.counts(channel, queue) };
  }),
  scenario('prefetch global: one limit for all consumers of the channel', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const [one, two] = [await visitor.queue(channel, 'one'), await visitor.queue(channel, 'two')];
    await visitor.publishAll(channel, one, letters('abc'));
    await visitor.publishAll(channel, two, letters('xyz'));
    await channel.prefetch(4, true);
    const first = await Inbox.open(channel, one);
    await first.first(3);
    const second = await Inbox.open(channel, two);
    await second.first(1);
    await visitor.settled(channel);
    const limited = [contents(first.messages), contents(second.messages)];
    if (first.messages[0]) channel.ack(first.messages[0]);
    await second.first(2);
    await visitor.settled(channel);
    return { limited, after: contents(second.messages), left: await visitor.counts(channel, two) };
  }),
  scenario('prefetch per consumer and global together', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abcdefgh'));
    await channel.prefetch(5, true);
    await channel.prefetch(3);
    const first = await Inbox.open(channel, queue);
    await first.first(3);
    const second = await Inbox.open(channel, queue);
    await second.first(2);
    await visitor.settled(channel);
    return { first: contents(first.messages), second: contents(second.messages) };
  }),
  scenario('prefetch 0 is no limit, get is not limited, noAck is not limited', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await channel.prefetch(1);
    await visitor.publishAll(channel, queue, letters('abcdef'));
    const got = [taken(await channel.get(queue)), taken(await channel.get(queue))];
    const greedy = await Inbox.open(channel, queue, { noAck: true });
    await greedy.first(4);
    await channel.cancel(greedy.consumerTag);
    await channel.prefetch(0);
    for (const message of got) channel.nack(message);
    const unlimited = await Inbox.open(channel, queue);
    return { got: contents(got), greedy: contents(greedy.messages), unlimited: contents(await unlimited.first(2)) };
  }),
  scenario('requeue: back at the old place, flagged as redelivered', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abcde'));
    const held = [];
    for (let index = 0; index < 4; index += 1) held.push(taken(await channel.get(queue)));
    // Given back out of order: c, a; b and d stay.
    for (const index of [2, 0]) if (held[index]) channel.nack(held[index]);
    return visitor.drained(channel, queue);
  }),
  scenario('requeue: a rejected message goes to another consumer or comes again', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    let rejected = 0;
    const inbox = await Inbox.open(channel, queue, {}, (message) => {
      if (rejected < 3) channel.reject(message, true);
      else channel.ack(message);
      rejected += 1;
    });
    await visitor.publishAll(channel, queue, ['stubborn']);
    const all = await inbox.first(4);
    return all.map(({ fields }) => [fields.redelivered, fields.deliveryTag]);
  }),
  scenario('closing a channel gives its messages back in order, redelivered', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abcd'));
    const reader = await visitor.channel();
    await reader.prefetch(3);
    const inbox = await Inbox.open(reader, queue);
    await inbox.first(3);
    if (inbox.messages[1]) reader.ack(inbox.messages[1]);
    await visitor.settled(reader);
    await reader.close();
    return visitor.drained(channel, queue);
  }),
  scenario('closing a connection gives its messages back', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('ab'));
    const other = await visitor.connect();
    const reader = await visitor.channel(other);
    await reader.get(queue);
    await reader.get(queue);
    await other.close();
    const inbox = await Inbox.open(channel, queue, { noAck: true });
    return (await inbox.first(2)).map((message) => plainMessage(message));
  }),
  scenario('ack multiple and ack all', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abcdef'));
    const reader = await visitor.channel();
    const held = [];
    for (let index = 0; index < 5; index += 1) held.push(taken(await reader.get(queue)));
    if (held[2]) reader.ack(held[2], true);
    await visitor.settled(reader);
    await reader.close();
    const afterMultiple = contents(await visitor.drain(channel, queue));
    await visitor.publishAll(channel, queue, letters('xyz'));
    const second = await visitor.channel();
    await second.get(queue);
    await second.get(queue);
    second.ackAll();
    await visitor.settled(second);
    await second.close();
    return { afterMultiple, afterAll: contents(await visitor.drain(channel, queue)) };
  }),
  scenario('nack multiple and nack all, requeued in order or dropped', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abcdef'));
    const held = [];
    for (let index = 0; index < 6; index += 1) held.push(taken(await channel.get(queue)));
    if (held[1]) channel.nack(held[1], true, false);
    if (held[3]) channel.nack(held[3], true, true);
    await visitor.settled(channel);
    const ready = await visitor.counts(channel, queue);
    channel.nackAll(true);
    return { ready, left: contents(await visitor.drain(channel, queue)) };
  }),
  scenario('recover gives everything back, redelivered', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abc'));
    await channel.get(queue);
    await channel.get(queue);
    await channel.recover();
    const counts = await visitor.counts(channel, queue);
    const inbox = await Inbox.open(channel, queue);
    await inbox.first(3);
    await channel.recover();
    const all = await inbox.first(6);
    return {
      counts,
      deliveries: all.map(({ content, fields }) => [String(content), fields.redelivered, fields.deliveryTag]),
    };
  }),
  scenario('recover without requeue is not implemented', (visitor) =>
    visitor.connectionRefusal((channel) => visitor.ask(channel, 60, 110, 111, { requeue: false })),
  ),
  scenario('a prefetch size is not implemented', (visitor) =>
    visitor.connectionRefusal((channel) =>
      visitor.ask(channel, 60, 10, 11, { prefetchSize: 10, prefetchCount: 0, global: false }),
    ),
  ),
  scenario('unknown delivery tags and double acknowledgements close the channel', async (visitor) => {
    const publisher = await visitor.confirmChannel();
    const queue = await visitor.queue(publisher, 'queue');
    await visitor.publishAll(publisher, queue, letters('abcdef'));
    return {
      ack: await visitor.refused((channel) => channel.ack(tagged(7))),
      ackMultiple: await visitor.refused((channel) => channel.ack(tagged(7), true)),
      nack: await visitor.refused((channel) => channel.nack(tagged(3))),
      reject: await visitor.refused((channel) => channel.reject(tagged(2))),
      ackAllOfNothing: await visitor.refused((channel) => channel.ackAll()),
      nackAllOfNothing: await visitor.refused((channel) => channel.nackAll()),
      twice: await visitor.refused(async (channel) => {
        const message = taken(await channel.get(queue));
        channel.ack(message);
        channel.ack(message);
      }),
      afterNoAck: await visitor.refused(async (channel) =>
        channel.ack(taken(await channel.get(queue, { noAck: true }))),
      ),
      otherChannel: await visitor.refused(async (channel) => {
        const other = await visitor.channel();
        channel.ack(taken(await other.get(queue)));
      }),
    };
  }),
  scenario('delivery tags count from 1 on each channel, get and deliveries together', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abcd'));
    const tags = [
      taken(await channel.get(queue)).fields.deliveryTag,
      taken(await channel.get(queue, { noAck: true })).fields.deliveryTag,
    ];
    const inbox = await Inbox.open(channel, queue);
    const [third] = await inbox.first(1);
    const other = await visitor.channel();
    await channel.cancel(inbox.consumerTag);
    channel.nackAll();
    await visitor.settled(channel);
    return { tags, third: third?.fields.deliveryTag ?? null, other: taken(await other.get(queue)).fields.deliveryTag };
  }),
  scenario('consumer tags: given, generated, used twice', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    const given = await channel.consume(queue, () => undefined, { consumerTag: 'mine' });
    const generated = await visitor.ask(channel, 60, 20, 21, {
      ticket: 0,
      queue,
      consumerTag: '',
      noLocal: false,
      noAck: false,
      exclusive: false,
      nowait: false,
      arguments: {},
    });
    const other = await (await visitor.channel()).consume(queue, () => undefined, { consumerTag: 'mine' });
    const twice = await visitor.connectionRefusal(async (each) => {
      await each.consume(queue, () => undefined, { consumerTag: 'twice' });
      await each.consume(queue, () => undefined, { consumerTag: 'twice' });
    });
    return { given: plain(given), generated: plain(generated), other: plain(other), twice };
  }),
  scenario('cancel: an unknown tag is fine, held messages stay held and may be acknowledged', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abc'));
    await channel.prefetch(2);
    const inbox = await Inbox.open(channel, queue, { consumerTag: 'mine' });
    const [first] = await inbox.first(2);
    const cancelled = plain(await channel.cancel('mine'));
    const unknown = plain(await channel.cancel('nobody'));
    const counts = await visitor.counts(channel, queue);
    if (first) channel.ack(first);
    await visitor.settled(channel);
    return { cancelled, unknown, counts, received: contents(inbox.messages) };
  }),
  scenario('exclusive consumer: alone, and only when nobody consumes', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    const only = await Inbox.open(channel, queue, { exclusive: true });
    const second = await visitor.refused((each) => each.consume(queue, () => undefined));
    const secondExclusive = await visitor.refused((each) => each.consume(queue, () => undefined, { exclusive: true }));
    await channel.cancel(only.consumerTag);
    await Inbox.open(channel, queue);
    return {
      second,
      secondExclusive,
      late: await visitor.refused((each) => each.consume(queue, () => undefined, { exclusive: true })),
    };
  }),
  scenario('single active consumer: the first takes all, the next takes over', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', { arguments: { 'x-single-active-consumer': true } });
    const [one, two, three] = [
      await Inbox.open(channel, queue),
      await Inbox.open(channel, queue),
      await Inbox.open(channel, queue),
    ];
    await visitor.publishAll(channel, queue, letters('abc'));
    await one.first(3);
    await channel.cancel(one.consumerTag);
    await visitor.publishAll(channel, queue, letters('de'));
    await two.first(2);
    await channel.cancel(two.consumerTag);
    await visitor.publishAll(channel, queue, ['f']);
    await three.first(1);
    return [one, two, three].map((inbox) => contents(inbox.messages));
  }),
  scenario('single active consumer: exclusive is refused, a channel that closes hands over', async (visitor) => {
    const publisher = await visitor.confirmChannel();
    const queue = await visitor.queue(publisher, 'queue', { arguments: { 'x-single-active-consumer': true } });
    const [one, two] = [await visitor.channel(), await visitor.channel()];
    const first = await Inbox.open(one, queue);
    const second = await Inbox.open(two, queue);
    const exclusive = await visitor.refused((each) => each.consume(queue, () => undefined, { exclusive: true }));
    await visitor.publishAll(publisher, queue, letters('ab'));
    await first.first(2);
    await one.close();
    const handed = (await second.first(2)).map((message) => plainMessage(message));
    return { exclusive, handed };
  }),
  scenario('consumer priority: the higher one first, the lower one when it is busy', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await channel.prefetch(2);
    const low = await Inbox.open(channel, queue, { priority: 1 });
    const high = await Inbox.open(channel, queue, { priority: 10 });
    const none = await Inbox.open(channel, queue);
    await visitor.publishAll(channel, queue, letters('abcdef'));
    await Promise.all([low.first(2), high.first(2), none.first(2)]);
    return { high: contents(high.messages), low: contents(low.messages), none: contents(none.messages) };
  }),
  scenario('consumer priority that is no number', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    return visitor.refused((each) => each.consume(queue, () => undefined, { arguments: { 'x-priority': 'high' } }));
  }),
  scenario('a consumer with noAck: nothing is unacknowledged, closing loses nothing of the rest', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.publishAll(channel, queue, letters('abc'));
    const reader = await visitor.channel();
    const inbox = await Inbox.open(reader, queue, { noAck: true });
    const all = (await inbox.first(3)).map((message) => plainMessage(message));
    await reader.close();
    return { all, counts: await visitor.counts(channel, queue) };
  }),
  scenario('no-local is ignored', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    const inbox = await Inbox.open(channel, queue, { noLocal: true, noAck: true });
    await visitor.publishAll(channel, queue, ['own']);
    return contents(await inbox.first(1));
  }),
  scenario('two queues, one channel: each consumer sees its own queue in order', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const [one, two] = [await visitor.queue(channel, 'one'), await visitor.queue(channel, 'two')];
    const first = await Inbox.open(channel, one, { consumerTag: 'first', noAck: true });
    const second = await Inbox.open(channel, two, { consumerTag: 'second', noAck: true });
    for (const letter of letters('abc')) {
      channel.sendToQueue(one, Buffer.from(letter));
      channel.sendToQueue(two, Buffer.from(letter.toUpperCase()));
    }
    const read = async (inbox: Inbox): Promise<Json> =>
      (await inbox.first(3)).map(({ content, fields }) => [String(content), fields.consumerTag]);
    return { first: await read(first), second: await read(second) };
  }),
];
