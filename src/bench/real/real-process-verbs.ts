/**
 * The bench's verbs for the life of real processes: kill, stop, restart, scale, deploy, in the order that the simulated engine
 * keeps. Names are checked before. Node only, POSIX.
 * @module
 */
import type { ProgramSpec } from '#bench/judge/lab-program.ts';
import type { ProcessStatus } from '#bench/judge/operation.ts';
import { assertReplicaCount, GRACE_MS, refuseRestart, refuseWorld } from '#bench/judge/process-rules.ts';
import type { Deployment } from '#bench/judge/process-verbs.ts';
import { statusOf } from '#bench/judge/process-status.ts';
import type { Replica } from '#bench/judge/replicas.ts';
import type { RealMachines } from './real-machines.ts';
import type { RealService } from './real-service.ts';
import type { RealSystem } from './real-system.ts';

export class RealProcessVerbs {
  readonly #system: RealSystem;
  readonly #machines: RealMachines;

  constructor(system: RealSystem) {
    this.#system = system;
    this.#machines = system.machines;
  }

  /** Resolves when all have ended. */
  async kill(name: string): Promise<void> {
    await Promise.all(this.#running(name).map((service) => service.kill('SIGKILL')));
  }

  async stop(name: string, graceMs = GRACE_MS): Promise<ProcessStatus> {
    await this.#end(this.#running(name), graceMs);
    return this.#system.status(name);
  }

  /** @throws {BenchUsageError} `BENCH_SERVICE_RUNNING` when none of those that the name means has ended. */
  async restart(name: string): Promise<ProcessStatus> {
    const ended = this.#machines.replicas.of(name).filter((replica) => !this.#machines.present(replica)?.isRunning);
    if (ended.length === 0) refuseRestart(name);
    await this.#start(ended);
    return this.#system.status(name);
  }

  /** New replicas are started, and the ones with the highest numbers are stopped; the rest is left alone. */
  async scale(program: ProgramSpec, count: number): Promise<readonly ProcessStatus[]> {
    const { replicas } = this.#machines;
    const { name } = program;
    if (this.#machines.isWorld(name)) refuseWorld(name, 'scale');
    assertReplicaCount(name, count);
    const added: Replica[] = [];
    while (replicas.of(name).length < count) added.push(this.#machines.addReplica(program));
    const retired = replicas.retireBeyond(program, count);
    if (added.length > 0) await this.#start(added);
    const ending = retired.flatMap((replica) => this.#machines.present(replica) ?? []);
    await this.#end(ending, GRACE_MS);
    return this.#statuses(name);
  }

  /**
   * A rolling update, one replica after the other: the new process starts, and when it listens the old one is stopped. One that
   * has stored something is stopped first, and its successor gets its folder. Where a new process does not come to listen
   * the update ends, and an old one that runs stays.
   */
  async deploy(program: ProgramSpec, change: Deployment): Promise<readonly ProcessStatus[]> {
    const { name } = program;
    if (this.#machines.isWorld(name)) refuseWorld(name, 'deploy');
    const { graceMs = GRACE_MS, ...version } = change;
    this.#machines.changeVersion(program, version);
    const { replicas } = this.#machines;
    for (const replica of replicas.of(name)) {
      const status = await this.#replace(replica, graceMs);
      if (!status.listening) {
        return replicas.of(name).map((other) => (other === replica ? status : this.#system.status(other.name)));
      }
    }
    return this.#statuses(name);
  }

  /** @returns What became of the new process. */
  async #replace(replica: Replica, graceMs: number): Promise<ProcessStatus> {
    const old = this.#machines.present(replica);
    const isMounted = (old?.folder.storedPaths().length ?? 0) > 0;
    if (old && isMounted) await this.#end([old], graceMs);
    const renewed = await this.#machines.renew(replica);
    await this.#system.start([renewed]);
    const status = statusOf(renewed.view());
    if (!status.listening) {
      await renewed.kill('SIGKILL');
      this.#machines.forget(old?.isRunning ? renewed : (old ?? renewed));
      return status;
    }
    if (old && !isMounted) await this.#end([old], graceMs);
    if (old) this.#machines.forget(old);
    return status;
  }

  async #start(replicas: readonly Replica[]): Promise<void> {
    const services: RealService[] = [];
    for (const replica of replicas) services.push(await this.#machines.current(replica));
    await this.#system.start(services);
  }

  /** SIGTERM, and SIGKILL for those that have not ended when the time of grace is over. */
  async #end(services: readonly RealService[], graceMs: number): Promise<void> {
    await Promise.all(services.map((service) => service.stop(graceMs)));
  }

  #running(name: string): readonly RealService[] {
    return this.#machines.of(name).filter(({ isRunning }) => isRunning);
  }

  #statuses(name: string): readonly ProcessStatus[] {
    return this.#machines.replicas.of(name).map((replica) => this.#system.status(replica.name));
  }
}
