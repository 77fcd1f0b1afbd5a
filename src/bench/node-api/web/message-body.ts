/**
 * The body of a `Request` or a `Response`: bytes until somebody asks for a stream. It is read in JavaScript, by promise
 * jobs alone, so that an event of the process ends when they have run. Runs inside one process.
 * @module
 */
// Read when this module loads: the host's own.
const { Blob, ReadableStream, Response: HostResponse } = globalThis;

const UNUSABLE = 'Response body object should not be disturbed or locked';

/** What was given, kept until it is read or asked for as a stream. */
type Source = Uint8Array<ArrayBuffer> | Blob;

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const readAll = async (stream: ReadableStream<unknown>): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (!(part.value instanceof Uint8Array)) {
      const error = new TypeError('Received non-Uint8Array chunk');
      await reader.cancel(error);
      throw error;
    }
    parts.push(part.value);
  }
  return joined(parts);
};

const streamOf = (source: Source): ReadableStream => {
  if (source instanceof Blob) return source.stream();
  return new ReadableStream({
    type: 'bytes',
    start(controller) {
      if (source.length > 0) controller.enqueue(source.slice());
      controller.close();
    },
  });
};

/** Hands on what a locked stream gives. */
const continued = (stream: ReadableStream<unknown>): ReadableStream => {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
};

/**
 * @example
 * const body = new MessageBody(new TextEncoder().encode('hello'));
 * await body.read(); // the bytes; body.isUsed is true from now on
 */
export class MessageBody {
  /** Undefined for a body that was given as a stream: nobody knows how long it is. */
  readonly source: Source | undefined;
  #stream: ReadableStream | undefined;
  /** The host's view of the stream: no other way to ask whether something was read of it. */
  #probe: Response | undefined;
  #isRead = false;

  /** @throws `TypeError` for a stream that is locked or of which something was read. */
  constructor(from: Source | ReadableStream) {
    this.source = from instanceof ReadableStream ? undefined : from;
    if (from instanceof ReadableStream) this.#watch(from);
  }

  /** One and the same stream each time. */
  get stream(): ReadableStream {
    if (this.#stream) return this.#stream;
    this.#watch(streamOf(this.source && !this.#isRead ? this.source : new Uint8Array(0)));
    const stream = this.#stream as unknown as ReadableStream;
    if (this.#isRead) stream.getReader();
    return stream;
  }

  /** Whether something was read of it. */
  get isUsed(): boolean {
    return this.#isRead || (this.#probe?.bodyUsed ?? false);
  }

  get isUnusable(): boolean {
    return this.isUsed || (this.#stream?.locked ?? false);
  }

  /** All of it. The caller has looked at `isUnusable`. */
  async read(): Promise<Uint8Array<ArrayBuffer>> {
    const { source } = this;
    this.#isRead = true;
    if (this.#stream) return readAll(this.#stream);
    if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
    return source ?? new Uint8Array(0);
  }

  /** A second body with the same bytes; both can be read. */
  clone(): MessageBody {
    if (!this.#stream && this.source) return new MessageBody(this.source);
    const [mine, other] = this.stream.tee();
    this.#watch(mine);
    return new MessageBody(other);
  }

  /** Goes on in another owner; this one is used up. */
  moved(): MessageBody {
    const next = new MessageBody(!this.#stream && this.source ? this.source : continued(this.stream));
    this.#isRead = true;
    return next;
  }

  #watch(stream: ReadableStream): void {
    try {
      this.#probe = new HostResponse(stream);
    } catch {
      throw new TypeError(UNUSABLE);
    }
    this.#stream = stream;
  }
}
