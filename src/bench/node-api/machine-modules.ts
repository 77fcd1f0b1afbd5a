/**
 * Built-ins about the machine and the runtime under a process: packages read them at load, and in the simulation there
 * is one thread, no terminal, no heap worth measuring. Runs in a simulated process.
 * @module
 */
import { coded } from './errors.ts';
import { unusableModule } from './missing-module.ts';
import { setImmediate } from './timers/timers.ts';

export const ttyModule = { ...unusableModule('tty', ['ReadStream', 'WriteStream']), isatty: () => false };

export const workerThreadsModule = {
  ...unusableModule('worker_threads', ['Worker', 'BroadcastChannel']),
  isMainThread: true,
  parentPort: null,
  threadId: 0,
  workerData: null,
};

export const clusterModule = {
  ...unusableModule('cluster', ['Worker']),
  isPrimary: true,
  isMaster: true,
  isWorker: false,
  workers: {},
};

/** Memory is not simulated: the figures are constants, so that a run depends on its seed alone. */
const HEAP_SIZE_BYTES = 16_777_216;
export const v8Module = {
  getHeapStatistics: () => ({
    total_heap_size: HEAP_SIZE_BYTES,
    used_heap_size: HEAP_SIZE_BYTES / 2,
    heap_size_limit: 268_435_456,
  }),
  getHeapSpaceStatistics: () => [
    {
      space_name: 'old_space',
      space_size: HEAP_SIZE_BYTES,
      space_used_size: HEAP_SIZE_BYTES / 2,
      space_available_size: HEAP_SIZE_BYTES / 2,
      physical_space_size: HEAP_SIZE_BYTES,
    },
  ],
};

type LookupDone = (error: Error | null, address?: unknown, family?: number) => void;
const LOOPBACK = { address: '127.0.0.1', family: 4 };

/** Only the own host has an address to look up: between hosts, names are all that the simulated network knows. */
function lookup(host: string, options: { all?: boolean } | LookupDone, done?: LookupDone): void {
  const callback = typeof options === 'function' ? options : (done as LookupDone);
  const isAll = typeof options === 'object' && options.all === true;
  setImmediate(() => {
    if (host === 'localhost' || host === LOOPBACK.address) {
      if (isAll) callback(null, [LOOPBACK]);
      else callback(null, LOOPBACK.address, LOOPBACK.family);
      return;
    }
    const message = `getaddrinfo ENOTFOUND ${host}: services are reached by name, use the name in the URL`;
    callback(coded(new Error(message), 'ENOTFOUND', { errno: -3008, syscall: 'getaddrinfo', hostname: host }));
  });
}

export const dnsModule = { ...unusableModule('dns'), lookup, promises: {} };
