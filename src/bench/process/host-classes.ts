/**
 * Patches the few host classes whose results come from outside the process's own jobs or depend on the host, once a
 * thread: blobs, `AbortSignal.timeout`, `Math`, `Intl`. Between events they do the same as during one, but that
 * clocks and random numbers are the host's.
 * @module
 */
import { processOrNone } from '#bench/node-api/process-context.ts';
import { setTimeout } from '#bench/node-api/timers/timers.ts';
import { settleHostLocale } from './host-locale.ts';
import { portableMath } from './math/portable-math.ts';

type Method = (this: unknown, ...values: unknown[]) => unknown;

const replace = (owner: object, name: string, wrap: (original: Method, name: string) => Method): void => {
  const original = Reflect.get(owner, name) as Method | undefined;
  if (typeof original !== 'function') return;
  Object.defineProperty(owner, name, { value: wrap(original, name), writable: true, configurable: true });
};

const gateResult = (original: Method): Method =>
  function (...values) {
    const result = original.apply(this, values) as Promise<unknown>;
    return processOrNone()?.gate(result) ?? result;
  };

const CHUNK_BYTES = 65_536;

/** The bytes of a blob in pieces, each as the process is quiet. */
const streamInTurn = (original: Method): Method =>
  function (this: Blob) {
    if (!processOrNone()) return original.call(this);
    let at = 0;
    return new ReadableStream({
      pull: async (controller) => {
        const piece = await this.slice(at, at + CHUNK_BYTES).arrayBuffer();
        at += CHUNK_BYTES;
        if (piece.byteLength > 0) controller.enqueue(new Uint8Array(piece));
        if (at >= this.size) controller.close();
      },
    });
  } as Method;

let isPatched = false;

export const patchHostClasses = (): void => {
  if (isPatched) return;
  isPatched = true;
  replace(Blob.prototype, 'stream', streamInTurn);
  for (const name of ['text', 'arrayBuffer', 'bytes']) replace(Blob.prototype, name, gateResult);
  for (const name of ['compile', 'instantiate'])
    if (typeof WebAssembly === 'object') replace(WebAssembly, name, gateResult);
  for (const [name, portable] of Object.entries(portableMath)) {
    replace(Math, name, () => Object.defineProperty(portable, 'name', { value: name }) as Method);
  }
  settleHostLocale();
  replace(Math, 'random', (original) => () => processOrNone()?.random.fraction() ?? original.call(Math));
  const settleReason = (original: Method): Method =>
    function (...values) {
      // Chromium words the reason of an abort without one in its own way.
      const [reason = new DOMException('This operation was aborted', 'AbortError')] = values;
      return original.call(this, reason);
    };
  replace(AbortController.prototype, 'abort', settleReason);
  replace(AbortSignal, 'abort', settleReason);
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
