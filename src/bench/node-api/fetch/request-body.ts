/**
 * What `fetch` sends as a body, and the content type that goes with it.
 * @module
 */
import { formDataBody } from '../web/form-data-body.ts';

export interface RequestBody {
  readonly bytes: Uint8Array;
  /** Sent in chunks behind the head instead of `bytes`. */
  readonly stream?: ReadableStream<Uint8Array>;
}

const encoder = new TextEncoder();

/** Sets `content-type` where the body says one and the caller did not. */
export const extractBody = async (body: NonNullable<BodyInit>, headers: Headers): Promise<RequestBody> => {
  const type = (value: string) => {
    if (!headers.has('content-type')) headers.set('content-type', value);
  };
  if (typeof body === 'string') {
    type('text/plain;charset=UTF-8');
    return { bytes: encoder.encode(body) };
  }
  if (body instanceof URLSearchParams) {
    type('application/x-www-form-urlencoded;charset=UTF-8');
    return { bytes: encoder.encode(body.toString()) };
  }
  if (body instanceof ArrayBuffer) return { bytes: new Uint8Array(body.slice(0)) };
  if (ArrayBuffer.isView(body)) return { bytes: new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice() };
  if (body instanceof ReadableStream) return { bytes: new Uint8Array(0), stream: body };
  if (body instanceof FormData) {
    const { contentType, blob } = formDataBody(body);
    type(contentType);
    return { bytes: new Uint8Array(await blob.arrayBuffer()) };
  }
  if (body instanceof Blob) {
    if (body.type !== '') type(body.type);
    return { bytes: new Uint8Array(await body.arrayBuffer()) };
  }
  type('text/plain;charset=UTF-8');
  return { bytes: encoder.encode(String(body)) };
};
