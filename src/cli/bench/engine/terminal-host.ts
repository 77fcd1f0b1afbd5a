/**
 * The engine in this process's threads. Node only.
 * @module
 */
import { MessageChannel, Worker } from 'node:worker_threads';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import type { PeerPort } from '#platform/port-peer.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import type { LabSession } from '#runtimes/lab-runtime.ts';
import type { EngineHost } from './engine-host.ts';
import { countRoundTrips, ECHO_LISTENER } from './port-round-trips.ts';
import { startSession, timeRun } from './time-run.ts';

const ECHO_THREAD = `require('node:worker_threads').parentPort.once('message', ${ECHO_LISTENER});`;

export async function openTerminalHost(): Promise<EngineHost> {
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  let session: LabSession | undefined;
  return {
    name: 'terminal',
    run: (system, transport, seed) => timeRun(runtime, system, transport, seed),
    start: async (system) => {
      const started = await startSession(runtime, system);
      ({ session } = started);
      return started.ms;
    },
    stop: async () => session?.close(),
    roundTripsPerSecond: async () => {
      const worker = new Worker(ECHO_THREAD, { eval: true });
      const { port1, port2 } = new MessageChannel();
      worker.postMessage(port2, [port2]);
      const perSecond = await countRoundTrips(port1 as unknown as PeerPort);
      await worker.terminate();
      return perSecond;
    },
    cpuSeconds: async () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
    memoryMb: async () => process.memoryUsage.rss() / 1e6,
    close: () => runtime.close(),
  };
}
