/**
 * The bench that a check is given, on real processes. Structurally `Bench` of `labs/_kit/bench.ts`. Node only.
 * @module
 */
import type { LabProgram } from '#bench/judge/lab-program.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { BenchUsageError } from '#bench/judge/bench-usage-error.ts';
import { ledgerEntries, ledgerRequest, toClientRequest, toOperation } from '#bench/judge/client-operation.ts';
import type { Fault } from '#bench/judge/fault.ts';
import type {
  Capability,
  CrashPoint,
  HttpRequest,
  Operation,
  ProcessStatus,
  ServiceDisk,
  TrafficPlan,
} from '#bench/judge/operation.ts';
import { planArrivals } from '#bench/judge/plan-arrivals.ts';
import type { Timeline } from '#bench/judge/report.ts';
import type { TrafficLimit } from '#bench/judge/traffic-limit.ts';
import { SeededChoice } from '#bench/kernel/seeded-choice.ts';
import { notJudgedHere } from './not-judged-here.ts';
import type { RealService } from './real-service.ts';
import type { RealSystem } from './real-system.ts';

export interface RealBenchOptions {
  readonly system: RealSystem;
  readonly program: LabProgram;
  readonly seed: number;
  /** Real milliseconds for each millisecond of a sleep and between arrivals; 1 is real time. */
  readonly timeScale: number;
  readonly onProgress: (sentence: string) => void;
  /** Which requests of the traffic are sent. */
  readonly limit: TrafficLimit;
}

/** None so far: what needs one ends a check as *not judged*. */
export const REAL_CAPABILITIES: readonly Capability[] = [];

/** As Kubernetes grants. */
const DEFAULT_GRACE_MS = 30_000;

export class RealBench {
  readonly seed: number;
  readonly capabilities: readonly Capability[] = REAL_CAPABILITIES;
  readonly choose: SeededChoice;
  readonly #options: RealBenchOptions;
  readonly #system: RealSystem;
  readonly #operations: (Operation | undefined)[] = [];
  #ledgerReadCount = 0;

  constructor(options: RealBenchOptions) {
    this.#options = options;
    this.#system = options.system;
    this.seed = options.seed;
    this.choose = new SeededChoice(this.seed);
  }

  get services(): readonly string[] {
    return this.#options.program.services.map(({ name }) => name);
  }

  /** Real milliseconds since the run began, whatever the time scale. */
  nowMs(): number {
    return this.#system.nowMs;
  }

  progress(sentence: string): void {
    this.#options.onProgress(sentence);
  }

  request(request: HttpRequest): Promise<Operation> {
    return this.#send(request);
  }

  async traffic(plan: TrafficPlan): Promise<readonly Operation[]> {
    const arrivals = planArrivals(plan, this.choose).map(({ afterUs, request }, index) => {
      const isSent = this.#options.limit.admit();
      const arrive = () => this.#arrive(request(), index, isSent);
      return afterUs === 0 ? arrive() : this.sleep(afterUs / 1_000).then(arrive);
    });
    return (await Promise.all(arrivals)).filter((operation) => operation !== undefined);
  }

  sleep(ms: number): Promise<void> {
    return pause(ms * this.#options.timeScale);
  }

  async kill(service: string): Promise<void> {
    await this.#find(service, 'kill').kill('SIGKILL');
  }

  /** SIGTERM, and SIGKILL when the time of grace is over, in real time. */
  async stop(service: string, options: { readonly graceMs?: number } = {}): Promise<ProcessStatus> {
    await this.#find(service, 'stop').stop(options.graceMs ?? DEFAULT_GRACE_MS);
    return this.status(service);
  }

  async restart(service: string): Promise<ProcessStatus> {
    const found = this.#find(service, 'restart');
    if (found.isRunning) {
      throw new BenchUsageError('BENCH_SERVICE_RUNNING', {
        message: `Cannot restart "${service}": it is running, and only a service that has ended can be started`,
        hint: `Call bench.kill("${service}") first.`,
      });
    }
    await this.#system.start([found]);
    return this.status(service);
  }

  status(service: string): ProcessStatus {
    return this.#system.status(this.#find(service, 'read the status of'));
  }

  async scale(): Promise<readonly ProcessStatus[]> {
    return notJudgedHere('replicas');
  }

  async deploy(): Promise<readonly ProcessStatus[]> {
    return notJudgedHere('replicas');
  }

  crashAt(): CrashPoint {
    return notJudgedHere('crash-points');
  }

  async skewClock(): Promise<void> {
    notJudgedHere('clock-skew');
  }

  disk(): ServiceDisk {
    return notJudgedHere('disks');
  }

  async toxic(): Promise<Fault> {
    return notJudgedHere('network-faults');
  }

  async proxy(): Promise<Fault> {
    return notJudgedHere('network-faults');
  }

  async message(): Promise<Fault> {
    return notJudgedHere('message-faults');
  }

  async partition(): Promise<Fault> {
    return notJudgedHere('partitions');
  }

  async lossy(): Promise<Fault> {
    return notJudgedHere('network-faults');
  }

  /** Nothing can be in force here. */
  async heal(): Promise<void> {}

  settle(limitMs: number): Promise<void> {
    return this.#system.settle(limitMs);
  }

  /** Operations that have ended, in the order of sending. */
  history(): readonly Operation[] {
    return this.#operations.filter((operation) => operation !== undefined);
  }

  timeline(): Timeline {
    return this.#system.timeline.timeline();
  }

  async ledger<Entry>(world: string): Promise<readonly Entry[]> {
    const { program } = this.#find(world, 'read the ledger of');
    this.#ledgerReadCount += 1;
    const read = `ledger-${this.#ledgerReadCount}`;
    return ledgerEntries<Entry>(world, await this.#system.client.send(ledgerRequest(world, program.port), read));
  }

  /** One that a shortened replay leaves out takes its number along. */
  async #arrive(request: HttpRequest, index: number, isSent: boolean): Promise<Operation | undefined> {
    if (isSent) return this.#send(request, index);
    this.#operations.push(undefined);
    return undefined;
  }

  async #send(request: HttpRequest, index?: number): Promise<Operation> {
    const client = toClientRequest(request);
    const place = this.#operations.push(undefined) - 1;
    const id = `r-${place + 1}`;
    if (index !== undefined) this.#options.limit.sent(id);
    const sentAtMs = this.nowMs();
    const result = await this.#system.client.send(client, id);
    if ('error' in result) await this.#system.noticeEnd(client.host);
    const operation = toOperation(id, request, sentAtMs, result);
    const placed = index === undefined ? operation : { ...operation, index };
    this.#operations[place] = placed;
    return placed;
  }

  #find(name: string, action: string): RealService {
    // The first replica's other name; there are no further ones here.
    const service = this.#system.find(name) ?? this.#system.find(name.replace(/-1$/, ''));
    if (service) return service;
    const names = this.#system.services.map((known) => `"${known.name}"`).join(', ');
    throw new BenchUsageError('BENCH_SERVICE_UNKNOWN', {
      message: `Cannot ${action} "${name}": the lab runs ${names}`,
      hint: 'Use one of these names, or add the service to lab.yaml.',
    });
  }
}
