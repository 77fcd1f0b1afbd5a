/**
 * A client of the broker's model that keeps everything the broker sends it, as text and as data.
 * @module
 */
import type { ChannelMethods, Publish } from '../../../labs/_broker/amqp/model/channel-methods.ts';
import type { ChannelSink, Delivery } from '../../../labs/_broker/amqp/model/channel-sink.ts';
import type { Message, Properties } from '../../../labs/_broker/amqp/model/message.ts';
import type { VirtualHost } from '../../../labs/_broker/amqp/model/virtual-host.ts';

interface PublishOptions extends Omit<Publish, 'message'> {
  readonly exchange?: string;
  readonly properties?: Properties;
}

export const bodyOf = (message: Message): string => new TextDecoder().decode(message.body);

export class RecordingClient implements ChannelSink {
  readonly channel: ChannelMethods;
  readonly connection;
  readonly deliveries: Delivery[] = [];
  /** In the order of arrival: `deliver a`, `return b 312`, `ack 1`, `ack 3+`, `nack 2`, `cancel tag`, `blocked …`. */
  readonly log: string[] = [];
  isWritable = true;

  constructor(vhost: VirtualHost) {
    this.connection = vhost.openConnection({
      user: 'guest',
      sink: {
        blocked: (reason) => this.log.push(`blocked ${reason}`),
        unblocked: () => this.log.push('unblocked'),
      },
    });
    this.channel = this.connection.openChannel(this);
  }

  /** Publishes text, to the default exchange unless told otherwise. */
  publish(routingKey: string, body: string, { exchange = '', properties = {}, ...rest }: PublishOptions = {}): void {
    this.channel.publish({
      message: { exchange, routingKey, properties, body: new TextEncoder().encode(body) },
      ...rest,
    });
  }

  consume(
    queue: string,
    options: { readonly noAck?: boolean; readonly priority?: number; readonly tag?: string } = {},
  ) {
    const { noAck = false, priority, tag = '' } = options;
    const args = priority === undefined ? {} : { 'x-priority': priority };
    return this.channel.consume({ queue, consumerTag: tag, noAck, args });
  }

  /** The bodies delivered so far. */
  get bodies(): readonly string[] {
    return this.deliveries.map(({ message }) => bodyOf(message));
  }

  /** Takes the message at the head. @returns its delivery tag. */
  getTag(queue: string): number {
    const got = this.channel.get({ queue });
    if (!got) throw new Error(`the queue "${queue}" should hold a message`);
    return got.deliveryTag;
  }

  /** All that is ready in a queue, taken without acknowledgement. */
  drain(queue: string): readonly Message[] {
    const messages: Message[] = [];
    for (let got = this.channel.get({ queue, noAck: true }); got; got = this.channel.get({ queue, noAck: true }))
      messages.push(got.message);
    return messages;
  }

  canWrite(): boolean {
    return this.isWritable;
  }

  deliver(delivery: Delivery): void {
    this.deliveries.push(delivery);
    this.log.push(`deliver ${bodyOf(delivery.message)}`);
  }

  returned(message: Message, replyCode: number): void {
    this.log.push(`return ${bodyOf(message)} ${replyCode}`);
  }

  confirmed(deliveryTag: number, multiple: boolean): void {
    this.log.push(`ack ${deliveryTag}${multiple ? '+' : ''}`);
  }

  refused(deliveryTag: number, multiple: boolean): void {
    this.log.push(`nack ${deliveryTag}${multiple ? '+' : ''}`);
  }

  consumerCancelled(consumerTag: string): void {
    this.log.push(`cancel ${consumerTag}`);
  }
}
