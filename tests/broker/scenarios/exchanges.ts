/**
 * Where messages go: the four kinds of exchange, bindings between exchanges, alternates, copies and returns.
 * @module
 */
import { once } from 'node:events';
import type { Channel } from 'amqplib';
import { contents, type Json, plain, plainMessage } from '../plain-message.ts';
import { scenario, type Scenario } from '../scenario.ts';
import type { Visitor } from '../visitor.ts';

/** Which of some patterns a topic binding with each key matches, as rows of 0 and 1. */
async function topicTable(visitor: Visitor, patterns: readonly string[], keys: readonly string[]): Promise<Json> {
  const channel = await visitor.channel();
  const exchange = await visitor.exchange(channel, 'topic', 'topic');
  const queues = await Promise.all(patterns.map((_, index) => visitor.queue(channel, `q${index}`)));
  for (const [index, pattern] of patterns.entries()) await channel.bindQueue(queues[index] ?? '', exchange, pattern);
  for (const key of keys) channel.publish(exchange, key, Buffer.from(key));
  const rows: Record<string, Json> = {};
  for (const [index, pattern] of patterns.entries()) {
    rows[pattern] = (await visitor.drain(channel, queues[index] ?? '')).map((message) => message.fields.routingKey);
  }
  return rows;
}

interface HeadersCase {
  readonly bound: Readonly<Record<string, unknown>>;
  readonly sent: readonly Readonly<Record<string, unknown>>[];
}

async function headersTable(visitor: Visitor, cases: readonly HeadersCase[]): Promise<Json> {
  const channel = await visitor.channel();
  const rows: Json[] = [];
  for (const [index, { bound, sent }] of cases.entries()) {
    const exchange = await visitor.exchange(channel, `headers${index}`, 'headers');
    const queue = await visitor.queue(channel, `q${index}`);
    await channel.bindQueue(queue, exchange, 'ignored', bound);
    for (const [number, headers] of sent.entries())
      channel.publish(exchange, 'x', Buffer.from(String(number)), { headers });
    rows.push({ bound: plain(bound), matched: contents(await visitor.drain(channel, queue)) });
  }
  return rows;
}

async function send(channel: Channel, exchange: string, key: string, ...texts: string[]): Promise<void> {
  for (const text of texts) channel.publish(exchange, key, Buffer.from(text));
}

export const exchangeScenarios: readonly Scenario[] = [
  scenario('direct: equal keys only, two queues with one key', async (visitor) => {
    const channel = await visitor.channel();
    const exchange = await visitor.exchange(channel, 'direct', 'direct');
    const [one, two, three] = [
      await visitor.queue(channel, 'one'),
      await visitor.queue(channel, 'two'),
      await visitor.queue(channel, 'three'),
    ];
    await channel.bindQueue(one, exchange, 'red');
    await channel.bindQueue(two, exchange, 'red');
    await channel.bindQueue(three, exchange, 'r*');
    await send(channel, exchange, 'red', 'a');
    await send(channel, exchange, 'RED', 'b');
    await send(channel, exchange, 'r*', 'c');
    return {
      one: await visitor.drained(channel, one),
      two: await visitor.drained(channel, two),
      three: await visitor.drained(channel, three),
    };
  }),
  scenario('fanout: the key is ignored, two bindings of one queue give one copy', async (visitor) => {
    const channel = await visitor.channel();
    const exchange = await visitor.exchange(channel, 'fanout', 'fanout');
    const queue = await visitor.queue(channel, 'queue');
    await channel.bindQueue(queue, exchange, 'a');
    await channel.bindQueue(queue, exchange, 'b');
    await send(channel, exchange, 'c', 'one', 'two');
    return visitor.drained(channel, queue);
  }),
  scenario('topic: words, stars, hashes and empty words', (visitor) =>
    topicTable(
      visitor,
      [
        '#',
        '*',
        '',
        'a.*',
        'a.#',
        '#.b',
        '*.b',
        'a.*.c',
        'a.#.c',
        '*.*',
        '#.#',
        'a..b',
        '.',
        '*.#',
        '#.*',
        'a.b',
        'a*',
        '*.*.*',
      ],
      ['', 'a', 'b', 'a.b', 'a.c', 'a.b.c', 'a..b', '.', 'a.', '.b', 'a.b.b.c', 'ab', 'a.x.b.c', '..'],
    ),
  ),
  scenario('topic: several hashes in one pattern', (visitor) =>
    topicTable(
      visitor,
      ['#.a.#', '#.a.#.b', 'a.#.#', '#.*.#', '*.#.*', '#.a.*.#.b.#'],
      ['a', 'a.b', 'x.a', 'x.a.y', 'a.a', 'x', '', 'a.b.a.b', 'x.y.z', 'a.x.b'],
    ),
  ),
  scenario('topic: stars and hashes in a routing key are letters', (visitor) =>
    topicTable(visitor, ['a.*', 'a.#', 'a.b'], ['a.*', 'a.#', '*', '#', 'a.b.#']),
  ),
  scenario('topic: two patterns of one queue give one copy, unbinding one leaves the other', async (visitor) => {
    const channel = await visitor.channel();
    const exchange = await visitor.exchange(channel, 'topic', 'topic');
    const queue = await visitor.queue(channel, 'queue');
    await channel.bindQueue(queue, exchange, 'a.*');
    await channel.bindQueue(queue, exchange, '#.b');
    await send(channel, exchange, 'a.b', 'first');
    await channel.unbindQueue(queue, exchange, 'a.*');
    await send(channel, exchange, 'a.b', 'second');
    await send(channel, exchange, 'a.c', 'third');
    return contents(await visitor.drain(channel, queue));
  }),
  scenario('headers: all and any, other types, x- headers ignored', (visitor) =>
    headersTable(visitor, [
      {
        bound: { 'x-match': 'all', colour: 'red', size: 3 },
        sent: [
          { colour: 'red', size: 3 },
          { colour: 'red' },
          { colour: 'red', size: '3' },
          { colour: 'red', size: 3, extra: 1 },
          {},
        ],
      },
      {
        bound: { 'x-match': 'any', colour: 'red', size: 3 },
        sent: [{ colour: 'red' }, { size: 3 }, { colour: 'blue', size: 4 }, {}, { size: 3.5 }],
      },
      { bound: { colour: 'red' }, sent: [{ colour: 'red' }, {}, { colour: 'red', a: true }] },
      { bound: { 'x-match': 'all', 'x-tenant': 'a', colour: 'red' }, sent: [{ colour: 'red' }, { 'x-tenant': 'a' }] },
      {
        bound: { 'x-match': 'any', flag: true },
        sent: [{ flag: true }, { flag: false }, { flag: 'true' }, { flag: 1 }],
      },
    ]),
  ),
  scenario('headers: all-with-x and any-with-x look at x- headers', (visitor) =>
    headersTable(visitor, [
      { bound: { 'x-match': 'all-with-x', 'x-tenant': 'a' }, sent: [{ 'x-tenant': 'a' }, { 'x-tenant': 'b' }, {}] },
      { bound: { 'x-match': 'any-with-x', 'x-tenant': 'a', b: 1 }, sent: [{ 'x-tenant': 'a' }, { b: 1 }, {}] },
    ]),
  ),
  scenario('headers: a binding without headers, and one whose value is null', (visitor) =>
    headersTable(visitor, [
      { bound: {}, sent: [{}, { a: 1 }] },
      { bound: { 'x-match': 'any' }, sent: [{}, { a: 1 }] },
      { bound: { 'x-match': 'all', a: null }, sent: [{ a: 1 }, { a: null }, { a: 'x' }, {}] },
      { bound: { 'x-match': 'any', a: null, b: 1 }, sent: [{ a: 'x' }, { b: 2 }, { b: 1 }] },
    ]),
  ),
  scenario('headers: an unknown x-match, and one that is no text', async (visitor) => {
    const channel = await visitor.channel();
    const exchange = await visitor.exchange(channel, 'headers', 'headers');
    const queue = await visitor.queue(channel, 'queue');
    return {
      unknown: await visitor.refused((each) => each.bindQueue(queue, exchange, '', { 'x-match': 'some', a: 1 })),
      number: await visitor.refused((each) => each.bindQueue(queue, exchange, '', { 'x-match': 1, a: 1 })),
    };
  }),
  scenario('exchange to exchange: a chain keeps the first exchange’s name', async (visitor) => {
    const channel = await visitor.channel();
    const source = await visitor.exchange(channel, 'source', 'topic');
    const middle = await visitor.exchange(channel, 'middle', 'direct');
    const last = await visitor.exchange(channel, 'last', 'fanout');
    const queue = await visitor.queue(channel, 'queue');
    await channel.bindExchange(middle, source, 'orders.#');
    await channel.bindExchange(last, middle, 'orders.new');
    await channel.bindQueue(queue, last, '');
    await send(channel, source, 'orders.new', 'reaches');
    await send(channel, source, 'orders.old', 'does not');
    const before = await visitor.drained(channel, queue);
    await channel.unbindExchange(middle, source, 'orders.#');
    await send(channel, source, 'orders.new', 'too late');
    return { before, after: await visitor.drained(channel, queue) };
  }),
  scenario('exchange to exchange: a cycle delivers once', async (visitor) => {
    const channel = await visitor.channel();
    const one = await visitor.exchange(channel, 'one', 'fanout');
    const two = await visitor.exchange(channel, 'two', 'fanout');
    const queue = await visitor.queue(channel, 'queue');
    await channel.bindExchange(two, one, '');
    await channel.bindExchange(one, two, '');
    await channel.bindExchange(one, one, '');
    await channel.bindQueue(queue, one, '');
    await channel.bindQueue(queue, two, '');
    await send(channel, one, 'k', 'a', 'b');
    return visitor.drained(channel, queue);
  }),
  scenario('alternate exchange: takes what is not routed, is no return, and may be missing', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const alternate = await visitor.exchange(channel, 'alternate', 'fanout');
    const exchange = await visitor.exchange(channel, 'main', 'direct', { alternateExchange: alternate });
    const lonely = await visitor.exchange(channel, 'lonely', 'direct', { alternateExchange: visitor.name('missing') });
    const routed = await visitor.queue(channel, 'routed');
    const unrouted = await visitor.queue(channel, 'unrouted');
    await channel.bindQueue(routed, exchange, 'known');
    await channel.bindQueue(unrouted, alternate, '');
    const returns: Json[] = [];
    channel.on('return', (message) => returns.push(plain(message.fields)));
    for (const key of ['known', 'unknown']) channel.publish(exchange, key, Buffer.from(key), { mandatory: true });
    channel.publish(lonely, 'nowhere', Buffer.from('lonely'), { mandatory: true });
    await channel.waitForConfirms();
    return {
      routed: await visitor.drained(channel, routed),
      unrouted: await visitor.drained(channel, unrouted),
      returns,
    };
  }),
  scenario('alternate exchange: a chain and a cycle of alternates', async (visitor) => {
    const channel = await visitor.channel();
    const [one, two, three] = ['one', 'two', 'three'].map((local) => visitor.name(local)) as [string, string, string];
    await channel.assertExchange(one, 'direct', { alternateExchange: two });
    await channel.assertExchange(two, 'direct', { alternateExchange: three });
    await channel.assertExchange(three, 'direct', { alternateExchange: one });
    const queue = await visitor.queue(channel, 'queue');
    await channel.bindQueue(queue, three, 'k');
    await send(channel, one, 'k', 'through');
    await send(channel, one, 'nowhere', 'round');
    return visitor.drained(channel, queue);
  }),
  scenario('CC and BCC: copies, once per queue, BCC is not told', async (visitor) => {
    const channel = await visitor.channel();
    const exchange = await visitor.exchange(channel, 'direct', 'direct');
    const queues = await Promise.all(['a', 'b', 'c'].map((local) => visitor.queue(channel, local)));
    for (const [index, key] of ['a', 'b', 'c'].entries()) await channel.bindQueue(queues[index] ?? '', exchange, key);
    channel.publish(exchange, 'a', Buffer.from('copies'), { CC: ['b', 'a'], BCC: ['c'] });
    channel.publish(exchange, 'nobody', Buffer.from('only copies'), { BCC: ['c'], headers: { kept: 1 } });
    const taken: Json[] = [];
    for (const queue of queues) taken.push(await visitor.drained(channel, queue));
    return taken;
  }),
  scenario('CC: a header that is no list closes the channel', (visitor) =>
    visitor.refused((channel) => channel.publish('amq.direct', 'k', Buffer.from('x'), { headers: { CC: 'text' } })),
  ),
  scenario('mandatory: the return comes before the confirm, with code, text and message', async (visitor) => {
    const channel = await visitor.confirmChannel();
    const exchange = await visitor.exchange(channel, 'direct', 'direct');
    const events: Json[] = [];
    channel.on('return', (message) => events.push({ fields: plain(message.fields), message: plainMessage(message) }));
    channel.on('ack', () => events.push('confirmed'));
    channel.publish(exchange, 'nowhere', Buffer.from('lost'), { mandatory: true, headers: { a: 1 }, messageId: 'm1' });
    await channel.waitForConfirms();
    return events;
  }),
  scenario('mandatory: without confirms; not mandatory is silent', async (visitor) => {
    const channel = await visitor.channel();
    const returned = once(channel, 'return');
    channel.publish('', visitor.name('no-queue'), Buffer.from('silent'));
    channel.publish('', visitor.name('no-queue'), Buffer.from('told'), { mandatory: true });
    const [message] = await returned;
    return { fields: plain(message.fields), content: String(message.content) };
  }),
  scenario('publishing to an exchange that is missing closes the channel', (visitor) =>
    visitor.refused((channel) => channel.publish(visitor.name('missing'), 'k', Buffer.from('x'))),
  ),
  scenario('publishing to an internal exchange is refused, a binding reaches it', async (visitor) => {
    const channel = await visitor.channel();
    const inner = await visitor.exchange(channel, 'inner', 'fanout', { internal: true });
    const outer = await visitor.exchange(channel, 'outer', 'fanout');
    const queue = await visitor.queue(channel, 'queue');
    await channel.bindExchange(inner, outer, '');
    await channel.bindQueue(queue, inner, '');
    const refusal = await visitor.refused((each) => each.publish(inner, 'k', Buffer.from('x')));
    await send(channel, outer, 'k', 'through');
    return { refusal, through: await visitor.drained(channel, queue) };
  }),
  scenario(
    'default exchange: every queue by its name; declare, delete, bind and unbind are refused',
    async (visitor) => {
      const channel = await visitor.channel();
      const queue = await visitor.queue(channel, 'queue');
      const other = await visitor.exchange(channel, 'other', 'fanout');
      await send(channel, '', queue, 'by name');
      return {
        declare: await visitor.refused((each) => each.assertExchange('', 'direct')),
        passive: await visitor.refused((each) => each.checkExchange('')),
        delete: await visitor.refused((each) => each.deleteExchange('')),
        bind: await visitor.refused((each) => each.bindQueue(queue, '', 'k')),
        unbind: await visitor.refused((each) => each.unbindQueue(queue, '', queue)),
        bindExchange: await visitor.refused((each) => each.bindExchange(other, '', 'k')),
        bindExchangeTo: await visitor.refused((each) => each.bindExchange('', other, 'k')),
        taken: await visitor.drained(channel, queue),
      };
    },
  ),
  scenario('reserved names: declaring and deleting amq.*', async (visitor) => ({
    declare: await visitor.refused((channel) => channel.assertExchange('amq.mine', 'direct')),
    declareQueue: await visitor.refused((channel) => channel.assertQueue('amq.mine')),
    passive: await visitor.refused((channel) => channel.checkExchange('amq.mine')),
    passiveQueue: await visitor.refused((channel) => channel.checkQueue('amq.mine')),
    delete: await visitor.refused((channel) => channel.deleteExchange('amq.direct')),
    deleteMissing: await visitor.refused((channel) => channel.deleteExchange('amq.mine')),
    otherType: await visitor.refused((channel) => channel.assertExchange('amq.direct', 'fanout')),
    transient: await visitor.refused((channel) => channel.assertExchange('amq.direct', 'direct', { durable: false })),
  })),
  scenario('predeclared exchanges are there and route as their kind says', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    for (const name of ['amq.direct', 'amq.fanout', 'amq.topic', 'amq.headers', 'amq.match'])
      await channel.checkExchange(name);
    await channel.assertExchange('amq.topic', 'topic', { durable: true });
    await channel.bindQueue(queue, 'amq.topic', `${queue}.*`);
    await channel.bindQueue(queue, 'amq.match', '', { scenario: queue });
    await send(channel, 'amq.topic', `${queue}.x`, 'topic');
    channel.publish('amq.match', '', Buffer.from('match'), { headers: { scenario: queue } });
    return visitor.drained(channel, queue);
  }),
  scenario('exchange declared again: equal is fine, every difference has its text', async (visitor) => {
    const channel = await visitor.channel();
    const name = await visitor.exchange(channel, 'exchange', 'topic', { alternateExchange: 'amq.fanout' });
    await channel.assertExchange(name, 'topic', { alternateExchange: 'amq.fanout' });
    const again = (type: string, options: object) =>
      visitor.refused((each) => each.assertExchange(name, type, { alternateExchange: 'amq.fanout', ...options }));
    return {
      type: await again('direct', {}),
      durable: await again('topic', { durable: false }),
      autoDelete: await again('topic', { autoDelete: true }),
      internal: await again('topic', { internal: true }),
      alternate: await again('topic', { alternateExchange: 'amq.direct' }),
      noAlternate: await visitor.refused((each) => each.assertExchange(name, 'topic')),
      otherArgument: await visitor.refused((each) =>
        each.assertExchange(name, 'topic', { alternateExchange: 'amq.fanout', arguments: { 'x-mine': 1 } }),
      ),
    };
  }),
  scenario('exchange: an unknown type closes the connection', (visitor) =>
    visitor.connectionRefusal((channel) => channel.assertExchange(visitor.name('strange'), 'strange')),
  ),
  scenario('exchange: passive declare and delete of what is missing, bindings from and to it', async (visitor) => {
    const channel = await visitor.channel();
    const queue = await visitor.queue(channel, 'queue');
    const exchange = await visitor.exchange(channel, 'exchange', 'direct');
    const missing = visitor.name('missing');
    await channel.deleteExchange(missing);
    await channel.unbindQueue(queue, exchange, 'never bound');
    return {
      passive: await visitor.refused((each) => each.checkExchange(missing)),
      bindFrom: await visitor.refused((each) => each.bindQueue(queue, missing, 'k')),
      bindTo: await visitor.refused((each) => each.bindQueue(missing, exchange, 'k')),
      bindExchangeTo: await visitor.refused((each) => each.bindExchange(missing, exchange, 'k')),
      bindExchangeFrom: await visitor.refused((each) => each.bindExchange(exchange, missing, 'k')),
      bindNeither: await visitor.refused((each) => each.bindQueue(missing, `${missing}-2`, 'k')),
      unbindFrom: await visitor.refused((each) => each.unbindQueue(queue, missing, 'k')),
    };
  }),
  scenario('exchange: delete only if unused, then its bindings are gone', async (visitor) => {
    const channel = await visitor.channel();
    const exchange = await visitor.exchange(channel, 'exchange', 'fanout');
    const queue = await visitor.queue(channel, 'queue');
    await channel.bindQueue(queue, exchange, '');
    const inUse = await visitor.refused((each) => each.deleteExchange(exchange, { ifUnused: true }));
    await channel.deleteExchange(exchange);
    await visitor.exchange(channel, 'exchange', 'fanout');
    await send(channel, exchange, '', 'unbound');
    return { inUse, taken: await visitor.drained(channel, queue) };
  }),
  scenario('exchange: auto-delete goes with its last binding, and not before its first', async (visitor) => {
    const channel = await visitor.channel();
    const exchange = await visitor.exchange(channel, 'exchange', 'fanout', { autoDelete: true });
    const [one, two] = [await visitor.queue(channel, 'one'), await visitor.queue(channel, 'two')];
    await channel.bindQueue(one, exchange, '');
    await channel.bindQueue(two, exchange, '');
    await channel.unbindQueue(one, exchange, '');
    await channel.checkExchange(exchange);
    await channel.deleteQueue(two);
    return visitor.refused((each) => each.checkExchange(exchange));
  }),
  scenario('exchange to exchange: deleting the destination of an auto-delete source', async (visitor) => {
    const channel = await visitor.channel();
    const source = await visitor.exchange(channel, 'source', 'fanout', { autoDelete: true });
    const destination = await visitor.exchange(channel, 'destination', 'fanout');
    await channel.bindExchange(destination, source, '');
    await channel.deleteExchange(destination);
    return visitor.refused((each) => each.checkExchange(source));
  }),
  scenario('names: 255 bytes of queue and key, and letters beyond ASCII', async (visitor) => {
    const channel = await visitor.channel();
    const queue = (await channel.assertQueue(visitor.name('x').padEnd(255, 'x'))).queue;
    const other = await visitor.queue(channel, 'Grüße – 注文');
    await channel.bindQueue(other, 'amq.topic', 'ключ.*');
    await send(channel, '', queue, 'long');
    await send(channel, 'amq.topic', 'ключ.ü', 'letters');
    return { long: await visitor.drained(channel, queue), letters: await visitor.drained(channel, other) };
  }),
];
