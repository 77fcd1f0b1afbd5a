/**
 * What every Worker of the engine runs: its first message makes it a bench or a process. One code for both roles means
 * one file to load, and spare Workers that can become either.
 * @module
 */
import type { ProcessHost } from '#bench/process/process-host.ts';
import type { PeerPort } from '#platform/port-peer.ts';
import { serveProcess } from './process-worker.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** The first and only message that a Worker gets directly; everything else goes over the port. */
export interface WorkerAssignment {
  readonly role: 'bench' | 'process';
  readonly port: MessagePort;
}

export async function serveWorker(
  { role, port }: WorkerAssignment,
  platform: WorkerPlatform,
  createHost: () => ProcessHost,
): Promise<void> {
  if (role === 'process') {
    serveProcess(port as PeerPort, createHost());
    return;
  }
  // Kernel, judge and compiler are most of the code; the Worker of a process never evaluates them.
  const { serveBench } = await import('./bench-worker.ts');
  serveBench(port as PeerPort, platform, createHost);
}
