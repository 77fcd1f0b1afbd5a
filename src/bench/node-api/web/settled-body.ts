/**
 * Bodies of `Response` and `Request` that a host would read in its own time (blobs, forms), as streams that take part in
 * the process's order of events.
 * @module
 */
import { formDataBody } from './form-data-body.ts';

const { Blob, FormData, Headers } = globalThis;

/** @returns The body to use instead, and `init` with its content type; undefined when the body may stay. */
export const settledBody = (
  body: unknown,
  init: { headers?: HeadersInit } | undefined,
): { readonly body: ReadableStream; readonly init: object } | undefined => {
  let blob: Blob | undefined;
  let contentType: string | undefined;
  if (body instanceof FormData) ({ blob, contentType } = formDataBody(body));
  else if (body instanceof Blob) [blob, contentType] = [body, body.type];
  if (!blob) return undefined;
  const headers = new Headers(init?.headers);
  if (contentType && !headers.has('content-type')) headers.set('content-type', contentType);
  return { body: blob.stream(), init: { ...init, headers } };
};
