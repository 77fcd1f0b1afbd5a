/**
 * Expiry and dead letters: time to live, reasons, `x-death`, retry queues, cycles.
 * @module
 */
import { Inbox } from '../inbox.ts';
import { contents, type Json, plainMessage } from '../plain-message.ts';
import { scenario, type Scenario } from '../scenario.ts';
import type { Visitor } from '../visitor.ts';

const letters = (text: string): string[] => text.split('');

/** A queue whose dead letters go to a second one, whose inbox is returned. */
async function withMorgue(visitor: Visitor, options: object) {
  const channel = await visitor.confirmChannel();
  const dead = await visitor.queue(channel, 'dead');
  const exchange = await visitor.exchange(channel, 'dlx', 'fanout');
  await channel.bindQueue(dead, exchange, '');
  const queue = await visitor.queue(channel, 'queue', { deadLetterExchange: exchange, ...options });
  return { channel, queue, dead, exchange, morgue: await Inbox.open(channel, dead, { noAck: true }) };
}

const told = (inbox: Inbox): Json => inbox.messages.map((message) => plainMessage(message));

export const deadLetterScenarios: readonly Scenario[] = [
  scenario('dead letter: rejected, with x-death and the first-death headers', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, {});
    await visitor.publishAll(channel, queue, ['poison'], {
      headers: { own: 'kept' },
      messageId: 'm1',
      persistent: true,
    });
    const message = await channel.get(queue);
    if (message !== false) channel.reject(message, false);
    await morgue.first(1);
    return told(morgue);
  }),
  scenario('dead letter: nack multiple keeps the order, ack drops', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, {});
    await visitor.publishAll(channel, queue, letters('abcd'));
    const held = [
      await channel.get(queue),
      await channel.get(queue),
      await channel.get(queue),
      await channel.get(queue),
    ];
    if (held[1]) channel.ack(held[1]);
    if (held[2]) channel.nack(held[2], true, false);
    if (held[3]) channel.nack(held[3], false, false);
    return contents(await morgue.first(3));
  }),
  scenario('dead letter: expired by the queue’s time to live', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, { messageTtl: 60 });
    await visitor.publishAll(channel, queue, letters('ab'));
    await morgue.first(2);
    return { dead: told(morgue), left: await visitor.counts(channel, queue) };
  }),
  scenario('dead letter: expired by the message’s own time to live, kept as original-expiration', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, {});
    await visitor.publishAll(channel, queue, ['a'], { expiration: '50' });
    await morgue.first(1);
    return told(morgue);
  }),
  scenario('time to live: the shorter of message and queue counts', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, { messageTtl: 50 });
    await visitor.publishAll(channel, queue, ['long wish'], { expiration: '60000' });
    await morgue.first(1);
    return told(morgue);
  }),
  scenario('time to live: an expired message behind a living one waits for its turn', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, {});
    await visitor.publishAll(channel, queue, ['lives']);
    await visitor.publishAll(channel, queue, ['dies'], { expiration: '1' });
    // A second queue tells when more than that time has gone by.
    const clock = await visitor.queue(channel, 'clock', {
      deadLetterExchange: '',
      deadLetterRoutingKey: visitor.name('rung'),
    });
    const rung = await visitor.queue(channel, 'rung');
    await visitor.publishAll(channel, clock, ['tick'], { expiration: '60' });
    await (await Inbox.open(channel, rung)).first(1);
    const waiting = [await visitor.counts(channel, queue), morgue.messages.length];
    const first = await channel.get(queue, { noAck: true });
    await morgue.first(1);
    return {
      waiting,
      first: first !== false && plainMessage(first),
      dead: told(morgue),
      isEmpty: (await channel.get(queue)) === false,
    };
  }),
  scenario('time to live 0: expires at once unless a consumer waits', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, { messageTtl: 0 });
    await visitor.publishAll(channel, queue, ['too late']);
    await morgue.first(1);
    const inbox = await Inbox.open(channel, queue, { noAck: true });
    await visitor.publishAll(channel, queue, ['in time']);
    return { dead: contents(morgue.messages), live: contents(await inbox.first(1)) };
  }),
  scenario('expiration that is no number, negative, or of a strange form', async (visitor) => {
    const queue = await visitor.queue(await visitor.channel(), 'queue');
    const send = (expiration: string) =>
      visitor.refused((channel) => channel.sendToQueue(queue, Buffer.from('x'), { expiration }));
    return {
      word: await send('soon'),
      negative: await send('-1'),
      fraction: await send('1.5'),
      spaces: await send(' 60000'),
      huge: await send('99999999999999'),
      good: await send('60000'),
    };
  }),
  scenario('time to live without dead letters drops silently', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const queue = await visitor.queue(channel, 'queue', { messageTtl: 1 });
    await visitor.publishAll(channel, queue, letters('abc'));
    await visitor.eventually(
      'the messages to expire',
      async () => (await channel.checkQueue(queue)).messageCount === 0,
    );
    return visitor.counts(channel, queue);
  }),
  scenario('dead letter: maxlen, the oldest first', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, { maxLength: 1 });
    await visitor.publishAll(channel, queue, letters('abc'));
    await morgue.first(2);
    return { dead: told(morgue), left: contents(await visitor.drain(channel, queue)) };
  }),
  scenario('dead letter: reject-publish-dlx refuses and dead-letters', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, {
      maxLength: 1,
      arguments: { 'x-overflow': 'reject-publish-dlx' },
    });
    const outcomes: string[] = [];
    for (const body of letters('abc')) {
      await new Promise<void>((resolve) => {
        channel.sendToQueue(queue, Buffer.from(body), {}, (error) => {
          outcomes.push(`${body} ${error ? 'refused' : 'taken'}`);
          resolve();
        });
      });
    }
    await morgue.first(2);
    return { outcomes, dead: told(morgue), left: contents(await visitor.drain(channel, queue)) };
  }),
  scenario('dead letter: its own routing key, CC is dropped with it and kept without', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const exchange = await visitor.exchange(channel, 'dlx', 'topic');
    const dead = await visitor.queue(channel, 'dead');
    await channel.bindQueue(dead, exchange, '#');
    const keyed = await visitor.queue(channel, 'keyed', {
      deadLetterExchange: exchange,
      deadLetterRoutingKey: 'buried',
    });
    const plainQueue = await visitor.queue(channel, 'plain', { deadLetterExchange: exchange });
    const morgue = await Inbox.open(channel, dead, { noAck: true });
    for (const [index, queue] of [keyed, plainQueue].entries()) {
      await visitor.publishAll(channel, queue, [queue], { CC: ['copy'], BCC: ['hidden'] });
      const message = await channel.get(queue);
      if (message !== false) channel.nack(message, false, false);
      await morgue.first(index + 1);
    }
    await visitor.settled(channel);
    return told(morgue);
  }),
  scenario('dead letter: an exchange that is missing drops, one that comes later works', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const exchange = visitor.name('dlx');
    const queue = await visitor.queue(channel, 'queue', { deadLetterExchange: exchange });
    const reject = async (body: string) => {
      await visitor.publishAll(channel, queue, [body]);
      const message = await channel.get(queue);
      if (message !== false) channel.reject(message, false);
      await visitor.settled(channel);
    };
    await reject('dropped');
    await channel.assertExchange(exchange, 'fanout');
    const dead = await visitor.queue(channel, 'dead');
    await channel.bindQueue(dead, exchange, '');
    const morgue = await Inbox.open(channel, dead, { noAck: true });
    await reject('kept');
    return contents(await morgue.first(1));
  }),
  scenario('dead letter: purge, delete of a queue do not', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, {});
    await visitor.publishAll(channel, queue, letters('ab'));
    await channel.purgeQueue(queue);
    await visitor.publishAll(channel, queue, letters('cd'));
    await channel.deleteQueue(queue);
    channel.publish(visitor.name('dlx'), '', Buffer.from('sentinel'));
    return contents(await morgue.first(1));
  }),
  scenario('retry queue: rejected, parked, back again; counts of three rounds', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const [work, retry] = [visitor.name('work'), visitor.name('retry')];
    await channel.assertQueue(work, { deadLetterExchange: '', deadLetterRoutingKey: retry });
    await channel.assertQueue(retry, { messageTtl: 40, deadLetterExchange: '', deadLetterRoutingKey: work });
    const seen: Json[] = [];
    const inbox = await Inbox.open(channel, work, {}, (message) => {
      seen.push(plainMessage(message));
      if (seen.length < 4) channel.nack(message, false, false);
      else channel.ack(message);
    });
    await visitor.publishAll(channel, work, ['job'], { headers: { attempt: 'mine' }, correlationId: 'c' });
    await inbox.first(4);
    return seen;
  }),
  scenario('retry queue: expiry of the message itself, twice through the same queue', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const [work, retry] = [visitor.name('work'), visitor.name('retry')];
    await channel.assertQueue(retry, { deadLetterExchange: '', deadLetterRoutingKey: work });
    await channel.assertQueue(work);
    const inbox = await Inbox.open(channel, work, { noAck: true });
    await visitor.publishAll(channel, retry, ['job'], { expiration: '30' });
    const [once] = await inbox.first(1);
    if (once) channel.sendToQueue(retry, once.content, { headers: once.properties.headers, expiration: '20' });
    await inbox.first(2);
    return told(inbox);
  }),
  scenario('dead letter: a cycle of expiries alone is cut, a rejection in it is not', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const [one, two] = [visitor.name('one'), visitor.name('two')];
    await channel.assertQueue(one, { messageTtl: 20, deadLetterExchange: '', deadLetterRoutingKey: two });
    await channel.assertQueue(two, { messageTtl: 20, deadLetterExchange: '', deadLetterRoutingKey: one });
    const itself = await visitor.queue(channel, 'itself', { messageTtl: 10, deadLetterExchange: '' });
    await visitor.publishAll(channel, one, ['round']);
    await visitor.publishAll(channel, itself, ['itself']);
    const isEmpty = async (queue: string) => (await channel.checkQueue(queue)).messageCount === 0;
    // Both queues are empty for an instant while a message moves; three times in a row is for good.
    let quiet = 0;
    await visitor.eventually('the cycle to be cut', async () => {
      quiet = (await isEmpty(one)) && (await isEmpty(two)) && (await isEmpty(itself)) ? quiet + 1 : 0;
      return quiet >= 8;
    });
    const again = await visitor.queue(channel, 'again', { deadLetterExchange: '' });
    let turns = 0;
    const inbox = await Inbox.open(channel, again, {}, (message) => {
      turns += 1;
      if (turns <= 2) channel.reject(message, false);
      else channel.ack(message);
    });
    await visitor.publishAll(channel, again, ['rejected']);
    await inbox.first(3);
    return told(inbox);
  }),
  scenario('x-death: the newest entry first, one entry per queue and reason', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const [one, two, end] = [visitor.name('one'), visitor.name('two'), visitor.name('end')];
    await channel.assertQueue(end);
    await channel.assertQueue(two, { maxLength: 0, deadLetterExchange: '', deadLetterRoutingKey: end });
    await channel.assertQueue(one, { messageTtl: 30, deadLetterExchange: '', deadLetterRoutingKey: two });
    const inbox = await Inbox.open(channel, end, { noAck: true });
    await visitor.publishAll(channel, one, ['far']);
    await inbox.first(1);
    return told(inbox);
  }),
  scenario('x-death: what a client sends as x-death is kept where it is well-formed', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, {});
    const headers = {
      'x-death': [{ queue: 'elsewhere', reason: 'expired', count: 7, exchange: 'e', 'routing-keys': ['k'] }],
    };
    await visitor.publishAll(channel, queue, ['with history'], { headers });
    const message = await channel.get(queue);
    if (message !== false) channel.reject(message, false);
    await morgue.first(1);
    return told(morgue);
  }),
  scenario('dead letter: through a topic exchange by the old routing key, from a bound exchange', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const source = await visitor.exchange(channel, 'source', 'topic');
    const graves = await visitor.exchange(channel, 'graves', 'topic');
    const queue = await visitor.queue(channel, 'queue', { deadLetterExchange: graves });
    const dead = await visitor.queue(channel, 'dead');
    await channel.bindQueue(queue, source, 'orders.*');
    await channel.bindQueue(dead, graves, '*.new');
    const morgue = await Inbox.open(channel, dead, { noAck: true });
    for (const key of ['orders.old', 'orders.new'])
      channel.publish(source, key, Buffer.from(key), { persistent: true });
    await channel.waitForConfirms();
    for (let index = 0; index < 2; index += 1) {
      const message = await channel.get(queue);
      if (message !== false) channel.reject(message, false);
    }
    await morgue.first(1);
    return told(morgue);
  }),
  scenario('messages held by a consumer do not expire; given back late, they do', async (visitor) => {
    const { channel, queue, morgue } = await withMorgue(visitor, { messageTtl: 60 });
    await visitor.publishAll(channel, queue, ['held', 'free']);
    const held = await channel.get(queue);
    await morgue.first(1);
    const first = contents(morgue.messages);
    if (held !== false) channel.nack(held);
    await morgue.first(2);
    return { first, all: told(morgue) };
  }),
];
