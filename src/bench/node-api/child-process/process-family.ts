/**
 * The parent and the children of a process, as the kernel's events reach it. Runs inside one process.
 * @module
 */
import { CHILD_LIMIT, childPid } from '#bench/kernel/child-pid.ts';
import type { PipeChannel, ProcessEvent, ProcessLaunch } from '#bench/kernel/protocol.ts';
import type { MessagePipe } from './message-pipe.ts';

/** The end of a pipe, or of several to the same process. */
export interface PipeEnd {
  onPiped(channel: PipeChannel, bytes: Uint8Array): void;
  onPipeEnded(channel: PipeChannel): void;
}

export interface ChildEnd extends PipeEnd {
  onExited(exitCode: number | null, signal: string | null): void;
  onFailed(code: 'EAGAIN'): void;
}

type FamilyEvent = Extract<ProcessEvent, { readonly pid: number }>;

export class ProcessFamily {
  /** Undefined for the process that the bench started. */
  readonly launch: ProcessLaunch | undefined;
  readonly #pid: number;
  readonly #children = new Map<number, ChildEnd>();
  /** What `fork` made; set with the process object. */
  channel: MessagePipe | undefined;
  readonly #parent: (family: ProcessFamily) => PipeEnd;
  #started = 0;

  /** @param parent Asked for when something comes from there. */
  constructor(pid: number, launch: ProcessLaunch | undefined, parent: (family: ProcessFamily) => PipeEnd) {
    this.#pid = pid;
    this.launch = launch;
    this.#parent = parent;
  }

  /** The pid of the next child; undefined when there were too many. */
  nextPid(): number | undefined {
    if (this.#started === CHILD_LIMIT) return undefined;
    this.#started += 1;
    return childPid(this.#pid, this.#started);
  }

  add(pid: number, child: ChildEnd): void {
    this.#children.set(pid, child);
  }

  child(pid: number): ChildEnd | undefined {
    return this.#children.get(pid);
  }

  /** Whether a signal may reach it: itself, its parent, a child that has not ended. */
  isKnown(pid: number): boolean {
    return pid === this.#pid || pid === this.launch?.parentPid || this.#children.has(pid);
  }

  deliver(event: FamilyEvent): void {
    const child = this.#children.get(event.pid);
    if (event.kind === 'child-exited' || event.kind === 'spawn-failed') this.#children.delete(event.pid);
    const end = child ?? (event.pid === this.launch?.parentPid ? this.#parent(this) : undefined);
    switch (event.kind) {
      case 'piped':
        end?.onPiped(event.channel, event.bytes);
        return;
      case 'pipe-ended':
        end?.onPipeEnded(event.channel);
        return;
      case 'child-exited':
        child?.onExited(event.exitCode, event.signal);
        return;
      case 'spawn-failed':
        child?.onFailed(event.code);
    }
  }
}
