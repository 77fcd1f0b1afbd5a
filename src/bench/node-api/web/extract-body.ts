/**
 * What may be given as a body, and the content type that goes with it: of `Response`, `Request` and `fetch`.
 * @module
 */
import { formDataBody } from './form-data-body.ts';
import { MessageBody } from './message-body.ts';

const { Blob, FormData, ReadableStream, URLSearchParams } = globalThis;

interface ExtractedBody {
  readonly body: MessageBody;
  readonly contentType?: string;
}

const encoder = new TextEncoder();

const ofBlob = (blob: Blob, type: string): ExtractedBody => ({
  body: new MessageBody(blob),
  ...(type !== '' && { contentType: type }),
});

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** As Node's own: what gives chunks in its own time is taken for a stream. */
const streamOfIterable = (iterable: AsyncIterable<unknown>): ReadableStream => {
  const iterator = iterable[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : new Uint8Array(value as Uint8Array));
    },
    cancel: async (reason) => void (await iterator.return?.(reason)),
  });
};

/** @param given Anything but null and undefined. What is no body is taken for text. */
export const extractBody = (given: unknown): ExtractedBody => {
  if (typeof given === 'object') {
    if (given instanceof ReadableStream) return { body: new MessageBody(given) };
    if (given instanceof Blob) return ofBlob(given, given.type);
    if (given instanceof ArrayBuffer) return { body: new MessageBody(new Uint8Array(given.slice(0))) };
    if (ArrayBuffer.isView(given))
      return {
        body: new MessageBody(new Uint8Array(given.buffer, given.byteOffset, given.byteLength).slice() as never),
      };
    if (given instanceof URLSearchParams)
      return {
        body: new MessageBody(encoder.encode(given.toString())),
        contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
      };
    if (given instanceof FormData) {
      const { blob, contentType } = formDataBody(given);
      return ofBlob(blob, contentType);
    }
    if (isIterable(given)) return { body: new MessageBody(streamOfIterable(given)) };
  }
  return { body: new MessageBody(encoder.encode(String(given))), contentType: 'text/plain;charset=UTF-8' };
};
