/**
 * Processes that processes start: on the same machine, so they share its host name, its ports and its disk, and they end
 * with its first process, as in a container. Pure; kernel-private.
 * @module
 */
import { isChildPid } from './child-pid.ts';
import type { ProcessEnding } from './kernel-observer.ts';
import { type KernelProcess, newChild } from './kernel-process.ts';
import { LOCAL_US } from './latency.ts';
import type { NetworkHost, Origin } from './network-host.ts';
import type { PipeChannel, ProcessEffect, ProcessEvent, ProcessSpec } from './protocol.ts';

/** So many processes one machine may have at once. */
export const MACHINE_LIMIT = 64;
/** From the call to the first line of the child. */
const START_US = 1_000;
const PIPE_SALT = 10;

type Spec = Omit<ProcessSpec, 'seed' | 'disk'>;
type Sent = Extract<ProcessEvent, { readonly pid: number }>;
type Unsent = Sent extends infer Event ? (Event extends Sent ? Omit<Event, 'atUs'> : never) : never;

export interface ChildHost extends Pick<NetworkHost, 'nowUs' | 'schedule'> {
  /** Prepares a process and puts its `start` event on the agenda. */
  start(process: KernelProcess, spec: Spec, afterUs: number): void;
  finish(process: KernelProcess, ending: ProcessEnding, origin: Partial<Origin>): void;
}

export class ChildProcesses {
  readonly #host: ChildHost;
  /** When the last thing between two processes arrives: what is sent later arrives later. */
  readonly #lastUs = new Map<string, number>();

  constructor(host: ChildHost) {
    this.#host = host;
  }

  spawn(parent: KernelProcess, effect: Extract<ProcessEffect, { kind: 'spawn' }>, origin: Origin): void {
    const { pid, entry, env, launch } = effect;
    const { processes, spec } = parent.machine;
    if (!spec || !isChildPid(pid, parent.pid) || processes.some((other) => other.pid === pid)) return;
    if (processes.length >= MACHINE_LIMIT) {
      this.#send(parent, parent, { kind: 'spawn-failed', pid, code: 'EAGAIN' }, origin);
      return;
    }
    const child = newChild(parent, pid, entry);
    const whole = { ...launch, parentPid: parent.pid, homeEntry: spec.entry };
    this.#host.start(child, { ...spec, pid, entry, env, launch: whole }, START_US);
    this.#lastUs.set(laneOf(parent, child), this.#host.nowUs() + START_US);
  }

  pipe(from: KernelProcess, effect: Extract<ProcessEffect, { kind: 'pipe' | 'pipe-end' }>, origin: Origin): void {
    const to = find(from, effect.pid);
    if (!to) return;
    const { as: pid, channel } = effect;
    if (effect.kind === 'pipe') this.#send(from, to, { kind: 'piped', pid, channel, bytes: effect.bytes }, origin);
    else this.#send(from, to, { kind: 'pipe-ended', pid, channel }, origin);
  }

  kill(from: KernelProcess, effect: Extract<ProcessEffect, { kind: 'kill' }>, origin: Origin): void {
    const { pid, signal } = effect;
    const to = find(from, pid);
    if (!to) return;
    if (signal === 'SIGKILL') {
      this.#host.finish(to, { kind: 'killed', signal }, origin);
      return;
    }
    const atUs = this.#arrivalUs(from, to);
    this.#host.schedule(from, atUs, PIPE_SALT, () => ({
      process: to,
      event: { kind: 'signal', atUs, signal },
      operation: origin.operation,
    }));
  }

  /** With the first process its machine ends; of another one its parent and its children hear. */
  ended(process: KernelProcess, ending: ProcessEnding, origin: Partial<Origin>): void {
    const { machine, pid, parentPid } = process;
    const others = machine.processes.filter((other) => other !== process);
    machine.processes = others;
    if (parentPid === undefined) {
      for (const other of others) this.#host.finish(other, { kind: 'killed', signal: 'SIGKILL' }, origin);
      return;
    }
    const [first] = others;
    // What the bench had to stop in real time is never judged, whichever process of the service it was.
    if (ending.kind === 'stopped' && first) {
      this.#host.finish(first, ending, origin);
      return;
    }
    const whole: Origin = { operation: origin.operation, source: origin.source };
    for (const other of others) {
      if (other.pid === parentPid) {
        const exitCode = ending.kind === 'exit' ? ending.code : null;
        const signal = ending.kind === 'exit' ? null : ending.kind === 'killed' ? ending.signal : 'SIGKILL';
        this.#send(process, other, { kind: 'child-exited', pid, exitCode, signal }, whole);
      } else if (other.parentPid === pid) {
        for (const channel of ['stdin', 'ipc'] satisfies PipeChannel[])
          this.#send(process, other, { kind: 'pipe-ended', pid, channel }, whole);
      }
    }
  }

  #send(from: KernelProcess, to: KernelProcess, unsent: Unsent, { operation }: Origin): void {
    const atUs = this.#arrivalUs(from, to);
    const event = { ...unsent, atUs } as ProcessEvent;
    this.#host.schedule(from, atUs, PIPE_SALT, () => ({ process: to, event, operation }));
  }

  #arrivalUs(from: KernelProcess, to: KernelProcess): number {
    const lane = laneOf(from, to);
    const atUs = Math.max(this.#host.nowUs() + LOCAL_US, (this.#lastUs.get(lane) ?? 0) + 1);
    this.#lastUs.set(lane, atUs);
    return atUs;
  }
}

const laneOf = (from: KernelProcess, to: KernelProcess): string => `${from.pid}>${to.pid}`;

const find = (from: KernelProcess, pid: number): KernelProcess | undefined =>
  from.machine.processes.find((process) => process.pid === pid);
