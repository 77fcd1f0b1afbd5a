/**
 * Makes the globals of a thread belong to the process whose event is worked off. Installed once a thread; between
 * events every global is the host's own again, so the engine itself never sees a virtual one.
 * @module
 */
import { processOrNone, type ProcessContext } from '#bench/node-api/process-context.ts';
import { createGlobalTable, virtualGlobals } from './global-table.ts';
import { trackResponses } from './response-tracking.ts';

// Once the globals are replaced, the name `globalThis` means the process's own in engine code too.
const host = globalThis;

const tables = new WeakMap<ProcessContext, Record<string, unknown>>();
const views = new WeakMap<ProcessContext, object>();
const dispatched = new Set<string>();

/** By definition, not assignment: behind the table stands the host's setter of the same name. */
const put = (table: object, name: PropertyKey, value: unknown): void => {
  Object.defineProperty(table, name, { value, writable: true, enumerable: true, configurable: true });
};

const assign = (process: ProcessContext, name: string, value: unknown): void => {
  dispatch(name);
  put(tableOf(process), name, name === 'Response' ? trackResponses(value, process) : value);
};

const tableOf = (process: ProcessContext): Record<string, unknown> => {
  const known = tables.get(process);
  if (known) return known;
  const table = createGlobalTable();
  // The host's global object stands behind the table, so that what is not virtual is found there.
  Object.setPrototypeOf(table, host);
  tables.set(process, table);
  for (const name of ['globalThis', 'global', 'self']) put(table, name, viewOf(process, table));
  put(table, 'Response', trackResponses(table['Response'], process));
  return table;
};

/** `globalThis` of one process: what it sets there, it alone sees, also as a bare name. */
const viewOf = (process: ProcessContext, table: Record<string, unknown>): object => {
  const known = views.get(process);
  if (known) return known;
  const view = new Proxy(table, {
    set(_target, name, value) {
      if (typeof name === 'string') assign(process, name, value);
      else put(table, name, value);
      return true;
    },
    defineProperty(target, name, descriptor) {
      if (typeof name === 'string') dispatch(name);
      const isResponse = name === 'Response' && 'value' in descriptor;
      const value: unknown = isResponse ? trackResponses(descriptor.value, process) : undefined;
      return Reflect.defineProperty(target, name, {
        ...descriptor,
        ...(isResponse && { value }),
        configurable: true,
        ...('value' in descriptor && { writable: true }),
      });
    },
    getPrototypeOf: () => Object.prototype,
  });
  views.set(process, view);
  return view;
};

/** Replaces a global of the thread by one that asks the current process first. */
const dispatch = (name: string): void => {
  if (dispatched.has(name)) return;
  dispatched.add(name);
  const own = Object.getOwnPropertyDescriptor(host, name);
  if (own?.configurable === false) return;
  let hostValue: unknown = own?.get ? undefined : (Reflect.get(host, name) as unknown);
  const readHost = own?.get ? () => own.get?.call(host) as unknown : () => hostValue;
  Object.defineProperty(host, name, {
    configurable: true,
    enumerable: own?.enumerable ?? false,
    get() {
      const process = processOrNone();
      const table = process && tableOf(process);
      // Only what is the table's own: this very getter stands behind it, on the host's global object.
      return table && Object.hasOwn(table, name) ? table[name] : readHost();
    },
    set(value: unknown) {
      const process = processOrNone();
      if (process) assign(process, name, value);
      else if (own?.set) own.set.call(host, value);
      else hostValue = value;
    },
  });
};

let isInstalled = false;

export const installThreadGlobals = (): void => {
  if (isInstalled) return;
  isInstalled = true;
  for (const name of [...virtualGlobals, 'globalThis', 'global', 'self']) dispatch(name);
};
