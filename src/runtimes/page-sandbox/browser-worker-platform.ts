/**
 * The natives of a Web Worker, captured when this module loads: import it before anything else.
 * @module
 */
import type { WorkerPlatform } from '#bench/worker/worker-platform.ts';
import type { PeerPort } from '#platform/port-peer.ts';
import { repeat } from '#platform/repeat.ts';

const { MessageChannel } = globalThis;
const performance = globalThis.performance;
const nowMs = performance.now.bind(performance);
const addListener = globalThis.addEventListener.bind(globalThis);

/** Timers are clamped to 4 ms when nested; a message to oneself is a macrotask without delay. */
const { port1: hopPort, port2: hopSender } = new MessageChannel();
const hopCallbacks: (() => void)[] = [];
hopPort.onmessage = () => hopCallbacks.shift()?.();
const postHop = hopSender.postMessage.bind(hopSender);
const hopByMessage = (callback: () => void): void => {
  hopCallbacks.push(callback);
  postHop(null);
};

/**
 * A browser tells of a rejection in a task of its own, queued when the task that caused it ends. A task of low priority
 * stands behind it; where a browser has none, the second of two messages does.
 */
const { scheduler } = globalThis as { readonly scheduler?: Scheduler };
const postTask = scheduler?.postTask.bind(scheduler);
const background = { priority: 'background' } as const;

export const browserWorkerPlatform: WorkerPlatform = {
  hop: postTask
    ? (callback) => void postTask(callback, background)
    : (callback) => hopByMessage(() => hopByMessage(callback)),
  nowMs,
  repeat,
  createChannel: () => {
    const { port1, port2 } = new MessageChannel();
    return { near: port1 as PeerPort, far: port2 };
  },
  onUnhandledRejection: (listener) =>
    addListener('unhandledrejection', (event) => {
      event.preventDefault();
      const { reason, promise } = event as PromiseRejectionEvent;
      listener(reason, promise);
    }),
  onRejectionHandled: (listener) =>
    addListener('rejectionhandled', (event) => listener((event as PromiseRejectionEvent).promise)),
  onUncaughtError: (listener) =>
    addListener('error', (event) => {
      event.preventDefault();
      listener((event as ErrorEvent).error);
    }),
};
