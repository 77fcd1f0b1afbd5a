/**
 * Entry of the sandbox frame: one classic script, inlined with its Worker's source into `engine/frame.html` by
 * `src/build/build-sandbox-frame.ts`. Runs in an opaque origin.
 * @module
 */
import type { HostWorker } from '../host-workers.ts';
import { CONNECT_MESSAGE } from './frame-messages.ts';
import { serveFrame } from './serve-frame.ts';

/** Source of `engine-worker.ts`, put here by the build. */
declare const ENGINE_WORKER_SOURCE: string;

// A content security policy cannot forbid peer connections.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel'])
  Reflect.deleteProperty(window, name);

// A classic Worker: in an opaque origin Chromium refuses module Workers from blobs (reference/runtimes.md, trap 1).
const workerUrl = URL.createObjectURL(new Blob([ENGINE_WORKER_SOURCE], { type: 'text/javascript' }));

function startWorker(): HostWorker {
  const worker = new Worker(workerUrl);
  const failures: string[] = [];
  let onFailure: ((message: string) => void) | undefined;
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (failures.push(event.message || 'it could not be loaded') === 1) onFailure?.(failures[0] as string);
  });
  return {
    assign: (assignment) => worker.postMessage(assignment, [assignment.port]),
    onFailure: (listener) => {
      onFailure = listener;
      if (failures[0] !== undefined) listener(failures[0]);
    },
    terminate: () => {
      onFailure = undefined;
      worker.terminate();
    },
  };
}

function repeat(everyMs: number, callback: () => void): () => void {
  const timer = setInterval(callback, everyMs);
  return () => clearInterval(timer);
}

addEventListener('message', (event) => {
  const port = event.ports[0];
  if (event.source !== parent || event.data !== CONNECT_MESSAGE || !port) return;
  serveFrame(port, { startWorker, repeat });
});
