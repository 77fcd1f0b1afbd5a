/**
 * One Worker per process: globals of one program never reach another, and one that computes without end is stopped and
 * named while everything else lives on. Runs in the bench's Worker.
 * @module
 */
import type { Delivery, ProcessTransport } from '#bench/kernel/process-transport.ts';
import type { ProcessEvent, ProcessSpec } from '#bench/kernel/protocol.ts';
import { compileFiles } from '#bench/process/module/compile-files.ts';
import type { EngineParts } from '#platform/engine-part.ts';
import type { PeerPort } from '#platform/port-peer.ts';
import { eventForPort } from './own-bytes.ts';
import type { FromProcess, ToProcess } from './process-messages.ts';
import { parseDelivery } from './parse-delivery.ts';
import { RealTimeLimit } from './real-time-limit.ts';
import type { WorkerFailure } from './worker-failure.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** How the outer host is asked for Workers; only it can make and end them. */
export interface WorkerBroker {
  spawn(workerId: number, port: MessagePort): void;
  terminate(workerId: number): void;
}

/**
 * Evaluating a program and its packages on a slow phone is not endless computing, least of all while the Workers of a dozen
 * other services load beside it; an event is.
 */
const START_LIMIT_MS = 5_000;
const EVENT_LIMIT_MS = 1_000;
const LOAD_LIMIT_MS = 15_000;

interface ProcessLink {
  readonly workerId: number;
  readonly port: PeerPort;
  isReady: boolean;
  onReady: (() => void) | undefined;
  answer: ((delivery: Delivery) => void) | undefined;
  /** Of the delivery that it has not answered. */
  eventCount: number;
  /** Why it can take no more events. */
  failure: string | undefined;
}

export class StrictTransport implements ProcessTransport {
  readonly #platform: Pick<WorkerPlatform, 'createChannel'>;
  readonly #broker: WorkerBroker;
  readonly #takeWorkerId: () => number;
  readonly #parts: EngineParts;
  readonly #links = new Map<number, ProcessLink>();
  readonly #limit: RealTimeLimit;
  readonly #beat: () => void;

  /** @param beat Says that the thread goes on, while it does the engine's own work. */
  constructor(
    platform: Pick<WorkerPlatform, 'createChannel' | 'repeat'>,
    broker: WorkerBroker,
    takeWorkerId: () => number,
    parts: EngineParts = {},
    beat: () => void = () => {},
  ) {
    this.#beat = beat;
    this.#parts = parts;
    this.#platform = platform;
    this.#broker = broker;
    this.#takeWorkerId = takeWorkerId;
    this.#limit = new RealTimeLimit((everyMs, tick) => platform.repeat(everyMs, tick));
  }

  create(spec: ProcessSpec): void {
    const { near, far } = this.#platform.createChannel();
    const workerId = this.#takeWorkerId();
    const link: ProcessLink = {
      workerId,
      port: near,
      isReady: false,
      onReady: undefined,
      answer: undefined,
      eventCount: 0,
      failure: undefined,
    };
    near.onmessage = ({ data }: MessageEvent<FromProcess>) => this.#receive(link, data);
    this.#links.set(spec.pid, link);
    this.#broker.spawn(workerId, far);
    const compiled = compileFiles(spec.files, this.#beat);
    near.postMessage({ kind: 'create', spec, compiled, parts: this.#parts } satisfies ToProcess);
  }

  deliver(pid: number, events: readonly ProcessEvent[]): Promise<Delivery> {
    const link = this.#links.get(pid);
    if (!link) return Promise.resolve({ stopped: 'its Worker is gone', bySelf: false });
    if (link.failure !== undefined) return Promise.resolve({ stopped: link.failure, bySelf: false });
    return new Promise((resolve) => {
      link.answer = (delivery) => {
        this.#limit.disarm();
        link.answer = undefined;
        link.onReady = undefined;
        resolve(delivery);
      };
      link.eventCount = events.length;
      link.port.postMessage({ kind: 'deliver', events: events.map(eventForPort) } satisfies ToProcess);
      if (link.isReady) this.#watch(link, events);
      else {
        link.onReady = () => this.#watch(link, events);
        this.#limit.arm(LOAD_LIMIT_MS, () =>
          link.answer?.({ stopped: `its Worker did not load within ${LOAD_LIMIT_MS / 1_000} s`, bySelf: false }),
        );
      }
    });
  }

  destroy(pid: number): void {
    const link = this.#links.get(pid);
    if (!link) return;
    this.#links.delete(pid);
    link.port.onmessage = null;
    link.port.close?.();
    this.#broker.terminate(link.workerId);
  }

  /** The outer host could not load or keep the Worker. */
  workerFailed(workerId: number, { message, isOutOfMemory }: WorkerFailure): void {
    const link = [...this.#links.values()].find((candidate) => candidate.workerId === workerId);
    if (!link) return;
    link.failure = isOutOfMemory ? `stopped by the bench: ${message}` : `its Worker failed: ${message}`;
    link.answer?.({ stopped: link.failure, bySelf: isOutOfMemory });
  }

  /** Ends the watching. Processes are destroyed by the kernel. */
  close(): void {
    this.#limit.close();
  }

  #watch(link: ProcessLink, events: readonly ProcessEvent[]): void {
    const limitMs = events.some(({ kind }) => kind === 'start') ? START_LIMIT_MS : EVENT_LIMIT_MS;
    const stopped = `stopped by the bench after ${limitMs / 1_000} s of computing`;
    this.#limit.arm(limitMs, () => link.answer?.({ stopped, bySelf: true }));
  }

  #receive(link: ProcessLink, message: FromProcess): void {
    switch (message.kind) {
      case 'ready':
        link.isReady = true;
        link.onReady?.();
        return;
      case 'effects':
        link.answer?.(delivered(message.effects, link.eventCount));
        return;
      case 'failed':
        link.failure = `the engine failed: ${message.message}`;
        link.answer?.({ stopped: link.failure, bySelf: false });
    }
  }
}

function delivered(lists: unknown, eventCount: number): Delivery {
  const effects = parseDelivery(lists, eventCount);
  return typeof effects === 'string' ? { stopped: effects, bySelf: true } : { effects };
}
