/**
 * Entry of each of the engine's Web Workers; bundled as a classic script into the sandbox frame.
 * @module
 */
// First, so that it captures the natives before any other module could change them.
import { browserWorkerPlatform } from './browser-worker-platform.ts';
import { createProcessHost } from '#bench/process/process-host.ts';
import { serveWorker, type WorkerAssignment } from '#bench/worker/serve-worker.ts';

addEventListener(
  'message',
  (event: MessageEvent<WorkerAssignment>) => {
    void serveWorker(event.data, browserWorkerPlatform, () => createProcessHost(browserWorkerPlatform));
  },
  { once: true },
);
