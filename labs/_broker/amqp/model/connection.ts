/**
 * One client's connection: its channels, its exclusive queues, and whether it is blocked for lack of memory. Pure.
 * @module
 */
import { Channel } from './channel.ts';
import type { ChannelHost, ChannelOwner } from './channel-host.ts';
import type { ChannelMethods, ConnectionMethods } from './channel-methods.ts';
import type { ChannelSink, ConnectionSink } from './channel-sink.ts';
import type { Publisher, MemoryAlarm } from './memory-alarm.ts';
import type { Message } from './message.ts';
import { entryBytes } from './queue-entry.ts';
import { refusal } from './refusal.ts';

export interface ConnectionOptions {
  readonly sink?: ConnectionSink;
  /** Who logged in; then a message's `userId` must be theirs. */
  readonly user?: string;
  /** Who has connected, for an inspector: an address. */
  readonly peer?: string | undefined;
  /** What was negotiated; the limit of the virtual host when absent. */
  readonly channelMax?: number;
}

export class Connection implements ConnectionMethods, ChannelOwner, Publisher {
  readonly user: string | undefined;
  readonly peer: string | undefined;
  readonly #host: ChannelHost;
  readonly #alarm: MemoryAlarm;
  readonly #sink: ConnectionSink | undefined;
  readonly #channelMax: number;
  readonly #channels = new Set<Channel>();
  #isBlocked = false;

  constructor(host: ChannelHost, alarm: MemoryAlarm, options: ConnectionOptions) {
    this.#host = host;
    this.#alarm = alarm;
    this.#sink = options.sink;
    this.user = options.user;
    this.peer = options.peer;
    this.#channelMax = options.channelMax ?? host.limits.channelMax;
  }

  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  openChannel(sink: ChannelSink): ChannelMethods {
    const count = this.#channels.size;
    if (count >= this.#channelMax)
      throw refusal.notAllowed(
        `number of channels opened (${count}) has reached the negotiated channel_max (${this.#channelMax})`,
      );
    const channel = new Channel(this.#host, this, sink);
    this.#channels.add(channel);
    return channel;
  }

  close(): void {
    this.#host.perform(() => {
      for (const channel of this.#channels) channel.close();
      for (const queue of this.#host.topology.queues.values())
        if (queue.owner === this) this.#host.topology.removeQueue(queue);
      this.#alarm.forget(this);
    });
  }

  /** @internal For its channels. */
  beforePublish(message: Message): void {
    this.#alarm.admit(this.#host.ledger.memoryBytes, entryBytes(message));
  }

  /** @internal For its channels. */
  afterPublish(): void {
    this.#alarm.afterPublish(this);
  }

  /** @internal For its channels. */
  forget(channel: object): void {
    this.#channels.delete(channel as Channel);
  }

  /** @internal For the alarm. */
  block(reason: string): void {
    this.#isBlocked = true;
    this.#sink?.blocked(reason);
  }

  /** @internal For the alarm. */
  unblock(): void {
    this.#isBlocked = false;
    this.#sink?.unblocked();
  }
}
