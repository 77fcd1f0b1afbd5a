/**
 * `Response` and `Request` as a process makes them: bodies that the host would read in its own time become streams of
 * the process.
 * @module
 */
import { settledBody } from '#bench/node-api/web/settled-body.ts';
import { isStreamBody, markStreamBody } from '#bench/node-api/web/stream-body.ts';

type Init = { readonly body?: unknown; readonly headers?: HeadersInit } | undefined;

/** Values for the constructor of `Response`, and whether its body is a stream then. */
export const settleResponse = (
  values: readonly unknown[],
): readonly [values: readonly unknown[], isStream: boolean] => {
  const [body, init] = values;
  if (typeof body !== 'object' || body === null) return [values, false];
  const settled = settledBody(body, init as Init);
  return settled ? [[settled.body, settled.init], true] : [values, isStreamBody(body)];
};

const settleRequest = (values: readonly unknown[]): readonly [values: readonly unknown[], isStream: boolean] => {
  const [input, init] = values as [unknown, Init];
  if (typeof init?.body !== 'object' || init.body === null) return [values, false];
  const settled = settledBody(init.body, init);
  if (!settled) return [values, isStreamBody(init.body)];
  return [[input, { ...settled.init, body: settled.body, duplex: 'half' }], true];
};

/** @returns A class that stands for the host's `Request`. */
export const requestClass = (Request: unknown): unknown => {
  const replaced: unknown = new Proxy(Request as new (...values: unknown[]) => object, {
    construct(target, given, newTarget: unknown) {
      const [values, isStream] = settleRequest(given);
      const made = Reflect.construct(
        target,
        values,
        newTarget === replaced ? target : (newTarget as typeof target),
      ) as object;
      if (isStream) markStreamBody(made);
      return made;
    },
  });
  return replaced;
};
