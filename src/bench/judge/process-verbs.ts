/**
 * The bench's verbs for the life of processes: kill, stop, restart, scale, deploy. Names are checked before. Runs beside
 * the kernel.
 * @module
 */
import type { ProgramSpec } from './lab-program.ts';
import type { LabSystem } from './lab-system.ts';
import type { ProcessStatus } from './operation.ts';
import { assertReplicaCount, GRACE_MS, refuseRestart, refuseWorld } from './process-rules.ts';
import { statusOf } from './process-status.ts';
import type { Replica } from './replicas.ts';
import type { VersionChange } from './version-change.ts';

export interface Deployment extends VersionChange {
  readonly graceMs?: number;
}

export class ProcessVerbs {
  readonly #system: LabSystem;

  constructor(system: LabSystem) {
    this.#system = system;
  }

  async stop(name: string, graceMs = GRACE_MS): Promise<ProcessStatus> {
    const pids = this.#system.replicas.of(name).flatMap((replica) => this.#system.livePids(replica));
    await this.#end(pids, graceMs);
    return this.#system.status(name);
  }

  /** @throws {BenchUsageError} `BENCH_SERVICE_RUNNING` when none of those that the name means has ended. */
  async restart(name: string): Promise<ProcessStatus> {
    const ended = this.#system.replicas.of(name).filter((replica) => this.#system.livePids(replica).length === 0);
    if (ended.length === 0) refuseRestart(name);
    await this.#system.startReplicas(ended);
    return this.#system.status(name);
  }

  /** New replicas are started, and the ones with the highest numbers are stopped; the rest is left alone. */
  async scale(program: ProgramSpec, count: number): Promise<readonly ProcessStatus[]> {
    this.#assertService(program, 'scale');
    assertReplicaCount(program.name, count);
    const added: Replica[] = [];
    while (this.#system.replicas.of(program.name).length < count) added.push(this.#system.addReplica(program));
    const retired = this.#system.replicas.retireBeyond(program, count);
    if (added.length > 0) await this.#system.startReplicas(added);
    await this.#end(
      retired.flatMap((replica) => this.#system.livePids(replica)),
      GRACE_MS,
    );
    return this.#system.replicas.of(program.name).map(({ name }) => this.#system.status(name));
  }

  /**
   * A rolling update, one replica after the other: the new process starts, and when it listens the old one is stopped.
   * A disk serves one process at a time, so a replica that has stored something is stopped first, and its successor
   * starts with that disk. Where a new process does not come to listen the update ends, and an old one that runs stays.
   */
  async deploy(program: ProgramSpec, change: Deployment): Promise<readonly ProcessStatus[]> {
    this.#assertService(program, 'deploy');
    const { graceMs = GRACE_MS, ...version } = change;
    this.#system.changeVersion(program, version);
    for (const replica of this.#system.replicas.of(program.name)) {
      const status = await this.#replace(replica, graceMs);
      if (!status.listening) {
        return this.#system.replicas
          .of(program.name)
          .map((other) => (other === replica ? status : this.#system.status(other.name)));
      }
    }
    return this.#system.replicas.of(program.name).map(({ name }) => this.#system.status(name));
  }

  /** @returns What became of the new process. */
  async #replace(replica: Replica, graceMs: number): Promise<ProcessStatus> {
    const old = this.#system.livePids(replica);
    const isMounted = this.#system.kernel.disk(replica.name).isUsed();
    if (isMounted) await this.#end(old, graceMs);
    await this.#system.startReplicas([replica]);
    const pid = replica.pids.at(-1) ?? 0;
    const status = statusOf(this.#system.kernel.process(pid));
    if (!status.listening) this.#system.kernel.kill(pid);
    else if (!isMounted) await this.#end(old, graceMs);
    return status;
  }

  /** SIGTERM, and SIGKILL for those that have not ended when the time of grace is over. */
  async #end(pids: readonly number[], graceMs: number): Promise<void> {
    const { kernel, client } = this.#system;
    const isOver = () => pids.every((pid) => kernel.process(pid)?.state === 'exited');
    if (isOver()) return;
    let isGraceOver = false;
    const cancel = client.after(graceMs, () => (isGraceOver = true));
    for (const pid of pids) kernel.signal(pid, 'SIGTERM');
    await this.#system.waitUntil(() => isGraceOver || isOver());
    cancel();
    for (const pid of pids) kernel.kill(pid);
  }

  #assertService(program: ProgramSpec, action: string): void {
    if (this.#system.isWorld(program.name)) refuseWorld(program.name, action);
  }
}
