/**
 * The bench that a check is given, on real processes. Structurally `Bench` of `labs/_kit/bench.ts`. Node only.
 * @module
 */
import type { LabProgram, ProgramSpec } from '#bench/judge/lab-program.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { BenchUsageError } from '#bench/judge/bench-usage-error.ts';
import { ledgerEntries, ledgerRequest, toClientRequest, toOperation } from '#bench/judge/client-operation.ts';
import type { Fault } from '#bench/judge/fault.ts';
import { NetworkVerbs } from '#bench/judge/network-verbs.ts';
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
import type { Deployment } from '#bench/judge/process-verbs.ts';
import type { Timeline } from '#bench/judge/report.ts';
import type { TrafficLimit } from '#bench/judge/traffic-limit.ts';
import type { Edge } from '#bench/kernel/edge.ts';
import { SeededChoice } from '#bench/kernel/seeded-choice.ts';
import type { Toxic } from '#bench/kernel/toxic.ts';
import { notJudgedHere } from './not-judged-here.ts';
import { RealProcessVerbs } from './real-process-verbs.ts';
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

/** What needs another ends a check as *not judged*; so does the verb `lossy`, which these do not cover. */
export const REAL_CAPABILITIES: readonly Capability[] = ['network-faults', 'partitions', 'replicas', 'disks'];

export class RealBench {
  readonly seed: number;
  readonly capabilities: readonly Capability[] = REAL_CAPABILITIES;
  readonly choose: SeededChoice;
  readonly #options: RealBenchOptions;
  readonly #system: RealSystem;
  readonly #network: NetworkVerbs;
  readonly #processes: RealProcessVerbs;
  readonly #operations: (Operation | undefined)[] = [];
  #ledgerReadCount = 0;

  constructor(options: RealBenchOptions) {
    this.#options = options;
    this.#system = options.system;
    this.seed = options.seed;
    this.choose = new SeededChoice(this.seed);
    this.#processes = new RealProcessVerbs(this.#system);
    this.#network = new NetworkVerbs(this.#system.network, {
      isProcess: (name) => this.#system.machines.replicas.of(name).length > 0,
      programs: this.#system.machines.programs.map(({ name }) => name),
    });
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
    this.#assertOurs(service, 'kill');
    await this.#processes.kill(service);
  }

  /** SIGTERM, and SIGKILL when the time of grace is over, in real time. */
  async stop(service: string, options: { readonly graceMs?: number } = {}): Promise<ProcessStatus> {
    this.#assertOurs(service, 'stop');
    return this.#processes.stop(service, options.graceMs);
  }

  async restart(service: string): Promise<ProcessStatus> {
    this.#assertOurs(service, 'restart');
    return this.#processes.restart(service);
  }

  status(service: string): ProcessStatus {
    this.#assertKnown(service, 'read the status of');
    return this.#system.status(service);
  }

  async scale(service: string, replicas: number): Promise<readonly ProcessStatus[]> {
    return this.#processes.scale(this.#programNamed(service, 'scale'), replicas);
  }

  async deploy(service: string, change: Deployment): Promise<readonly ProcessStatus[]> {
    return this.#processes.deploy(this.#programNamed(service, 'deploy'), change);
  }

  crashAt(): CrashPoint {
    return notJudgedHere('crash-points');
  }

  async skewClock(): Promise<void> {
    notJudgedHere('clock-skew');
  }

  /** The first replica's, for a service that has several; accesses are those of all. */
  disk(service: string): ServiceDisk {
    this.#assertKnown(service, 'read the disk of');
    const { machines, timeline } = this.#system;
    const replicas = machines.replicas.of(service);
    const names = new Set(replicas.map(({ name }) => name));
    const folder = () => replicas[0] && machines.present(replicas[0])?.folder;
    return {
      accesses: () => timeline.accesses().filter(({ process }) => names.has(process)),
      files: () => folder()?.storedPaths() ?? [],
      read: (path) => folder()?.readStored(path),
      wipe: async () => folder()?.wipe(),
    };
  }

  toxic(edge: Edge, toxic: Toxic): Promise<Fault> {
    return this.#inForce(this.#network.toxic(edge, toxic));
  }

  proxy(edge: Edge, setting: { readonly enabled: boolean }): Promise<Fault> {
    return this.#inForce(this.#network.proxy(edge, setting));
  }

  async message(): Promise<Fault> {
    return notJudgedHere('message-faults');
  }

  partition(groups: readonly (readonly string[])[]): Promise<Fault> {
    return this.#inForce(this.#network.partition(groups));
  }

  async lossy(): Promise<Fault> {
    return notJudgedHere('packet-loss');
  }

  async heal(): Promise<void> {
    await this.#network.heal();
    await this.#system.settleNetwork();
  }

  /** Labels of faults that hit nothing, against the plan of the check. */
  missedFaults(): readonly string[] {
    return this.#network.missed();
  }

  settle(limitMs: number): Promise<void> {
    return this.#system.settle(limitMs);
  }

  /** Operations that have ended, in the order of sending. */
  history(): readonly Operation[] {
    return this.#operations.filter((operation) => operation !== undefined);
  }

  timeline(): Timeline {
    return this.#system.timeline.timeline(this.nowMs());
  }

  async ledger<Entry>(world: string): Promise<readonly Entry[]> {
    const program = this.#programNamed(world, 'read the ledger of');
    this.#ledgerReadCount += 1;
    const read = `ledger-${this.#ledgerReadCount}`;
    return ledgerEntries<Entry>(world, await this.#system.client.send(ledgerRequest(world, program.port), read));
  }

  /** Proxies that a fault or its end opens and closes have done so when the check goes on. */
  async #inForce(started: Promise<Fault>): Promise<Fault> {
    const fault = await started;
    await this.#system.settleNetwork();
    return {
      hits: () => fault.hits(),
      remove: async (options) => {
        await fault.remove(options);
        await this.#system.settleNetwork();
      },
    };
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

  /** Known, and not somebody else's. */
  #assertOurs(service: string, action: string): void {
    this.#assertKnown(service, action);
    if (this.#system.isForeign(service)) notJudgedHere('foreign-broker');
  }

  /** A program or one of its replicas. */
  #assertKnown(service: string, action: string): void {
    const { replicas } = this.#system.machines;
    if (replicas.of(service).length === 0) this.#refuseName(service, action, replicas.all());
  }

  #programNamed(service: string, action: string): ProgramSpec {
    const { programs } = this.#system.machines;
    return programs.find(({ name }) => name === service) ?? this.#refuseName(service, action, programs);
  }

  #refuseName(service: string, action: string, known: readonly { readonly name: string }[]): never {
    const names = known.map(({ name }) => `"${name}"`).join(', ');
    throw new BenchUsageError('BENCH_SERVICE_UNKNOWN', {
      message: `Cannot ${action} "${service}": the lab runs ${names}`,
      hint: 'Use one of these names, or add the service to lab.yaml.',
    });
  }
}
