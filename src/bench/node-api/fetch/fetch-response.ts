/**
 * Makes the `Response` of an answer that came over a simulated connection.
 * @module
 */
import { makeImmutable } from '../web/immutable-headers.ts';
import { MessageBody } from '../web/message-body.ts';
import { makeResponse, type Response } from '../web/response.ts';
import { decoded } from './content-decoding.ts';
import type { BodyReader } from './body-reader.ts';
import type { Exchange } from './fetch-connection.ts';
import { withoutFragment } from './without-fragment.ts';

const { Headers, ReadableStream } = globalThis;

const nullBody = new Set([101, 204, 205, 304]);

const joined = (pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

/** Bytes when the whole body is there: most are read as a whole. */
const bodyOf = (exchange: Exchange, signal: AbortSignal | undefined): MessageBody => {
  const pieces: Uint8Array[] = [];
  let isWhole = false;
  let error: Error | undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const take = (bytes: Uint8Array) => {
    if (!controller) {
      pieces.push(bytes);
      return;
    }
    controller.enqueue(bytes.slice());
    if ((controller.desiredSize ?? 1) <= 0) exchange.hold();
  };
  const reader: BodyReader = {
    onBytes: take,
    onEnd: () => {
      isWhole = true;
      controller?.close();
    },
    onError: (failure) => {
      error = signal?.aborted ? failure : new TypeError('terminated', { cause: failure });
      controller?.error(error);
    },
  };
  exchange.read(decoded(exchange.headers.get('content-encoding'), reader));
  if (isWhole) return new MessageBody(joined(pieces));
  const stream = new ReadableStream<Uint8Array>({
    start(started) {
      controller = started;
      for (const piece of pieces) started.enqueue(piece.slice());
      if (error) started.error(error);
      else if (pieces.length > 0) exchange.hold();
    },
    pull() {
      exchange.release();
    },
    cancel() {
      exchange.cancel();
    },
  });
  return new MessageBody(stream);
};

export const toResponse = (
  exchange: Exchange,
  method: string,
  url: URL,
  isRedirected: boolean,
  signal?: AbortSignal,
): Response => {
  const { statusCode, statusMessage } = exchange.head;
  const isNull = nullBody.has(statusCode) || method === 'HEAD';
  if (isNull) exchange.discard();
  const state = {
    type: 'basic',
    status: statusCode,
    statusText: statusMessage,
    headers: makeImmutable(new Headers(exchange.headers)),
    url: withoutFragment(url),
    redirected: isRedirected,
  } as const;
  return makeResponse(state, isNull ? undefined : bodyOf(exchange, signal));
};
