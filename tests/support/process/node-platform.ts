/**
 * A Node thread as a host: a `worker_threads` worker, or a test.
 * @module
 */
import type { HostPlatform } from '../../../src/bench/process/host-platform.ts';

/** Call it before any program runs: it captures the natives. */
export const nodePlatform = (): HostPlatform => {
  const { setImmediate, process } = globalThis;
  return {
    hop: (callback) => void setImmediate(callback),
    onUnhandledRejection: (listener) => void process.on('unhandledRejection', listener),
    onRejectionHandled: (listener) => void process.on('rejectionHandled', listener),
    onUncaughtError: (listener) => void process.on('uncaughtException', listener),
  };
};
