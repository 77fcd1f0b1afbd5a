/**
 * The thread of the real engine: checks run here, so that one without an end can be ended; services are processes.
 * @module
 */
import process from 'node:process';
import { type MessagePort as NodePort, parentPort } from 'node:worker_threads';
import type { LabProgram } from '#bench/judge/lab-program.ts';
import type { RunRequest } from '#bench/judge/run-request.ts';
import { type RealRunPlace, runRealChecks } from '#bench/real/run-real-checks.ts';
import { TICK_MS } from '#bench/worker/real-time-limit.ts';
import type { WorkerAssignment } from '#bench/worker/serve-worker.ts';
import { type PeerPort, PortPeer } from '#platform/port-peer.ts';

/** What the runtime calls `runChecks` with. */
export interface RealRunInput {
  readonly program: LabProgram;
  readonly request: RunRequest;
  readonly place: RealRunPlace;
}

parentPort?.once('message', ({ port }: WorkerAssignment) => {
  const closing = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const peer = new PortPeer(port as unknown as PeerPort, {
    runChecks: ({ program, request, place }: RealRunInput, emit) => {
      const report = runRealChecks(program, request, place, emit, closing.signal);
      running = report.catch(() => {});
      return report;
    },
  });
  peer.notify('beat');
  setInterval(() => peer.notify('beat'), TICK_MS);
  // A thread that is ended from outside stops in the middle of whatever its children and sockets are doing. This one
  // ends itself when the other side has closed the port and nothing is open any more.
  (port as unknown as NodePort).once('close', () => {
    closing.abort();
    void running.then(() => process.exit());
  });
});
