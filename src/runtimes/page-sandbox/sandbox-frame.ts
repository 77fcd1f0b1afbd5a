/**
 * Entry of the sandbox frame: one classic script, inlined with its Worker's source into `engine/frame.html` by
 * `src/build/build-sandbox-frame.ts`. Runs in an opaque origin.
 * @module
 */
import { FirstFailure } from '../first-failure.ts';
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
  const failure = new FirstFailure();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    failure.report({ message: event.message || 'it could not be loaded', isOutOfMemory: false });
  });
  return {
    assign: (assignment) => worker.postMessage(assignment, [assignment.port]),
    onFailure: (listener) => failure.listen(listener),
    terminate: () => {
      failure.mute();
      worker.terminate();
    },
  };
}

addEventListener('message', (event) => {
  const port = event.ports[0];
  if (event.source !== parent || event.data !== CONNECT_MESSAGE || !port) return;
  serveFrame(port, startWorker);
});
