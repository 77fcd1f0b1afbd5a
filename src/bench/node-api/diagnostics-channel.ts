/**
 * `node:diagnostics_channel`: named channels that libraries publish to, one set a process. Runs in a simulated process.
 * @module
 */
import { singleton } from './process-context.ts';

type Name = string | symbol;
type Subscriber = (message: unknown, name: Name) => void;

export class Channel {
  readonly name: Name;
  /** Replaced, never changed: who leaves while a message is told still hears it. */
  #subscribers: readonly Subscriber[] = [];

  constructor(name: Name) {
    this.name = name;
  }

  get hasSubscribers(): boolean {
    return this.#subscribers.length > 0;
  }

  subscribe(subscriber: Subscriber): void {
    this.#subscribers = [...this.#subscribers, subscriber];
  }

  unsubscribe(subscriber: Subscriber): boolean {
    const index = this.#subscribers.indexOf(subscriber);
    if (index >= 0) this.#subscribers = this.#subscribers.toSpliced(index, 1);
    return index >= 0;
  }

  publish(message: unknown): void {
    for (const subscriber of this.#subscribers) subscriber(message, this.name);
  }

  /** Stores bound to a channel follow the synchronous part of a call only; the engine binds none. */
  runStores<T>(message: unknown, callback: (...values: never[]) => T, receiver?: unknown, ...values: unknown[]): T {
    this.publish(message);
    return Reflect.apply(callback, receiver, values) as T;
  }
}

const channel = (name: Name): Channel => {
  const channels = singleton('diagnostics-channels', () => new Map<Name, Channel>());
  const known = channels.get(name) ?? new Channel(name);
  channels.set(name, known);
  return known;
};

const PHASES = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const;
type Phase = (typeof PHASES)[number];
type Traced = Record<string, unknown>;

class TracingChannel {
  readonly start: Channel;
  readonly end: Channel;
  readonly asyncStart: Channel;
  readonly asyncEnd: Channel;
  readonly error: Channel;

  constructor(channelOf: (phase: Phase) => Channel) {
    this.start = channelOf('start');
    this.end = channelOf('end');
    this.asyncStart = channelOf('asyncStart');
    this.asyncEnd = channelOf('asyncEnd');
    this.error = channelOf('error');
  }

  get hasSubscribers(): boolean {
    return PHASES.some((phase) => this[phase].hasSubscribers);
  }

  subscribe(subscribers: Partial<Record<Phase, Subscriber>>): void {
    for (const phase of PHASES) {
      const subscriber = subscribers[phase];
      if (subscriber) this[phase].subscribe(subscriber);
    }
  }

  unsubscribe(subscribers: Partial<Record<Phase, Subscriber>>): boolean {
    return PHASES.every((phase) => !subscribers[phase] || this[phase].unsubscribe(subscribers[phase]));
  }

  traceSync<T>(callback: (...values: never[]) => T, context: Traced = {}, receiver?: unknown, ...values: unknown[]): T {
    this.start.publish(context);
    try {
      const result = Reflect.apply(callback, receiver, values) as T;
      context['result'] = result;
      return result;
    } catch (error) {
      this.#failed(context, error);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }

  tracePromise<T>(
    callback: (...values: never[]) => Promise<T>,
    context: Traced = {},
    receiver?: unknown,
    ...values: unknown[]
  ): Promise<T> {
    const settled = (): void => {
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    this.start.publish(context);
    try {
      return Promise.resolve(Reflect.apply(callback, receiver, values) as Promise<T>).then(
        (result) => {
          context['result'] = result;
          settled();
          return result;
        },
        (error: unknown) => {
          this.#failed(context, error);
          settled();
          throw error;
        },
      );
    } finally {
      this.end.publish(context);
    }
  }

  #failed(context: Traced, error: unknown): void {
    context['error'] = error;
    this.error.publish(context);
  }
}

export const diagnosticsChannelModule = {
  Channel,
  channel,
  hasSubscribers: (name: Name) => channel(name).hasSubscribers,
  subscribe: (name: Name, subscriber: Subscriber) => channel(name).subscribe(subscriber),
  unsubscribe: (name: Name, subscriber: Subscriber) => channel(name).unsubscribe(subscriber),
  tracingChannel: (given: string | Record<Phase, Channel>) =>
    new TracingChannel((phase) => (typeof given === 'string' ? channel(`tracing:${given}:${phase}`) : given[phase])),
};
