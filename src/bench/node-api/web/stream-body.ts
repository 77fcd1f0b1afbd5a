/**
 * Reads bodies that are streams of the process itself in JavaScript: the host's own reading takes turns of the thread
 * that nobody can count.
 * @module
 */
const { Blob, ReadableStream } = globalThis;

const owners = new WeakSet<object>();
const decoder = new TextDecoder();

/** Says of a `Response` or `Request` that its body is a stream of the process. */
export const markStreamBody = (owner: object): void => void owners.add(owner);

export const hasStreamBody = (owner: object): boolean => owners.has(owner);

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

type Reader = (bytes: Uint8Array<ArrayBuffer>, owner: Body) => unknown;

const readers: Readonly<Record<string, Reader>> = {
  text: (bytes) => decoder.decode(bytes),
  json: (bytes) => JSON.parse(decoder.decode(bytes)) as unknown,
  arrayBuffer: (bytes) => bytes.buffer,
  bytes: (bytes) => bytes,
  blob: (bytes, owner) =>
    new Blob([bytes], { type: (owner as Body & { headers: Headers }).headers.get('content-type') ?? '' }),
};

/** @returns Undefined when the host has to read this body. */
export const readStreamBody = (owner: Body, method: string): Promise<unknown> | undefined => {
  const read = readers[method];
  if (!read || !owners.has(owner) || owner.bodyUsed || !owner.body || owner.body.locked) return undefined;
  return readAll(owner.body).then((bytes) => read(bytes, owner));
};

/** @returns Whether the host would give this body back as the stream that it is. */
export const isStreamBody = (body: unknown): boolean => body instanceof ReadableStream;
