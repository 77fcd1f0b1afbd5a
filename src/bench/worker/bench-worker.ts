/**
 * The bench's Worker: kernel, judge, checks and the bench's own client; in fleet transport the processes too.
 * Runs in a Web Worker of the sandbox frame and in a `worker_threads` Worker of the terminal.
 * @module
 */
import type { LabFiles, LabProgram } from '#bench/judge/lab-program.ts';
import { LabSessionRunner } from '#bench/judge/lab-session-runner.ts';
import type { RunReport } from '#bench/judge/report.ts';
import { runChecks } from '#bench/judge/run-checks.ts';
import type { RunRequest } from '#bench/judge/run-request.ts';
import type { ServiceStores, StorePage } from '#bench/judge/service-stores.ts';
import type { TerminalRequest } from '#bench/judge/session-event.ts';
import type { ProcessTransport } from '#bench/kernel/process-transport.ts';
import { freezeIntrinsics } from '#bench/process/freeze-intrinsics.ts';
import type { ProcessHost } from '#bench/process/process-host.ts';
import type { EngineParts } from '#platform/engine-part.ts';
import { type PeerPort, PortPeer } from '#platform/port-peer.ts';
import { FleetTransport } from './fleet-transport.ts';
import { readStores } from './read-stores.ts';
import { TICK_MS } from './real-time-limit.ts';
import { StrictTransport } from './strict-transport.ts';
import type { WorkerFailure } from './worker-failure.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** Sessions are for looking, not for judging: one fixed seed, so that the same commands give the same answers. */
const SESSION_SEED = 1;

/**
 * Serves runs and sessions over `port`. `createHost` is called at most once, for the first fleet run.
 *
 * @example
 * serveBench(port, platform, () => createProcessHost(platform));
 */
export function serveBench(port: PeerPort, platform: WorkerPlatform, createHost: () => ProcessHost): void {
  let lastWorkerId = 0;
  let host: ProcessHost | undefined;
  let session: LabSessionRunner | undefined;
  let sessionParts: EngineParts = {};
  let strict: StrictTransport | undefined;

  const peer = new PortPeer(port, {
    runChecks: ({ parts, ...input }: { program: LabProgram; request: RunRequest; parts: EngineParts }, emit) =>
      runChecks({
        ...input,
        platform,
        onEvent: emit,
        createTransport: () => createTransport(parts, input.request.transport),
      }) satisfies Promise<RunReport>,
    openSession: ({ parts, ...input }: { program: LabProgram; files: LabFiles; parts: EngineParts }) => {
      sessionParts = parts;
      session = new LabSessionRunner({
        ...input,
        platform,
        seed: SESSION_SEED,
        transport: createTransport(parts),
        onEvent: (event) => peer.notify('sessionEvent', event),
      });
      return session.open();
    },
    send: (request: TerminalRequest) => session?.send(request),
    start: (service: string) => session?.start(service),
    stop: (service: string) => session?.stop(service),
    kill: (service: string) => session?.kill(service),
    wipe: (service: string) => session?.wipe(service),
    stores: ({ service, page }: { service: string; page?: StorePage }): ServiceStores | undefined =>
      session && { service, atMs: session.nowMs, ...readStores(session.disk(service), sessionParts, page) },
    statuses: () => session?.statuses() ?? [],
    reload: (files: LabFiles) => session?.reload(files),
    workerFailed: ({ workerId, failure }: { workerId: number; failure: WorkerFailure }) =>
      strict?.workerFailed(workerId, failure),
  });
  // The first at once: what hangs in the first moment must be noticed too.
  beat();
  platform.repeat(TICK_MS, beat);

  function beat(): void {
    peer.notify('beat');
  }

  function createTransport(parts: EngineParts, kind: RunRequest['transport'] = 'strict'): ProcessTransport {
    if (kind === 'fleet') {
      if (!host) {
        host = createHost();
        freezeIntrinsics();
      }
      return new FleetTransport(host, parts, beat);
    }
    strict?.close();
    strict = new StrictTransport(
      platform,
      {
        spawn: (workerId, processPort) => peer.notify('spawn', { workerId, port: processPort }, [processPort]),
        terminate: (workerId) => peer.notify('terminate', workerId),
      },
      () => (lastWorkerId += 1),
      parts,
      beat,
    );
    return strict;
  }
}
