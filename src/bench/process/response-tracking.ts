/**
 * Remembers which line of the learner's made the last `Response`: when a framework writes it out later, no frame of the
 * learner's is on the stack any more.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import type { ProcessContext } from '#bench/node-api/process-context.ts';

interface Tracking extends ProcessContext {
  responsePosition: EffectSource | undefined;
}

const tracked = new WeakSet<object>();
const makers = new Set<PropertyKey>(['json', 'redirect', 'error']);

/** @returns A class that stands for `value` and notes where it is constructed. */
export const trackResponses = (value: unknown, process: ProcessContext): unknown => {
  if (typeof value !== 'function' || tracked.has(value)) return value;
  const tracking = process as Tracking;
  const note = () => {
    tracking.responsePosition = process.position();
  };
  const proxy: unknown = new Proxy(value, {
    construct(target, values, newTarget: unknown): object {
      note();
      return Reflect.construct(target, values, newTarget === proxy ? target : (newTarget as typeof target)) as object;
    },
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (!makers.has(name) || typeof member !== 'function') return member;
      return (...values: unknown[]) => {
        note();
        return member.apply(target, values) as unknown;
      };
    },
  });
  tracked.add(proxy as object);
  return proxy;
};
