/**
 * `node:events`: the npm package where the engine is bundled, with what it lacks.
 * @module
 */
import BaseEmitter from 'events';
import { coded, invalidArgType, outOfRange } from './errors.ts';
import { addAbortListener, on, once } from './events-async.ts';
import { currentProcess } from './process-context.ts';
import { inspect } from './util/inspect.ts';

type Listener = (...values: unknown[]) => unknown;
type Name = string | symbol;

const errorMonitor = Symbol.for('events.errorMonitor');
const captureRejectionSymbol = Symbol.for('nodejs.rejection');
const shouldCapture = Symbol('captures rejections');
const limit = Symbol('max listeners');

/** How the npm package keeps listeners: one alone, or several in order. */
interface Listening {
  readonly _events?: Readonly<Record<Name, Listener | readonly Listener[] | undefined>>;
}

interface Emitter extends BaseEmitter {
  [shouldCapture]?: boolean;
  [limit]?: number;
  [captureRejectionSymbol]?: (error: unknown, name: Name, ...values: unknown[]) => void;
}

interface EmitterOptions {
  readonly captureRejections?: boolean;
}

/** A function, not a class: old code calls it with a receiver. */
function EmitterFunction(this: Emitter, options?: EmitterOptions): void {
  (BaseEmitter as unknown as { init(this: Emitter): void }).init.call(this);
  if (options?.captureRejections === true || EventEmitter.captureRejections) this[shouldCapture] = true;
}

const base = BaseEmitter.prototype;
const { emit: baseEmit, on: baseOn, once: baseOnce, prependListener, prependOnceListener, off, listenerCount } = base;

/** What nobody listens to. */
const throwUnhandled = (error: unknown): never => {
  if (error instanceof Error) throw error;
  throw coded(new Error(`Unhandled error. (${inspect(error)})`), 'ERR_UNHANDLED_ERROR', { context: error });
};

const emitCaptured = (emitter: Emitter, name: Name, values: readonly unknown[]): boolean => {
  const listeners = emitter.rawListeners(name) as Listener[];
  for (const listener of listeners) {
    const result: unknown = Reflect.apply(listener, emitter, values);
    if (typeof (result as { then?: unknown } | null | undefined)?.then !== 'function') continue;
    (result as Promise<unknown>).then(undefined, (error: unknown) =>
      currentProcess().nextTick(() => rejected(emitter, error, name, values)),
    );
  }
  return listeners.length > 0;
};

const rejected = (emitter: Emitter, error: unknown, name: Name, values: readonly unknown[]): void => {
  const own = emitter[captureRejectionSymbol];
  if (typeof own === 'function') return own.call(emitter, error, name, ...values);
  // An error handler that rejects must not come here again.
  emitter[shouldCapture] = false;
  try {
    emitter.emit('error', error);
  } finally {
    emitter[shouldCapture] = true;
  }
};

const warned = new WeakMap<Emitter, Set<Name>>();

const warnOfLeak = (emitter: Emitter, name: Name): void => {
  const most = emitter.getMaxListeners();
  const count = emitter.listenerCount(name);
  const told = warned.get(emitter) ?? new Set();
  if (most === 0 || count <= most || told.has(name)) return;
  warned.set(emitter, told.add(name));
  const text =
    `Possible EventEmitter memory leak detected. ${count} ${String(name)} listeners added to ` +
    `${inspect(emitter, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`;
  const warning = Object.assign(new Error(text), { name: 'MaxListenersExceededWarning', emitter, type: name, count });
  (currentProcess().singletons.get('process') as { emitWarning(warning: Error): void } | undefined)?.emitWarning(
    warning,
  );
};

const requireListener = (listener: unknown): void => {
  if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener);
};

const adding = (add: (this: Emitter, name: Name, listener: Listener) => unknown) =>
  function (this: Emitter, name: Name, listener: Listener) {
    requireListener(listener);
    add.call(this, name, listener);
    const listeners = (this as Listening)._events?.[name];
    if (typeof listeners === 'object' && listeners.length > this.getMaxListeners()) warnOfLeak(this, name);
    return this;
  };

const removing = function (this: Emitter, name: Name, listener: Listener) {
  requireListener(listener);
  return off.call(this, name, listener);
};

const requireLimit = (name: string, count: unknown): void => {
  if (typeof count !== 'number') throw invalidArgType(name, 'of type number', count);
  if (!(count >= 0)) throw outOfRange(name, '>= 0', count);
};

let defaultLimit = 10;
/** A test without the engine's bundle has Node's own emitters, which need nothing. */
const isNative = 'captureRejections' in BaseEmitter;

if (!isNative) {
  // The package would print its own warning.
  BaseEmitter.defaultMaxListeners = 0;

  Object.assign(base, {
    constructor: EmitterFunction,
    emit(this: Emitter, name: Name, ...values: unknown[]): boolean {
      if (name === 'error') {
        if (listenerCount.call(this, errorMonitor) > 0) baseEmit.call(this, errorMonitor, ...values);
        if (listenerCount.call(this, 'error') === 0) return throwUnhandled(values[0]);
      }
      if (this[shouldCapture]) return emitCaptured(this, name, values);
      // The package's own way, without its copies of the arguments: this runs many times for each request.
      const listeners = (this as Listening)._events?.[name];
      if (listeners === undefined) return false;
      if (typeof listeners === 'function') Reflect.apply(listeners, this, values);
      else for (const listener of listeners.slice()) Reflect.apply(listener, this, values);
      return true;
    },
    on: adding(baseOn),
    addListener: adding(baseOn),
    once: adding(baseOnce),
    prependListener: adding(prependListener),
    prependOnceListener: adding(prependOnceListener),
    off: removing,
    removeListener: removing,
    setMaxListeners(this: Emitter, count: number) {
      requireLimit('setMaxListeners', count);
      this[limit] = count;
      return this;
    },
    getMaxListeners(this: Emitter) {
      return this[limit] ?? defaultLimit;
    },
    listenerCount(this: Emitter, name: Name, listener?: unknown) {
      if (listener === undefined) return listenerCount.call(this, name);
      return this.rawListeners(name).filter(
        (one) => one === listener || (one as { listener?: unknown }).listener === listener,
      ).length;
    },
  });
}

type EmitterClass = typeof BaseEmitter & { captureRejections: boolean };

EmitterFunction.prototype = base;
Object.defineProperty(EmitterFunction, 'name', { value: 'EventEmitter' });
export const EventEmitter = (isNative ? BaseEmitter : EmitterFunction) as unknown as EmitterClass;

export const eventsModule = Object.assign(EventEmitter, {
  EventEmitter,
  captureRejections: false,
  once,
  on,
  addAbortListener,
  errorMonitor,
  captureRejectionSymbol,
  usingDomains: false,
  // No host tells the listeners of an EventTarget.
  getEventListeners: (emitter: BaseEmitter | EventTarget, name: Name): unknown[] =>
    emitter instanceof EventTarget ? [] : emitter.listeners(name),
  listenerCount: (emitter: BaseEmitter, name: Name) => emitter.listenerCount(name),
  getMaxListeners: (emitter: BaseEmitter) => emitter.getMaxListeners(),
  setMaxListeners: (count = defaultLimit, ...emitters: { setMaxListeners?(count: number): unknown }[]) => {
    requireLimit('setMaxListeners', count);
    if (emitters.length === 0) defaultLimit = count;
    for (const emitter of emitters) emitter.setMaxListeners?.(count);
  },
});
if (!isNative)
  Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
    get: () => defaultLimit,
    set(count: number) {
      requireLimit('defaultMaxListeners', count);
      defaultLimit = count;
    },
    configurable: true,
  });
