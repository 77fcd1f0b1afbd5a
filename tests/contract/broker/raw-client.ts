/**
 * A client that sends whatever bytes a test likes, written with amqplib's codec and not with the broker's.
 * @module
 */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';
import { resolve } from 'node:path';

interface Defs {
  encodeMethod(id: number, channel: number, fields: object): Buffer;
  encodeProperties(id: number, channel: number, sizeBytes: number, fields: object): Buffer;
  decode(id: number, payload: Buffer): Record<string, unknown>;
  info(id: number): { readonly name: string } | undefined;
  readonly [name: string]: unknown;
}

// The package hides its parts; a path to the file goes round that.
const defs = createRequire(import.meta.url)(resolve('node_modules/amqplib/lib/defs.js')) as Defs;

const FRAME_OVERHEAD_BYTES = 8;
const BASIC_CLASS_ID = 60;

/** "AMQP 0-9-1". */
export const HEADER = Buffer.from('AMQP\u0000\u0000\u0009\u0001', 'latin1');

/** @param name As amqplib has it, such as "QueueDeclare". */
export const method = (name: string, channel = 1, fields: object = {}): Buffer =>
  defs.encodeMethod(defs[name] as number, channel, fields);

export function frame(type: number, channel: number, payload: Buffer, end = 0xce): Buffer {
  const bytes = Buffer.alloc(FRAME_OVERHEAD_BYTES + payload.length, end);
  bytes[0] = type;
  bytes.writeUInt16BE(channel, 1);
  bytes.writeUInt32BE(payload.length, 3);
  payload.copy(bytes, 7);
  return bytes;
}

export const contentHeader = (bodyBytes: number, properties: object = {}): Buffer =>
  defs.encodeProperties(BASIC_CLASS_ID, 1, bodyBytes, properties);

export const contentBody = (text: string): Buffer => frame(3, 1, Buffer.from(text));

export const startOk = (response = '\u0000guest\u0000guest', mechanism = 'PLAIN', told = true): Buffer =>
  method('ConnectionStartOk', 0, {
    clientProperties: { capabilities: { authentication_failure_close: told } },
    mechanism,
    response: Buffer.from(response),
    locale: 'en_US',
  });
export const tuneOk = (tuned: object = {}): Buffer =>
  method('ConnectionTuneOk', 0, { channelMax: 2047, frameMax: 131_072, heartbeat: 0, ...tuned });
export const open = (virtualHost = '/'): Buffer => method('ConnectionOpen', 0, { virtualHost });
export const openChannel = (channel = 1): Buffer => method('ChannelOpen', channel, { outOfBand: '' });

/** Everything up to an open connection. */
export const HELLO: readonly Buffer[] = [HEADER, startOk(), tuneOk(), open()];

export class RawClient {
  /** What came: `1:ChannelOpenOk {}`, a content's frames, and `closed` at the end. */
  readonly seen: string[] = [];
  readonly #socket: Socket;
  #rest = Buffer.alloc(0);
  #onSeen = (): void => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#see('closed'));
  }

  static async connect(port: number): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  send(...pieces: readonly Buffer[]): void {
    this.#socket.write(Buffer.concat(pieces));
  }

  /** Resolves when that many things came, or the connection was closed. */
  async see(count: number): Promise<readonly string[]> {
    while (this.seen.length < count && this.seen.at(-1) !== 'closed') {
      await new Promise<void>((done) => {
        this.#onSeen = done;
      });
    }
    return this.seen;
  }

  /** Stops reading from the socket. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #see(what: string): void {
    this.seen.push(what);
    this.#onSeen();
  }

  #read(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    if (this.#rest.subarray(0, 4).toString() === 'AMQP') {
      this.#see(`header ${this.#rest.subarray(4).join(' ')}`);
      this.#rest = Buffer.alloc(0);
    }
    while (this.#rest.length >= FRAME_OVERHEAD_BYTES) {
      const size = this.#rest.readUInt32BE(3);
      if (this.#rest.length < size + FRAME_OVERHEAD_BYTES) return;
      const [type = 0, channel, payload] = [
        this.#rest[0],
        this.#rest.readUInt16BE(1),
        this.#rest.subarray(7, 7 + size),
      ];
      this.#rest = this.#rest.subarray(size + FRAME_OVERHEAD_BYTES);
      this.#see(`${channel}:${describe(type, payload)}`);
    }
  }
}

function describe(type: number, payload: Buffer): string {
  if (type !== 1) return type === 2 ? `header ${payload.readUInt32BE(8)}` : `type ${type}, ${payload.length} bytes`;
  const id = payload.readUInt32BE(0);
  const { name } = defs.info(id) ?? { name: String(id) };
  // What the broker says of itself differs from RabbitMQ's words.
  if (name === 'ConnectionStart') return name;
  return `${name} ${JSON.stringify(defs.decode(id, payload.subarray(4)), (_, value) => (isBytes(value) ? '' : value))}`;
}

const isBytes = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
