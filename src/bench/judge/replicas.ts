/**
 * Which processes stand for which program: replicas by name, and the process that each of them is now. The first goes by
 * the program's own name, further ones by `orders-2`, `orders-3` …; all share the host `orders`. Pure.
 * @module
 */
import type { ProgramSpec } from './lab-program.ts';

export interface Replica {
  /** Name of its process, its host and its disk. */
  readonly name: string;
  readonly program: ProgramSpec;
  /** Every process that it has been, the present one last. While one takes over from another, both run. */
  readonly pids: number[];
}

export class Replicas {
  readonly #byProgram = new Map<string, Replica[]>();
  /** Replicas that were scaled away; their disks are still there. */
  readonly #retired: Replica[] = [];

  constructor(programs: readonly ProgramSpec[]) {
    for (const program of programs) this.#byProgram.set(program.name, [newReplica(program, 1)]);
  }

  /** Programs by name as they are from now on. One that is known keeps its processes, one that is gone retires. */
  declare(programs: readonly ProgramSpec[]): void {
    const known = new Map(this.#byProgram);
    this.#byProgram.clear();
    for (const program of programs) {
      const replicas = known.get(program.name)?.map((replica) => ({ ...replica, program }));
      this.#byProgram.set(program.name, replicas ?? [newReplica(program, 1)]);
      known.delete(program.name);
    }
    this.#retired.push(...[...known.values()].flat());
  }

  /** All that are wanted now, program by program. */
  all(): readonly Replica[] {
    return [...this.#byProgram.values()].flat();
  }

  /** With those that were scaled away. */
  ever(): readonly Replica[] {
    return [...this.all(), ...this.#retired];
  }

  /** Those that a name means: all of a program, or one; none when the name is unknown. */
  of(name: string): readonly Replica[] {
    const all = this.#byProgram.get(name);
    if (all) return all;
    return this.all()
      .filter((replica) => replica.name === name || `${replica.name}-1` === name)
      .slice(0, 1);
  }

  /** One more, with the lowest free number. */
  add(program: ProgramSpec): Replica {
    const all = this.#byProgram.get(program.name) ?? [];
    const replica = newReplica(program, all.length + 1);
    this.#byProgram.set(program.name, [...all, replica]);
    return replica;
  }

  /** Takes those with the highest numbers away until `count` are left. */
  retireBeyond(program: ProgramSpec, count: number): readonly Replica[] {
    const all = this.#byProgram.get(program.name) ?? [];
    const retired = all.slice(count);
    this.#byProgram.set(program.name, all.slice(0, count));
    this.#retired.push(...retired);
    return retired;
  }
}

function newReplica(program: ProgramSpec, number: number): Replica {
  return { name: number === 1 ? program.name : `${program.name}-${number}`, program, pids: [] };
}
