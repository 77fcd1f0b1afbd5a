/**
 * Connections and channels: opening, refusing, limits, what an error closes and what it leaves.
 * @module
 */
import { once } from 'node:events';
import { connect as openSocket } from 'node:net';
import { type ChannelModel, credentials } from 'amqplib';
import { within } from '#platform/within.ts';
import { Inbox } from '../inbox.ts';
import { contents, type Json, plain } from '../plain-message.ts';
import { scenario, type Scenario } from '../scenario.ts';
import { plainError, type Visitor } from '../visitor.ts';

const LIMIT_MS = 20_000;

/** How amqplib holds what was negotiated. */
interface Negotiated {
  readonly channelMax: number;
  readonly frameMax: number;
  readonly heartbeat: number;
  readonly serverProperties: Readonly<Record<string, unknown>>;
  readonly stream: { write(bytes: Buffer): void };
}

const inside = (connection: ChannelModel): Negotiated => connection.connection as unknown as Negotiated;

const negotiated = async (visitor: Visitor, options: object): Promise<Json> => {
  const { channelMax, frameMax, heartbeat } = inside(await visitor.connect(options));
  return { channelMax, frameMax, heartbeat };
};

const refusedConnection = async (visitor: Visitor, options: object): Promise<Json> =>
  visitor.connect(options).then(
    () => 'connected',
    (error: unknown) => reasonOf(error),
  );

/** The broker's reason; a connection that just ends has none, and how the socket learns of that is chance. */
const reasonOf = (error: unknown): Json =>
  (error as { code?: unknown }).code === 'ECONNRESET' || /closed abruptly|Unexpected close/.test(String(error))
    ? 'ended without a reason'
    : plainError(error);

/** Everything that the broker says to raw bytes until it ends the connection, or until `isEnough`. */
async function answerTo(visitor: Visitor, bytes: Buffer, isEnough: (answer: Buffer) => boolean): Promise<Buffer> {
  const socket = openSocket(visitor.broker.port, '127.0.0.1');
  let answer: Buffer = Buffer.alloc(0);
  const ended = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (isEnough(answer)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
  });
  socket.write(bytes);
  await within(LIMIT_MS, 'the broker to end a connection', ended);
  return answer;
}

const answerToHeader = async (visitor: Visitor, bytes: string): Promise<Json> =>
  (await answerTo(visitor, Buffer.from(bytes, 'latin1'), () => false)).toString('hex');

const shortText = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
const method = (classId: number, methodId: number, ...fields: Buffer[]) =>
  frame(1, 0, Buffer.concat([Buffer.from([0, classId, 0, methodId]), ...fields]));

/** The reason for which `connection.open` is refused; amqplib keeps the text to itself. */
async function openRefusal(visitor: Visitor, vhost: string): Promise<Json> {
  const bytes = Buffer.concat([
    Buffer.from('AMQP\x00\x00\x09\x01', 'latin1'),
    method(
      10,
      11,
      Buffer.alloc(4),
      shortText('PLAIN'),
      Buffer.from([0, 0, 0, 12]),
      Buffer.from('\0guest\0guest'),
      shortText('en_US'),
    ),
    method(10, 31, Buffer.from([0, 10]), Buffer.from([0, 2, 0, 0]), Buffer.from([0, 0])),
    method(10, 40, shortText(vhost), shortText(''), Buffer.from([0])),
  ]);
  const close = Buffer.from([0, 10, 0, 50]);
  const textOf = (answer: Buffer) => {
    const at = answer.indexOf(close);
    if (at === -1 || answer.length < at + 7 || answer.length < at + 7 + (answer[at + 6] ?? 0)) return undefined;
    return { code: answer.readUInt16BE(at + 4), text: answer.toString('utf8', at + 7, at + 7 + (answer[at + 6] ?? 0)) };
  };
  return textOf(await answerTo(visitor, bytes, (answer) => textOf(answer) !== undefined)) ?? 'ended without a reason';
}

/** Bytes of a client that breaks the rules on a connection that is open; the reason that the broker gives. */
async function breaking(visitor: Visitor, act: (connection: Negotiated) => void): Promise<Json> {
  const connection = await visitor.connect();
  await visitor.channel(connection);
  const closed = once(connection, 'error');
  act(inside(connection));
  const [error] = await within(LIMIT_MS, 'the connection to be closed', closed);
  return reasonOf(error);
}

const frame = (type: number, channel: number, payload: Buffer, end = 0xce): Buffer => {
  const head = Buffer.alloc(7);
  head.writeUInt8(type, 0);
  head.writeUInt16BE(channel, 1);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.from([end])]);
};

export const connectionScenarios: readonly Scenario[] = [
  scenario('handshake: capabilities and the names of the server’s properties', async (visitor) => {
    const { serverProperties } = inside(await visitor.connect());
    return { capabilities: plain(serverProperties['capabilities']) };
  }),
  scenario('handshake: wrong password, unknown user, unknown virtual host', async (visitor) => ({
    password: await refusedConnection(visitor, { username: 'guest', password: 'wrong' }),
    user: await refusedConnection(visitor, { username: 'nobody', password: 'guest' }),
    vhost: await refusedConnection(visitor, { vhost: 'elsewhere' }),
    vhostText: await openRefusal(visitor, 'elsewhere'),
    emptyVhost: await refusedConnection(visitor, { vhost: '' }),
    guest: await refusedConnection(visitor, { username: 'guest', password: 'guest', vhost: '/' }),
  })),
  scenario('handshake: PLAIN and AMQPLAIN', async (visitor) => {
    const open = (mechanism: object) =>
      visitor.connect({ credentials: mechanism } as object).then(() => 'connected', String);
    const url = { protocol: 'amqp', hostname: '127.0.0.1', port: visitor.broker.port };
    const { connect } = await import('amqplib');
    const each = async (mechanism: object): Promise<Json> =>
      connect(url, { credentials: mechanism } as object).then(
        async (connection) => {
          await connection.close();
          return 'connected';
        },
        (error: unknown) => plainError(error),
      );
    return {
      ignored: await open({}),
      plain: await each(credentials.plain('guest', 'guest')),
      amqplain: await each(credentials.amqplain('guest', 'guest')),
      amqplainWrong: await each(credentials.amqplain('guest', 'wrong')),
    };
  }),
  scenario('negotiation: what the server offers, and less', async (visitor) => ({
    offered: await negotiated(visitor, { frameMax: 0, channelMax: 0, heartbeat: undefined }),
    less: await negotiated(visitor, { frameMax: 8192, channelMax: 10, heartbeat: 7 }),
    more: await negotiated(visitor, { frameMax: 1_000_000, channelMax: 5_000, heartbeat: 900 }),
  })),
  scenario('negotiation: a frame size below the least allowed', (visitor) =>
    refusedConnection(visitor, { frameMax: 1024 }),
  ),
  scenario('protocol header: another protocol gets AMQP 0-9-1 and the end', async (visitor) => ({
    http: await answerToHeader(visitor, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
    amqp1: await answerToHeader(visitor, 'AMQP\x00\x01\x00\x00'),
    amqp10: await answerToHeader(visitor, 'AMQP\x00\x00\x0a\x00'),
  })),
  scenario('a channel error leaves the other channels alive', async (visitor) => {
    const connection = await visitor.connect();
    const [one, two] = [await visitor.confirmChannel(connection), await visitor.channel(connection)];
    const queue = await visitor.queue(one, 'queue');
    const inbox = await Inbox.open(one, queue, { noAck: true });
    const refusal = await visitor.refusal(two, (channel) => channel.checkQueue(visitor.name('missing')));
    await visitor.publishAll(one, queue, ['alive']);
    const third = await visitor.channel(connection);
    return { refusal, alive: contents(await inbox.first(1)), third: await visitor.counts(third, queue) };
  }),
  scenario('a channel error ends its consumers and gives back its messages', async (visitor) => {
    const watcher = await visitor.confirmChannel();
    const queue = await visitor.queue(watcher, 'queue');
    await visitor.publishAll(watcher, queue, ['a', 'b']);
    const channel = await visitor.channel();
    const inbox = await Inbox.open(channel, queue);
    await inbox.first(2);
    await visitor.refusal(channel, (each) => each.checkExchange(visitor.name('missing')));
    await visitor.eventually(
      'the messages to be back',
      async () => (await watcher.checkQueue(queue)).messageCount === 2,
    );
    return { counts: await visitor.counts(watcher, queue), back: await visitor.drained(watcher, queue) };
  }),
  scenario('a connection error ends all of its channels', async (visitor) => {
    const connection = await visitor.connect();
    const [one, two] = [await visitor.channel(connection), await visitor.channel(connection)];
    const queue = await visitor.queue(one, 'queue', { exclusive: true });
    const closed = once(connection, 'error');
    const ends = Promise.all([once(one, 'close'), once(two, 'close')]);
    await one.assertExchange(visitor.name('strange'), 'strange').catch(() => undefined);
    const [error] = await within(LIMIT_MS, 'the connection to be closed', closed);
    await within(LIMIT_MS, 'the channels to be closed', ends);
    const watcher = await visitor.channel();
    return { error: plainError(error), gone: await visitor.refusal(watcher, (channel) => channel.checkQueue(queue)) };
  }),
  scenario('a method on a channel that was never opened', (visitor) =>
    breaking(visitor, ({ stream }) =>
      // queue.purge
      stream.write(frame(1, 9, Buffer.from([0, 50, 0, 30, 0, 0, 1, 120, 0]))),
    ),
  ),
  scenario('opening a channel that is open', (visitor) =>
    // channel.open
    breaking(visitor, ({ stream }) => stream.write(frame(1, 1, Buffer.from([0, 20, 0, 10, 0])))),
  ),
  scenario('frames: too large, with a wrong end, of an unknown type', async (visitor) => ({
    large: await breaking(visitor, ({ stream }) =>
      stream.write(frame(3, 1, Buffer.alloc(140_000)).subarray(0, 100_000)),
    ),
    end: await breaking(visitor, ({ stream }) => stream.write(frame(8, 0, Buffer.alloc(0), 0x00))),
    type: await breaking(visitor, ({ stream }) => stream.write(frame(7, 1, Buffer.alloc(4)))),
  })),
  scenario('frames: a body without a publish, a method in the place of a body', async (visitor) => ({
    body: await breaking(visitor, ({ stream }) => stream.write(frame(3, 1, Buffer.from('x')))),
    header: await breaking(visitor, ({ stream }) =>
      stream.write(frame(2, 1, Buffer.from('003c000000000000000000010000', 'hex'))),
    ),
    method: await breaking(visitor, ({ stream }) => {
      // basic.publish of nothing to the default exchange, twice
      const publish = frame(1, 1, Buffer.from([0, 60, 0, 40, 0, 0, 0, 1, 120, 0]));
      stream.write(Buffer.concat([publish, publish]));
    }),
  })),
  // RabbitMQ loses its own process over these and says nothing; what is compared is that the connection ends.
  scenario('frames: an unknown method and an unknown class end the connection', async (visitor) => {
    const ends = async (bytes: number[]): Promise<Json> => {
      await breaking(visitor, ({ stream }) => stream.write(frame(1, 1, Buffer.from(bytes))));
      return 'ended';
    };
    return { method: await ends([0, 60, 0, 99]), class: await ends([0, 99, 0, 10]) };
  }),
  scenario('frames: a method that is cut off', (visitor) =>
    breaking(visitor, ({ stream }) => stream.write(frame(1, 1, Buffer.from([0, 50, 0, 10, 0])))),
  ),
  scenario('heartbeat: the server beats, and ends a client that does not', async (visitor) => {
    const lively = await visitor.connect({ heartbeat: 1 });
    const silent = await visitor.connect({ heartbeat: 1 });
    const { heartbeater } = inside(silent) as unknown as { heartbeater: { clear(): void } };
    heartbeater.clear();
    const end = new Promise((resolve) => silent.once('close', resolve));
    await within(LIMIT_MS, 'the silent client to be ended', end);
    const channel = await visitor.channel(lively);
    return { lively: plain(await channel.assertQueue(visitor.name('alive'))) };
  }),
  scenario('closing a channel and opening the next; numbers are used again', async (visitor) => {
    const connection = await visitor.connect({ channelMax: 2 });
    for (let round = 0; round < 5; round += 1) {
      const channel = await visitor.channel(connection);
      await channel.assertQueue(visitor.name('queue'));
      await channel.close();
    }
    const [one, two] = [await visitor.channel(connection), await visitor.channel(connection)];
    const third = await visitor.channel(connection).then(() => 'opened', String);
    return {
      one: await visitor.counts(one, visitor.name('queue')),
      two: await visitor.counts(two, visitor.name('queue')),
      third,
    };
  }),
  scenario('one channel more than was negotiated', async (visitor) => {
    const connection = await visitor.connect({ channelMax: 2 });
    await visitor.channel(connection);
    await visitor.channel(connection);
    const closed = once(connection, 'error');
    // channel.open
    inside(connection).stream.write(frame(1, 3, Buffer.from([0, 20, 0, 10, 0])));
    const [error] = await within(LIMIT_MS, 'the connection to be closed', closed);
    return plainError(error);
  }),
  scenario('one connection publishes while another consumes, in order', async (visitor) => {
    const publisher = await visitor.confirmChannel(await visitor.connect());
    const consumer = await visitor.channel(await visitor.connect());
    const queue = await visitor.queue(publisher, 'queue');
    const inbox = await Inbox.open(consumer, queue, {}, (message) => consumer.ack(message));
    for (let index = 0; index < 500; index += 1) publisher.sendToQueue(queue, Buffer.from(String(index)));
    const all = contents(await inbox.first(500));
    return all.every((text, index) => text === String(index));
  }),
];
