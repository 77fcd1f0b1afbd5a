/**
 * Makes the host's `Response` of an answer that came over a simulated connection.
 * @module
 */
import { markStreamBody } from '../web/stream-body.ts';
import { decoded } from './content-decoding.ts';
import type { BodyReader } from './body-reader.ts';
import type { Exchange } from './fetch-connection.ts';

const { Response } = globalThis;

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

/** Bytes when the whole body is there: reading them back takes the host one turn less than a stream. */
const bodyOf = (exchange: Exchange, signal: AbortSignal | undefined): BodyInit => {
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
  if (isWhole) return joined(pieces);
  return new ReadableStream<Uint8Array>({
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
  const body = isNull ? null : bodyOf(exchange, signal);
  const isOutside = statusCode < 200 || statusCode > 599;
  const type = exchange.headers.get('content-type');
  const response = new Response(body, {
    status: isOutside ? 200 : statusCode,
    statusText: statusMessage,
    // What `blob()` and `formData()` go by.
    ...(type !== null && { headers: { 'content-type': type } }),
  });
  if (body instanceof ReadableStream) markStreamBody(response);
  const headers = new Headers(exchange.headers);
  const fixed = {
    headers,
    url: new URL(url.href.split('#', 1)[0] ?? url.href).href,
    redirected: isRedirected,
    type: 'basic',
    ...(isOutside && { status: statusCode, ok: false }),
  };
  // A page's `Response` lets nobody set these, and drops `set-cookie`.
  for (const [name, value] of Object.entries(fixed))
    Object.defineProperty(response, name, { value, configurable: true });
  return response;
};
