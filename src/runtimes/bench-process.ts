/**
 * One bench Worker as its host sees it: hands it Workers for its processes, watches its beat, ends it with all it has.
 * Runs in the sandbox frame and in the terminal's main thread.
 * @module
 */
import { RealTimeLimit } from '#bench/worker/real-time-limit.ts';
import { type PeerPort, PortPeer } from '#platform/port-peer.ts';
import { repeat } from '#platform/repeat.ts';
import type { HostWorker } from './host-workers.ts';
import { LabRuntimeError } from './lab-runtime-error.ts';

export interface BenchProcessOptions {
  readonly bench: HostWorker;
  readonly takeWorker: () => HostWorker;
  /** Real time without a beat after which the Worker computes without end. */
  readonly beatLimitMs: number;
  readonly onSessionEvent?: (event: never) => void;
}

const LOAD_LIMIT_MS = 20_000;

export class BenchProcess {
  readonly #options: BenchProcessOptions;
  readonly #peer: PortPeer;
  readonly #processes = new Map<number, HostWorker>();
  readonly #limit: RealTimeLimit;
  #isLost = false;
  #isEnded = false;

  constructor(options: BenchProcessOptions) {
    this.#options = options;
    const { port1, port2 } = new MessageChannel();
    this.#limit = new RealTimeLimit(repeat);
    this.#peer = new PortPeer(port1 as PeerPort, {
      beat: () => this.#watchBeat(),
      spawn: ({ workerId, port }: { workerId: number; port: MessagePort }) => this.#spawn(workerId, port),
      terminate: (workerId: number) => this.#terminate(workerId),
      sessionEvent: (event: never) => options.onSessionEvent?.(event),
    });
    options.bench.onFailure(({ message }) =>
      this.#fail(
        new LabRuntimeError('RUNTIME_START_FAILED', {
          message: `Cannot run the bench: its Worker failed with "${message}"`,
          hint: 'Reload the page; the work in the editor is kept.',
        }),
      ),
    );
    options.bench.assign({ role: 'bench', port: port2 });
    this.#limit.arm(LOAD_LIMIT_MS, () =>
      this.#fail(
        new LabRuntimeError('RUNTIME_START_FAILED', {
          message: `Cannot run the bench: its Worker did not answer within ${LOAD_LIMIT_MS / 1_000} s`,
          hint: 'Close other programs that keep this machine busy, and try again.',
        }),
      ),
    );
  }

  /** The beat was lost: something in the bench's own thread computes without end. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Ended, lost or failed: every call rejects. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  call<Value>(method: string, input?: unknown, onEvent?: (event: never) => void): Promise<Value> {
    return this.#peer.call(method, input, onEvent);
  }

  /** Ends the bench and every process of it at once; calls under way reject with `reason`. */
  end(reason: Error): void {
    this.#fail(reason);
  }

  #fail(reason: Error): void {
    this.#isEnded = true;
    this.#limit.close();
    this.#peer.close(reason);
    this.#options.bench.terminate();
    for (const worker of this.#processes.values()) worker.terminate();
    this.#processes.clear();
  }

  #watchBeat(): void {
    const { beatLimitMs } = this.#options;
    this.#limit.arm(beatLimitMs, () => {
      this.#isLost = true;
      this.#fail(
        new LabRuntimeError('RUNTIME_CLOSED', {
          message: `Cannot go on with the run: the bench computed for ${beatLimitMs / 1_000} s without a pause`,
          hint: 'A check or, in fleet transport, a service has a loop without an end.',
        }),
      );
    });
  }

  #spawn(workerId: number, port: MessagePort): void {
    const worker = this.#options.takeWorker();
    this.#processes.set(workerId, worker);
    worker.onFailure((failure) => {
      if (this.#processes.get(workerId) === worker) this.#peer.notify('workerFailed', { workerId, failure });
    });
    worker.assign({ role: 'process', port });
  }

  #terminate(workerId: number): void {
    this.#processes.get(workerId)?.terminate();
    this.#processes.delete(workerId);
  }
}
