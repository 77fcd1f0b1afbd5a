/**
 * What publishers see and send: properties, bodies, confirms, transactions, direct replies.
 * @module
 */
import { Inbox } from '../inbox.ts';
import { contents, type Json, plain, plainMessage } from '../plain-message.ts';
import { scenario, type Scenario } from '../scenario.ts';
import type { Visitor } from '../visitor.ts';

const TX = 90;
const CONFIRM = 85;
const REPLY_TO = 'amq.rabbitmq.reply-to';

/** Sends headers through a queue and tells what comes out. */
async function headersBack(visitor: Visitor, headers: object): Promise<Json> {
  const channel = await visitor.channel();
  const queue = await visitor.queue(channel, 'queue');
  channel.sendToQueue(queue, Buffer.from('x'), { headers });
  return visitor.drained(channel, queue);
}

export const publishingScenarios: readonly Scenario[] = [
  scenario('properties: all fourteen come back', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    channel.sendToQueue(queue, Buffer.from('{}'), {
      contentType: 'application/json',
      contentEncoding: 'utf-8',
      headers: { a: 1 },
      deliveryMode: 2,
      priority: 4,
      correlationId: 'correlation',
      replyTo: 'somewhere',
      expiration: '60000',
      messageId: 'message',
      timestamp: 1_700_000_000,
      type: 'order.placed',
      userId: 'guest',
      appId: 'shop',
    });
    return visitor.drained(channel, queue);
  }),
  scenario('properties: none at all, and empty texts', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    channel.sendToQueue(queue, Buffer.from('bare'));
    channel.sendToQueue(queue, Buffer.from('empty texts'), { contentType: '', messageId: '', correlationId: '' });
    channel.sendToQueue(queue, Buffer.from('zero'), { priority: 0, timestamp: 0 });
    return visitor.drained(channel, queue);
  }),
  scenario('headers: numbers of every size, texts, truth, null', (visitor) =>
    headersBack(visitor, {
      small: 1,
      negative: -1,
      byte: 200,
      short: 40_000,
      int: 3_000_000_000,
      long: 2 ** 50,
      longNegative: -(2 ** 50),
      float: 1.5,
      tiny: 1e-10,
      yes: true,
      no: false,
      nothing: null,
      text: 'Grüße',
      empty: '',
      long_text: 'x'.repeat(300),
    }),
  ),
  scenario('headers: nested tables, lists, timestamps, decimals, bytes', (visitor) =>
    headersBack(visitor, {
      table: { inner: { deeper: [1, 'two', { three: 3 }] }, empty: {} },
      list: [1, 'a', true, null, [2, [3]], []],
      at: { '!': 'timestamp', value: 1_700_000_000 },
      price: { '!': 'decimal', value: { digits: 1234, places: 2 } },
      bytes: Buffer.from([0, 1, 254, 255]),
      typed: [
        { '!': 'int8', value: -5 },
        { '!': 'int16', value: -500 },
        { '!': 'int32', value: -50_000 },
        { '!': 'int64', value: -5_000_000 },
        { '!': 'float', value: 0.5 },
        { '!': 'double', value: 0.25 },
      ],
    }),
  ),
  scenario('bodies: empty, one byte, one frame, one frame and a byte, a megabyte', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    const frame = 131_072 - 8;
    for (const size of [0, 1, frame - 1, frame, frame + 1, 2 * frame, 1_000_000]) {
      channel.sendToQueue(queue, Buffer.alloc(size, 'abcdefg'));
    }
    await channel.waitForConfirms();
    return visitor.drained(channel, queue);
  }),
  scenario('bodies: a small frame size splits them', async (visitor) => {
    const connection = await visitor.connect({ frameMax: 4096 });
    const channel = await visitor.confirmChannel(connection);
    const queue = await visitor.queue(channel, 'queue');
    for (const size of [4088, 4089, 50_000]) channel.sendToQueue(queue, Buffer.alloc(size, 'xyz'));
    await channel.waitForConfirms();
    const inbox = await Inbox.open(channel, queue, { noAck: true });
    return (await inbox.first(3)).map((message) => plainMessage(message));
  }),
  scenario('a delivery mode that there is not', async (visitor) => {
    const queue = await visitor.queue(await visitor.channel(), 'queue');
    return {
      three: await visitor.refused((channel) => channel.sendToQueue(queue, Buffer.from('x'), { deliveryMode: 3 })),
      zero: await visitor.refused((channel) => channel.sendToQueue(queue, Buffer.from('x'), { deliveryMode: 0 })),
      left: await visitor.drained(await visitor.channel(), queue),
    };
  }),
  scenario('a user id must be one’s own', async (visitor) => {
    const queue = await visitor.queue(await visitor.channel(), 'queue');
    return visitor.refused((channel) => channel.sendToQueue(queue, Buffer.from('x'), { userId: 'somebody' }));
  }),
  scenario('confirms: each message once, with tags from 1', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue');
    const confirmed = new Set<number>();
    let highest = 0;
    channel.on('ack', ({ deliveryTag, multiple }) => {
      for (let tag = multiple ? highest + 1 : deliveryTag; tag <= deliveryTag; tag += 1) confirmed.add(tag);
      if (multiple) highest = deliveryTag;
    });
    for (let index = 0; index < 50; index += 1) {
      channel.publish(index % 3 === 0 ? 'amq.direct' : '', queue, Buffer.from(String(index)), {
        persistent: index % 2 === 0,
      });
    }
    await channel.waitForConfirms();
    return {
      confirmed: [...confirmed].toSorted((one, other) => one - other),
      ready: await visitor.counts(channel, queue),
    };
  }),
  scenario('confirms: a missing exchange closes the channel', async (visitor) => {
    const channel = await visitor.confirmChannel();
    return visitor.refusal(channel, () => channel.publish(visitor.name('missing'), '', Buffer.from('x')));
  }),
  scenario('immediate is not implemented', (visitor) =>
    visitor.connectionRefusal((channel) => {
      const { sendMessage } = channel as unknown as { sendMessage: (...values: unknown[]) => void };
      const fields = { ticket: 0, exchange: '', routingKey: 'k', mandatory: false, immediate: true };
      sendMessage.call(channel, fields, { headers: {} }, Buffer.from('x'));
    }),
  ),
  scenario('transaction: nothing is seen before the commit, everything after it', async (visitor) => {
    const channel = await visitor.channel();
    const other = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    await visitor.ask(channel, TX, 10, 11);
    for (const body of ['a', 'b']) channel.sendToQueue(queue, Buffer.from(body));
    await visitor.settled(channel);
    const before = await visitor.counts(other, queue);
    await visitor.ask(channel, TX, 20, 21);
    return { before, after: contents(await visitor.drain(other, queue)) };
  }),
  scenario('transaction: rollback drops publishes and acknowledgements', async (visitor) => {
    const channel = await visitor.channel();
    const other = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    channel.sendToQueue(queue, Buffer.from('first'));
    await visitor.settled(channel);
    await visitor.ask(channel, TX, 10, 11);
    const held = await channel.get(queue);
    if (held !== false) channel.ack(held);
    channel.sendToQueue(queue, Buffer.from('second'));
    await visitor.ask(channel, TX, 30, 31);
    const rolledBack = await visitor.counts(other, queue);
    if (held !== false) channel.ack(held);
    await visitor.ask(channel, TX, 20, 21);
    await channel.close();
    return { rolledBack, left: await visitor.drained(other, queue) };
  }),
  scenario('transaction: an acknowledgement counts from the commit', async (visitor) => {
    const channel = await visitor.channel();
    const other = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    for (const body of ['a', 'b']) channel.sendToQueue(queue, Buffer.from(body));
    await visitor.settled(channel);
    await visitor.ask(channel, TX, 10, 11);
    const first = await channel.get(queue);
    if (first !== false) channel.ack(first);
    await visitor.ask(channel, TX, 20, 21);
    const second = await channel.get(queue);
    if (second !== false) channel.ack(second);
    await channel.close();
    return visitor.drained(other, queue);
  }),
  scenario('transaction: mandatory returns come at the commit', async (visitor) => {
    const channel = await visitor.channel();
    const returned: Json[] = [];
    channel.on('return', (message) => returned.push(plainMessage(message)));
    await visitor.ask(channel, TX, 10, 11);
    channel.publish('', visitor.name('nowhere'), Buffer.from('x'), { mandatory: true });
    await visitor.settled(channel);
    const before = returned.length;
    await visitor.ask(channel, TX, 20, 21);
    await visitor.settled(channel);
    return { before, returned };
  }),
  scenario('transaction and confirms exclude each other; commit needs select', async (visitor) => ({
    confirmAfterTx: await visitor.refused(async (channel) => {
      await visitor.ask(channel, TX, 10, 11);
      await visitor.ask(channel, CONFIRM, 10, 11, { nowait: false });
    }),
    txAfterConfirm: await visitor.refused(async (channel) => {
      await visitor.ask(channel, CONFIRM, 10, 11, { nowait: false });
      await visitor.ask(channel, TX, 10, 11);
    }),
    commit: await visitor.refused((channel) => visitor.ask(channel, TX, 20, 21)),
    rollback: await visitor.refused((channel) => visitor.ask(channel, TX, 30, 31)),
    twice: await visitor.refused(async (channel) => {
      await visitor.ask(channel, TX, 10, 11);
      await visitor.ask(channel, TX, 10, 11);
    }),
    confirmTwice: await visitor.refused(async (channel) => {
      await visitor.ask(channel, CONFIRM, 10, 11, { nowait: false });
      await visitor.ask(channel, CONFIRM, 10, 11, { nowait: false });
    }),
  })),
  scenario('direct reply-to: question and answers over two connections', async (visitor) => {
    const server = await visitor.channel();
    const queue = await visitor.queue(server, 'questions');
    const questions = await Inbox.open(server, queue, { noAck: true });
    const client = await visitor.channel(await visitor.connect());
    const replies = await Inbox.open(client, REPLY_TO, { noAck: true });
    client.sendToQueue(queue, Buffer.from('2+2'), { replyTo: REPLY_TO, correlationId: 'c1' });
    const [question] = await questions.first(1);
    const replyTo = String(question?.properties.replyTo);
    const isThere = await server.checkQueue(replyTo);
    for (const text of ['4', 'still 4']) server.sendToQueue(replyTo, Buffer.from(text), { correlationId: 'c1' });
    await replies.first(2);
    return {
      question: question ? plainMessage(question) : null,
      hasName: replyTo.startsWith(`${REPLY_TO}.`),
      isThere: { messageCount: isThere.messageCount, consumerCount: isThere.consumerCount },
      replies: replies.messages.map((message) => plainMessage(message)),
    };
  }),
  scenario('direct reply-to: what is refused', async (visitor) => {
    const queue = await visitor.queue(await visitor.channel(), 'queue');
    return {
      withAck: await visitor.refused((channel) => channel.consume(REPLY_TO, () => undefined)),
      twice: await visitor.refused(async (channel) => {
        await channel.consume(REPLY_TO, () => undefined, { noAck: true });
        await channel.consume(REPLY_TO, () => undefined, { noAck: true });
      }),
      publishBefore: await visitor.refused((channel) =>
        channel.sendToQueue(queue, Buffer.from('x'), { replyTo: REPLY_TO }),
      ),
      declare: await visitor.refused((channel) => channel.assertQueue(REPLY_TO)),
      passive: await visitor.refused((channel) => channel.checkQueue(REPLY_TO)),
      get: await visitor.refused((channel) => channel.get(REPLY_TO)),
    };
  }),
  scenario('direct reply-to: an answer to somebody who has left is dropped, or returned', async (visitor) => {
    const server = await visitor.channel();
    const queue = await visitor.queue(server, 'questions');
    const questions = await Inbox.open(server, queue, { noAck: true });
    const leaver = await visitor.connect();
    const client = await visitor.channel(leaver);
    await client.consume(REPLY_TO, () => undefined, { noAck: true });
    client.sendToQueue(queue, Buffer.from('hello'), { replyTo: REPLY_TO });
    const [question] = await questions.first(1);
    await leaver.close();
    const returned: Json[] = [];
    server.on('return', (message) => returned.push(plain(message.fields)));
    server.sendToQueue(String(question?.properties.replyTo), Buffer.from('too late'), { mandatory: true });
    await visitor.settled(server);
    return returned;
  }),
];
