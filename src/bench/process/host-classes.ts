/**
 * Patches the few host classes whose results come from outside the process's own jobs, once a thread: bodies, blobs,
 * `AbortSignal.timeout`, `Math.random`. Between events they behave as the host made them.
 * @module
 */
import { processOrNone } from '#bench/node-api/process-context.ts';
import { setTimeout } from '#bench/node-api/timers/timers.ts';

type Method = (this: unknown, ...values: unknown[]) => unknown;

const replace = (owner: object, name: string, wrap: (original: Method) => Method): void => {
  const original = Reflect.get(owner, name) as Method | undefined;
  if (typeof original !== 'function') return;
  Object.defineProperty(owner, name, { value: wrap(original), writable: true, configurable: true });
};

/** Results of these may wait for a timer of the process itself, so they are counted, not held back. */
const countRead = (original: Method): Method =>
  function (...values) {
    const process = processOrNone();
    const result = original.apply(this, values) as Promise<unknown>;
    if (!process) return result;
    process.bodyReadOpened();
    const close = () => process.bodyReadClosed();
    result.then(close, close);
    return result;
  };

const gateResult = (original: Method): Method =>
  function (...values) {
    const result = original.apply(this, values) as Promise<unknown>;
    return processOrNone()?.gate(result) ?? result;
  };

let isPatched = false;

export const patchHostClasses = (): void => {
  if (isPatched) return;
  isPatched = true;
  for (const owner of [Response.prototype, Request.prototype]) {
    for (const name of ['text', 'json', 'arrayBuffer', 'bytes', 'blob', 'formData']) replace(owner, name, countRead);
  }
  for (const name of ['text', 'arrayBuffer', 'bytes']) replace(Blob.prototype, name, gateResult);
  for (const name of ['compile', 'instantiate'])
    if (typeof WebAssembly === 'object') replace(WebAssembly, name, gateResult);
  replace(Math, 'random', (original) => () => processOrNone()?.random.fraction() ?? original.call(Math));
  replace(
    AbortSignal,
    'timeout',
    (original) =>
      function (...values) {
        if (!processOrNone()) return original.apply(AbortSignal, values);
        const controller = new AbortController();
        const abort = () =>
          controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
        setTimeout(abort, Number(values[0])).unref();
        return controller.signal;
      },
  );
};
