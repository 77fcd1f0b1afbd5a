/**
 * What a scenario may do with a broker, over unmodified amqplib: connect, open channels, and turn refusals into data.
 * Everything that it opened is closed when the scenario ends.
 * @module
 */
import { type EventEmitter, once } from 'node:events';
import { type Channel, type ChannelModel, type ConfirmChannel, connect, type Message, type Options } from 'amqplib';
import type { AmqpBroker } from '#cli/bench/broker/amqp-broker.ts';
import { within } from '#platform/within.ts';
import { type Json, plain, plainMessage } from './plain-message.ts';

const LIMIT_MS = 15_000;

/** amqplib's own request and reply, for methods that it has no function for (tx). */
interface Rpc {
  rpc(method: number, fields: object, reply: number): Promise<object>;
  sendImmediately(method: number, fields: object): void;
}

export class Visitor {
  readonly broker: AmqpBroker;
  readonly #scenario: string;
  readonly #connections: ChannelModel[] = [];
  #connection: Promise<ChannelModel> | undefined;

  constructor(broker: AmqpBroker, scenario: string) {
    this.broker = broker;
    this.#scenario = scenario
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 60);
  }

  /** A name that is this scenario's alone, and the same on every broker. */
  name(local: string): string {
    return `${this.#scenario}.${local}`;
  }

  /** A connection of its own; `channel()` uses a common one. */
  async connect(options: Options.Connect = {}): Promise<ChannelModel> {
    const address = { protocol: 'amqp', hostname: '127.0.0.1', port: this.broker.port, heartbeat: 0 };
    const connection = await within(
      LIMIT_MS,
      'a connection',
      connect({ ...address, ...options }, { noDelay: true } as Parameters<typeof connect>[1]),
    );
    // Whoever expects an error listens too; without a listener Node would end the program.
    connection.on('error', () => undefined);
    (connection.connection as unknown as EventEmitter).setMaxListeners(0);
    this.#connections.push(connection);
    return connection;
  }

  async channel(connection?: ChannelModel): Promise<Channel> {
    return quiet(await (connection ?? (await this.#common())).createChannel());
  }

  async confirmChannel(connection?: ChannelModel): Promise<ConfirmChannel> {
    return quiet(await (connection ?? (await this.#common())).createConfirmChannel());
  }

  /** A queue that belongs to this scenario; durable and empty unless the options say otherwise. */
  async queue(channel: Channel, local: string, options?: Options.AssertQueue): Promise<string> {
    return (await channel.assertQueue(this.name(local), options)).queue;
  }

  async exchange(channel: Channel, local: string, type: string, options?: Options.AssertExchange): Promise<string> {
    return (await channel.assertExchange(this.name(local), type, options)).exchange;
  }

  /** Publishes and resolves when the broker has acknowledged each of them. */
  async publishAll(channel: ConfirmChannel, queue: string, texts: readonly string[], options?: Options.Publish) {
    for (const text of texts) channel.sendToQueue(queue, Buffer.from(text), options);
    await within(LIMIT_MS, `the confirms of ${texts.length} messages`, channel.waitForConfirms());
  }

  /** Takes what is ready with `basic.get`, acknowledged at once, until the queue is empty. */
  async drain(channel: Channel, queue: string): Promise<Message[]> {
    const taken: Message[] = [];
    for (;;) {
      const message = await channel.get(queue, { noAck: true });
      if (message === false) return taken;
      taken.push(message);
    }
  }

  /** `drain` as plain data. */
  async drained(channel: Channel, queue: string): Promise<Json> {
    return (await this.drain(channel, queue)).map((message) => plainMessage(message));
  }

  /** Ready messages and consumers of a queue. */
  async counts(channel: Channel, queue: string): Promise<Json> {
    const { messageCount, consumerCount } = await channel.checkQueue(queue);
    return { messageCount, consumerCount };
  }

  /** Resolves when everything that the broker sent to this channel before is here: three questions and answers later. */
  async settled(channel: Channel): Promise<void> {
    for (let round = 0; round < 3; round += 1) await channel.checkExchange('amq.direct');
  }

  /** What closes the channel during `act`; `'not refused'` when the broker still answers on it afterwards. */
  async refusal(channel: Channel, act: (channel: Channel) => unknown): Promise<Json> {
    return this.#outcome(channel, channel, act);
  }

  /** `refusal` on a channel of its own. */
  async refused(act: (channel: Channel) => unknown): Promise<Json> {
    return this.refusal(await this.channel(), act);
  }

  /** What closes a connection of its own during `act`. */
  async connectionRefusal(act: (channel: Channel) => unknown): Promise<Json> {
    const connection = await this.connect();
    return this.#outcome(connection, await this.channel(connection), act);
  }

  /** A method that amqplib knows and has no function for, by its class and method numbers. */
  ask(channel: Channel, classId: number, methodId: number, replyId: number, fields: object = {}): Promise<object> {
    const { rpc } = channel as unknown as Rpc;
    return rpc.call(channel, (classId << 16) | methodId, fields, (classId << 16) | replyId);
  }

  /** Repeats a question until the answer pleases; for what AMQP has no event for. */
  async eventually(what: string, isTrue: () => Promise<boolean>): Promise<void> {
    const asking = async () => {
      while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await within(LIMIT_MS, what, asking());
  }

  async leave(): Promise<void> {
    for (const connection of this.#connections) await attempt(() => connection.close());
  }

  async #outcome(closing: EventEmitter, channel: Channel, act: (channel: Channel) => unknown): Promise<Json> {
    const closed = Promise.race([
      once(closing, 'error'),
      once(channel.connection as unknown as EventEmitter, 'error'),
    ]).then(([error]) => plainError(error));
    const survived = async (): Promise<Json> => {
      await attempt(() => act(channel));
      const isOpen = await exists(() => this.settled(channel));
      return isOpen ? 'not refused' : closed;
    };
    return within(LIMIT_MS, 'the broker to refuse', Promise.race([closed, survived()]));
  }

  #common(): Promise<ChannelModel> {
    this.#connection ??= this.connect().then((connection) => {
      // An error that closes the connection leaves the rest of the scenario without one.
      connection.once('close', () => {
        this.#connection = undefined;
      });
      return connection;
    });
    return this.#connection;
  }
}

export const exists = async (act: () => Promise<unknown>): Promise<boolean> =>
  act().then(
    () => true,
    () => false,
  );

async function attempt(act: () => unknown): Promise<void> {
  try {
    await act();
  } catch {
    // The event tells more than the rejection of the call that happened to wait.
  }
}

function quiet<AnyChannel extends Channel>(channel: AnyChannel): AnyChannel {
  return channel.on('error', () => undefined);
}

/** The text as amqplib builds it from reply code and reply text, and the method that the broker blames. */
export function plainError(error: unknown): Json {
  const { message, code, classId, methodId } = error as Record<string, unknown>;
  return plain({ message, code, classId, methodId });
}
