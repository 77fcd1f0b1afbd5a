/**
 * Tells a process where each `Response` of its program is made.
 * @module
 */
import type { ProcessContext } from '#bench/node-api/process-context.ts';

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
      const made = Reflect.construct(
        target,
        given,
        newTarget === proxy ? target : (newTarget as typeof target),
      ) as object;
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
