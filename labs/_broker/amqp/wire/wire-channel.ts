/**
 * One channel on the wire: takes its frames, asks the model, answers, and sends what the model starts by itself. Runs in Node
 * and in the simulated engine.
 * @module
 */
import { AmqpError } from '../model/amqp-error.ts';
import type { ChannelMethods, ConnectionMethods } from '../model/channel-methods.ts';
import type { ChannelSink, Delivery } from '../model/channel-sink.ts';
import type { Message } from '../model/message.ts';
import { ConfirmGatherer } from './confirm-gatherer.ts';
import { type Assembled, ContentAssembler } from './content-assembler.ts';
import type { FrameOutput } from './frame-output.ts';
import type { Frame } from './frame-reader.ts';
import type { Method, MethodFields, MethodName } from './method-table.ts';
import { readMessage } from './read-message.ts';
import { type Answers, runMethod } from './run-method.ts';

export interface WireChannelOptions {
  readonly number: number;
  readonly connection: ConnectionMethods;
  readonly output: FrameOutput;
  readonly messageMaxBytes: number;
  /** The client wants to hear that its consumers were cancelled. */
  readonly tellsCancels: boolean;
  /** The number is free again. */
  readonly onClosed: () => void;
}

export class WireChannel implements ChannelSink {
  readonly #options: WireChannelOptions;
  readonly #assembler: ContentAssembler;
  readonly #confirms: ConfirmGatherer;
  #model: ChannelMethods | undefined;
  /** We closed it, and the client has not said that it knows. */
  #isClosing = false;
  readonly #answers: Answers = {
    // An answer that had to wait for the disk may come behind the end of the channel.
    send: (name, fields) => {
      if (this.#model) this.#send(name, fields);
    },
    content: (sent) => this.#options.output.content(this.#options.number, sent),
  };

  constructor(options: WireChannelOptions) {
    this.#options = options;
    this.#assembler = new ContentAssembler(options.messageMaxBytes);
    this.#confirms = new ConfirmGatherer((tag, multiple) => options.output.ack(options.number, tag, multiple));
  }

  /** @throws {AmqpError} of scope connection; anything else is a mistake in the broker. */
  frame(frame: Frame): void {
    const assembled = this.#assembler.add(frame);
    if (!assembled) return;
    const { classId, methodId } = assembled.method;
    try {
      if (this.#isClosing) this.#whileClosing(assembled.method);
      else this.#run(assembled);
    } catch (error) {
      if (!(error instanceof AmqpError)) throw error;
      error.classId ??= classId;
      error.methodId ??= methodId;
      if (error.scope === 'connection') throw error;
      this.#closeBy(error);
    }
  }

  /** The socket has drained. */
  resume(): void {
    this.#model?.resume();
  }

  /** Without a word to the client. */
  close(): void {
    this.#model?.close();
    this.#model = undefined;
    this.#confirms.flush();
  }

  canWrite(): boolean {
    return this.#options.output.canWrite();
  }

  deliver({ consumerTag, deliveryTag, redelivered, message }: Delivery): void {
    this.#options.output.deliver(this.#options.number, consumerTag, deliveryTag, redelivered, message);
  }

  returned(message: Message, replyCode: number, replyText: string): void {
    const { exchange, routingKey } = message;
    this.#send('basic.return', { replyCode, replyText, exchange, routingKey });
    this.#options.output.content(this.#options.number, message);
  }

  confirmed(deliveryTag: number, multiple: boolean): void {
    this.#options.output.beforeFlush(this.#confirms);
    this.#confirms.confirmed(deliveryTag, multiple);
  }

  refused(deliveryTag: number, multiple: boolean): void {
    this.#confirms.refused(deliveryTag, multiple);
    this.#send('basic.nack', { deliveryTag, multiple, requeue: false });
  }

  consumerCancelled(consumerTag: string): void {
    if (this.#options.tellsCancels) this.#send('basic.cancel', { consumerTag, nowait: true });
  }

  #send<Name extends MethodName>(name: Name, fields: MethodFields<Name>): void {
    this.#options.output.method(this.#options.number, name, fields);
  }

  #run({ method, content }: Assembled): void {
    if (!this.#model) return this.#open(method);
    if (method.name === 'channel.open') throw secondOpen();
    if (method.name === 'channel.close') {
      this.close();
      this.#send('channel.close_ok', {});
      return this.#options.onClosed();
    }
    const message =
      content && method.name === 'basic.publish'
        ? readMessage(method.fields, content, this.#options.messageMaxBytes)
        : undefined;
    return runMethod(this.#model, method, message, this.#answers);
  }

  #open({ name }: Method): void {
    if (name !== 'channel.open') throw new AmqpError('CHANNEL_ERROR', "expected 'channel.open'");
    this.#model = this.#options.connection.openChannel(this);
    this.#send('channel.open_ok', { channelId: new Uint8Array(0) });
  }

  #whileClosing({ name }: Method): void {
    if (name === 'channel.open') throw secondOpen();
    if (name === 'channel.close') this.#send('channel.close_ok', {});
    if (name === 'channel.close_ok') this.#options.onClosed();
  }

  #closeBy({ replyCode, replyText, classId = 0, methodId = 0 }: AmqpError): void {
    this.close();
    this.#isClosing = true;
    this.#send('channel.close', { replyCode, replyText, classId, methodId });
  }
}

const secondOpen = (): AmqpError => new AmqpError('CHANNEL_ERROR', "second 'channel.open' seen");
