/**
 * The natives of a `worker_threads` Worker, captured when this module loads: import it before anything else.
 * @module
 */
import nodeProcess from 'node:process';
import type { WorkerPlatform } from '#bench/worker/worker-platform.ts';
import type { PeerPort } from '#platform/port-peer.ts';
import { repeat } from '#platform/repeat.ts';

const { setImmediate, MessageChannel } = globalThis;
const performance = globalThis.performance;

export const nodeWorkerPlatform: WorkerPlatform = {
  hop: (callback) => void setImmediate(callback),
  nowMs: () => performance.now(),
  repeat,
  createChannel: () => {
    const { port1, port2 } = new MessageChannel();
    return { near: port1 as PeerPort, far: port2 };
  },
  onUnhandledRejection: (listener) =>
    void nodeProcess.on('unhandledRejection', (reason, promise) => listener(reason, promise)),
  onRejectionHandled: (listener) => void nodeProcess.on('rejectionHandled', (promise) => listener(promise)),
  onUncaughtError: (listener) => void nodeProcess.on('uncaughtException', (error) => listener(error)),
};
