/**
 * The bench that a check is given, on the simulated engine. Structurally `Bench` of `labs/_kit/bench.ts`.
 * Runs beside the kernel.
 * @module
 */
import type { Edge } from '#bench/kernel/edge.ts';
import type { MessageFault } from '#bench/kernel/network-fault.ts';
import { SeededChoice } from '#bench/kernel/seeded-choice.ts';
import type { Toxic } from '#bench/kernel/toxic.ts';
import { BenchUsageError } from './bench-usage-error.ts';
import { ledgerEntries, ledgerRequest, toClientRequest, toOperation } from './client-operation.ts';
import type { Fault } from './fault.ts';
import type { LabSystem } from './lab-system.ts';
import { MachineVerbs } from './machine-verbs.ts';
import type { ProgramSpec } from './lab-program.ts';
import { NetworkVerbs } from './network-verbs.ts';
import type {
  Capability,
  CrashPoint,
  HttpRequest,
  Operation,
  ProcessStatus,
  ServiceDisk,
  TrafficPlan,
} from './operation.ts';
import { planArrivals } from './plan-arrivals.ts';
import { type Deployment, ProcessVerbs } from './process-verbs.ts';
import type { Timeline } from './report.ts';
import { TrafficLimit } from './traffic-limit.ts';

/** All there are. */
export const SIMULATED_CAPABILITIES = [
  'virtual-time',
  'replicas',
  'disks',
  'crash-points',
  'clock-skew',
  'network-faults',
  'message-faults',
  'partitions',
] as const satisfies readonly Capability[];

export class SimulatedBench {
  readonly seed: number;
  readonly capabilities: readonly Capability[] = SIMULATED_CAPABILITIES;
  readonly choose: SeededChoice;
  readonly #system: LabSystem;
  readonly #processes: ProcessVerbs;
  readonly #machines: MachineVerbs;
  readonly #network: NetworkVerbs;
  readonly #onProgress: (sentence: string) => void;
  readonly #operations: (Operation | undefined)[] = [];
  readonly #limit: TrafficLimit;
  #ledgerReadCount = 0;

  constructor(system: LabSystem, onProgress: (sentence: string) => void, limit = new TrafficLimit()) {
    this.seed = system.kernel.seed;
    this.choose = new SeededChoice(this.seed);
    this.#system = system;
    this.#processes = new ProcessVerbs(system);
    this.#machines = new MachineVerbs(system);
    this.#network = new NetworkVerbs(system.kernel, {
      isProcess: (name) => system.replicas.of(name).length > 0,
      programs: system.programs.map(({ name }) => name),
    });
    this.#onProgress = onProgress;
    this.#limit = limit;
  }

  get services(): readonly string[] {
    return this.#system.services.map(({ name }) => name);
  }

  nowMs(): number {
    return this.#system.nowMs;
  }

  progress(sentence: string): void {
    this.#onProgress(sentence);
  }

  request(request: HttpRequest): Promise<Operation> {
    return this.#send(request);
  }

  async traffic(plan: TrafficPlan): Promise<readonly Operation[]> {
    const arrivals = planArrivals(plan, this.choose).map(({ afterUs, request }, index) => {
      const isSent = this.#limit.admit();
      const arrive = () => this.#arrive(request(), index, isSent);
      return afterUs === 0 ? arrive() : this.sleep(afterUs / 1_000).then(arrive);
    });
    return (await Promise.all(arrivals)).filter((operation) => operation !== undefined);
  }

  /** One that is left out takes its number along: operations have one name in the whole run and in a shortened one. */
  async #arrive(request: HttpRequest, index: number, isSent: boolean): Promise<Operation | undefined> {
    if (isSent) return this.#send(request, index);
    this.#operations.push(undefined);
    return undefined;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.#system.client.after(ms, resolve));
  }

  async kill(service: string): Promise<void> {
    this.#assertKnown(service, 'kill');
    this.#system.kill(service);
  }

  async restart(service: string): Promise<ProcessStatus> {
    this.#assertKnown(service, 'restart');
    return this.#processes.restart(service);
  }

  async stop(service: string, options: { readonly graceMs?: number } = {}): Promise<ProcessStatus> {
    this.#assertKnown(service, 'stop');
    return this.#processes.stop(service, options.graceMs);
  }

  async scale(service: string, replicas: number): Promise<readonly ProcessStatus[]> {
    return this.#processes.scale(this.#programNamed(service, 'scale'), replicas);
  }

  async deploy(service: string, change: Deployment): Promise<readonly ProcessStatus[]> {
    return this.#processes.deploy(this.#programNamed(service, 'deploy'), change);
  }

  crashAt(service: string, k: number): CrashPoint {
    this.#assertKnown(service, 'end');
    return this.#machines.crashAt(service, k);
  }

  async skewClock(service: string, ms: number): Promise<void> {
    this.#assertKnown(service, 'set the clock of');
    this.#machines.skewClock(service, ms);
  }

  disk(service: string): ServiceDisk {
    this.#assertKnown(service, 'read the disk of');
    return this.#machines.disk(service);
  }

  status(service: string): ProcessStatus {
    this.#assertKnown(service, 'read the status of');
    return this.#system.status(service);
  }

  settle(limitMs: number): Promise<void> {
    const limitUs = this.#system.kernel.nowUs + limitMs * 1_000;
    return this.#system.waitUntil(() => this.#system.isQuietUntil(limitUs));
  }

  /** Operations that have ended, in the order of sending. */
  history(): readonly Operation[] {
    return this.#operations.filter((operation) => operation !== undefined);
  }

  timeline(): Timeline {
    return this.#system.recorder.timeline(this.nowMs());
  }

  toxic(edge: Edge, toxic: Toxic): Promise<Fault> {
    return this.#network.toxic(edge, toxic);
  }

  proxy(edge: Edge, setting: { readonly enabled: boolean }): Promise<Fault> {
    return this.#network.proxy(edge, setting);
  }

  message(edge: Edge, fault: MessageFault): Promise<Fault> {
    return this.#network.message(edge, fault);
  }

  partition(groups: readonly (readonly string[])[]): Promise<Fault> {
    return this.#network.partition(groups);
  }

  lossy(edge: Edge, share: number): Promise<Fault> {
    return this.#network.lossy(edge, share);
  }

  heal(): Promise<void> {
    return this.#network.heal();
  }

  /** Labels of faults that hit nothing, against the plan of the check. */
  missedFaults(): readonly string[] {
    return [...this.#network.missed(), ...this.#machines.missed()];
  }

  async ledger<Entry>(world: string): Promise<readonly Entry[]> {
    const program = this.#programNamed(world, 'read the ledger of');
    this.#ledgerReadCount += 1;
    const read = `ledger-${this.#ledgerReadCount}`;
    return ledgerEntries<Entry>(world, await this.#system.client.send(ledgerRequest(world, program.port), read));
  }

  async #send(request: HttpRequest, index?: number): Promise<Operation> {
    const client = toClientRequest(request);
    const place = this.#operations.push(undefined) - 1;
    const id = `r-${place + 1}`;
    if (index !== undefined) this.#limit.sent(id);
    const sentAtMs = this.nowMs();
    const operation = toOperation(id, request, sentAtMs, await this.#system.client.send(client, id));
    const placed = index === undefined ? operation : { ...operation, index };
    this.#operations[place] = placed;
    return placed;
  }

  /** A program or one of its replicas. */
  #assertKnown(service: string, action: string): void {
    if (this.#system.replicas.of(service).length === 0) this.#refuseName(service, action, this.#system.replicas.all());
  }

  #programNamed(service: string, action: string): ProgramSpec {
    const program = this.#system.find(service);
    return program ?? this.#refuseName(service, action, this.#system.programs);
  }

  #refuseName(service: string, action: string, known: readonly { readonly name: string }[]): never {
    const names = known.map(({ name }) => `"${name}"`).join(', ');
    throw new BenchUsageError('BENCH_SERVICE_UNKNOWN', {
      message: `Cannot ${action} "${service}": the lab runs ${names}`,
      hint: 'Use one of these names, or add the service to lab.yaml.',
    });
  }
}
