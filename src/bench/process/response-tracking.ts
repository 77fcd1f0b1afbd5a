/**
 * Tells a process where each `Response` of its program is made, and settles its body.
 * @module
 */
import type { ProcessContext } from '#bench/node-api/process-context.ts';
import { markStreamBody } from '#bench/node-api/web/stream-body.ts';
import { settleResponse } from './body-classes.ts';

const tracked = new WeakSet<object>();
/** The class that the process has under the name now; a framework's own stands before the host's. */
const installed = new WeakMap<ProcessContext, unknown>();
const makers = new Set<PropertyKey>(['json', 'redirect', 'error']);

/** @returns A class that stands for `value` and notes where it is constructed. */
export const trackResponses = (value: unknown, process: ProcessContext): unknown => {
  if (typeof value === 'function' && tracked.has(value)) installed.set(process, value);
  if (typeof value !== 'function' || tracked.has(value)) return value;
  const { responsePlaces } = process;
  const note = (response: object, values: readonly unknown[]): object => {
    // What a framework's class makes inside itself is no answer of its own.
    if (installed.get(process) === proxy) responsePlaces.made(response, values, () => process.position());
    return response;
  };
  const proxy: unknown = new Proxy(value, {
    construct(target, given: unknown[], newTarget: unknown) {
      const [values, isStream] = settleResponse(given);
      const made = Reflect.construct(
        target,
        values,
        newTarget === proxy ? target : (newTarget as typeof target),
      ) as object;
      if (isStream) markStreamBody(made);
      return note(made, given);
    },
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (!makers.has(name) || typeof member !== 'function') return member;
      return (...values: unknown[]) => {
        const response = member.apply(target, values) as Response;
        return note(response, [undefined, { status: response.status }]);
      };
    },
  });
  tracked.add(proxy as object);
  installed.set(process, proxy);
  return proxy;
};
