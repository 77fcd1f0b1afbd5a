/**
 * Entry of each of the engine's threads in the terminal.
 * @module
 */
// First, so that it captures the natives before any other module could change them.
import { nodeWorkerPlatform } from './node-worker-platform.ts';
import { parentPort } from 'node:worker_threads';
import { createProcessHost } from '#bench/process/process-host.ts';
import { serveWorker, type WorkerAssignment } from '#bench/worker/serve-worker.ts';

parentPort?.once('message', (assignment: WorkerAssignment) => {
  void serveWorker(assignment, nodeWorkerPlatform, () => createProcessHost(nodeWorkerPlatform));
});
