/**
 * One connection: greets, logs in, agrees on limits, then hands frames to channels until one side closes. Whatever a client
 * sends, nothing but its own connection ends. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { AmqpError } from '../model/amqp-error.ts';
import type { ConnectionMethods } from '../model/channel-methods.ts';
import type { ConnectionSink } from '../model/channel-sink.ts';
import { describeFrame } from './erlang-text.ts';
import { FrameOutput } from './frame-output.ts';
import { FRAME_BODY, FRAME_HEADER, FRAME_HEARTBEAT, FRAME_METHOD, type Frame, FrameReader } from './frame-reader.ts';
import { FRAME_MIN_MAX, Handshake, type Opened } from './handshake.ts';
import { HandshakeRefusal } from './handshake-refusal.ts';
import { startHeartbeat } from './heartbeat.ts';
import { MalformedBytes } from './malformed-bytes.ts';
import type { Method } from './method-table.ts';
import { readMethod } from './read-method.ts';
import { WireChannel } from './wire-channel.ts';
import type { WireConnectionOptions } from './wire-connection-options.ts';

const PROTOCOL_HEADER = Buffer.from('AMQP\u0000\u0000\u0009\u0001', 'latin1');
/** From the first byte to `connection.open`. */
const HANDSHAKE_LIMIT_MS = 10_000;
/** For the client's answer to our close, and for its end of the connection. */
const CLOSING_LIMIT_MS = 30_000;
/** A client that asks and does not take the answers is not read any further from here on. */
const UNSENT_MAX_BYTES = 16 * 1024 * 1024;

export class WireConnection implements ConnectionSink {
  readonly #socket: Socket;
  readonly #options: WireConnectionOptions;
  readonly #output: FrameOutput;
  readonly #reader = new FrameReader(FRAME_MIN_MAX);
  readonly #channels = new Map<number, WireChannel>();
  #state: 'header' | 'handshake' | 'open' | 'closing' | 'closed' = 'header';
  #handshake: Handshake | undefined;
  #opened: Opened | undefined;
  #model: ConnectionMethods | undefined;
  #isBlocked = false;
  #receivedCount = 0;
  #stopHeartbeat = (): void => undefined;
  #limit: NodeJS.Timeout | undefined;

  constructor(socket: Socket, options: WireConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#output = new FrameOutput(socket, () => this.#onRoom());
    socket.setNoDelay(true);
    this.#limitTo(HANDSHAKE_LIMIT_MS);
    socket.on('data', (bytes: Buffer) => this.#onData(bytes));
    socket.on('end', () => {
      this.#release();
      this.#limitTo(CLOSING_LIMIT_MS);
    });
    // Behind an error comes the close.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#gone());
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** The broker ends: says so, as RabbitMQ does, and closes. */
  shutDown(): void {
    if (this.#state === 'open')
      this.#close(320, "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'", 0, 0);
    else if (this.#state !== 'closing') this.#socket.destroy();
  }

  /** Without a word. */
  destroy(): void {
    this.#socket.destroy();
  }

  blocked(reason: string): void {
    this.#isBlocked = true;
    this.#socket.pause();
    if (this.#tellsBlocks) this.#output.method(0, 'connection.blocked', { reason });
  }

  unblocked(): void {
    this.#isBlocked = false;
    this.#socket.resume();
    if (this.#tellsBlocks) this.#output.method(0, 'connection.unblocked', {});
  }

  get #tellsBlocks(): boolean {
    return this.#state === 'open' && this.#opened?.capabilities['connection.blocked'] === true;
  }

  #onData(bytes: Buffer): void {
    this.#receivedCount += 1;
    if (this.#state === 'closed') return;
    this.#reader.push(bytes);
    if (this.#state === 'header' && !this.#greet()) return;
    for (;;) {
      const frame = this.#nextFrame();
      if (!frame) break;
      try {
        this.#onFrame(frame);
      } catch (error) {
        this.#onError(error);
      }
    }
    if (this.#output.waitingBytes > UNSENT_MAX_BYTES && !this.#output.canWrite()) this.#socket.pause();
  }

  /** @returns whether frames follow. */
  #greet(): boolean {
    const header = this.#reader.take(PROTOCOL_HEADER.length);
    if (!header) return false;
    if (header.equals(PROTOCOL_HEADER)) {
      this.#state = 'handshake';
      this.#handshake = new Handshake(this.#output, this.#options);
      return true;
    }
    this.#output.raw(PROTOCOL_HEADER);
    this.#end();
    return false;
  }

  #nextFrame(): Frame | undefined {
    if (this.#isOver()) return undefined;
    try {
      return this.#reader.next();
    } catch (error) {
      this.#onError(error);
      // Where the next frame begins is unknown.
      this.#end();
      return undefined;
    }
  }

  #onFrame(frame: Frame): void {
    if (this.#state === 'closing') return this.#whileClosing(frame);
    if (frame.channel > 0) return this.#channel(frame.channel).frame(frame);
    const { type, payload } = frame;
    if (type === FRAME_HEARTBEAT && payload.length === 0) return;
    if (type === FRAME_HEADER || type === FRAME_BODY)
      throw new AmqpError('UNEXPECTED_FRAME', describeFrame(type, payload));
    if (type !== FRAME_METHOD || payload.length < 4)
      throw new AmqpError('FRAME_ERROR', `${describeFrame(type, payload)}: unknown_frame`);
    this.#onMethod(readMethod(payload));
  }

  #onMethod(method: Method): void {
    if (this.#handshake) {
      const opened = this.#handshake.method(method);
      if (opened) this.#open(opened);
    } else if (method.name === 'connection.close') {
      this.#release();
      this.#output.method(0, 'connection.close_ok', {});
      this.#end();
    } else if (method.name === 'connection.update_secret') this.#output.method(0, 'connection.update_secret_ok', {});
    else {
      const { classId, methodId } = method;
      const refusal = new AmqpError('CHANNEL_ERROR', 'unexpected method in connection state running');
      throw Object.assign(refusal, { classId, methodId });
    }
  }

  #open(opened: Opened): void {
    clearTimeout(this.#limit);
    this.#handshake = undefined;
    this.#opened = opened;
    this.#state = 'open';
    this.#reader.frameMax = opened.frameMax;
    this.#model = this.#options.openConnection({
      sink: this,
      user: opened.user,
      channelMax: opened.channelMax,
      peer: this.#socket.remoteAddress,
    });
    if (opened.heartbeatSeconds > 0) {
      this.#stopHeartbeat = startHeartbeat({
        intervalMs: opened.heartbeatSeconds * 1000,
        counts: () => ({ sent: this.#socket.bytesWritten, received: this.#countReceived() }),
        send: () => this.#output.heartbeat(),
        onSilent: () => this.#socket.destroy(),
      });
    }
  }

  /** Nothing can come while we do not read. */
  #countReceived(): number {
    if (this.#socket.isPaused()) this.#receivedCount += 1;
    return this.#receivedCount;
  }

  #channel(number: number): WireChannel {
    const found = this.#channels.get(number);
    if (found) return found;
    const { messageMaxBytes } = this.#options;
    if (!this.#opened || !this.#model) throw new HandshakeRefusal('a channel before the connection is open');
    const { channelMax, capabilities } = this.#opened;
    if (this.#channels.size >= channelMax) {
      const counts = `number of channels opened (${this.#channels.size}) has reached the negotiated channel_max (${channelMax})`;
      throw new AmqpError('NOT_ALLOWED', counts);
    }
    const channel = new WireChannel({
      number,
      connection: this.#model,
      output: this.#output,
      messageMaxBytes,
      tellsCancels: capabilities.consumer_cancel_notify === true,
      onClosed: () => this.#channels.delete(number),
    });
    this.#channels.set(number, channel);
    return channel;
  }

  #whileClosing({ channel, type, payload }: Frame): void {
    if (channel > 0 || type !== FRAME_METHOD) return;
    const { name } = readMethod(payload);
    if (name === 'connection.close') this.#output.method(0, 'connection.close_ok', {});
    if (name === 'connection.close_ok') this.#end();
  }

  #onError(error: unknown): void {
    if (this.#state === 'closing') return;
    if (this.#handshake) return this.#refuse(error);
    if (error instanceof AmqpError) {
      const { replyCode, replyText, classId = 0, methodId = 0 } = error;
      return this.#close(replyCode, replyText, classId, methodId);
    }
    if (!(error instanceof MalformedBytes)) this.#options.onMistake(error);
    return this.#close(541, 'INTERNAL_ERROR', 0, 0);
  }

  #refuse(error: unknown): void {
    if (error instanceof HandshakeRefusal && error.told) {
      const { replyCode, classId, methodId } = error.told;
      this.#close(replyCode, error.message, classId, methodId);
      if (replyCode === 403) this.#end();
      return;
    }
    if (!(error instanceof HandshakeRefusal || error instanceof MalformedBytes || error instanceof AmqpError))
      this.#options.onMistake(error);
    this.#end();
  }

  #close(replyCode: number, replyText: string, classId: number, methodId: number): void {
    this.#release();
    this.#state = 'closing';
    this.#output.method(0, 'connection.close', { replyCode, replyText, classId, methodId });
    this.#limitTo(CLOSING_LIMIT_MS);
    // A connection that was blocked must hear the answer.
    this.#socket.resume();
  }

  /** Sends what is left, then ends our side. */
  #end(): void {
    if (this.#isOver()) return;
    this.#output.flush();
    this.#state = 'closed';
    this.#limitTo(CLOSING_LIMIT_MS);
    this.#socket.end();
  }

  #isOver(): boolean {
    return this.#state === 'closed';
  }

  #onRoom(): void {
    if (!this.#isBlocked) this.#socket.resume();
    for (const channel of this.#channels.values()) channel.resume();
  }

  /** Gives back to the model all that this connection has. Harmless twice. */
  #release(): void {
    this.#stopHeartbeat();
    this.#handshake = undefined;
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
    this.#model?.close();
    this.#model = undefined;
  }

  #gone(): void {
    this.#state = 'closed';
    clearTimeout(this.#limit);
    this.#release();
    this.#options.onClosed(this);
  }

  #limitTo(limitMs: number): void {
    clearTimeout(this.#limit);
    this.#limit = setTimeout(() => this.#socket.destroy(), limitMs);
    this.#limit.unref();
  }
}
