/**
 * Turns what a process did into what follows: timers, network, disk, what observers hear, its end. A crash point that is
 * due ends the process instead of the effect. Pure; kernel-private.
 * @module
 */
import type { Agenda } from './agenda.ts';
import type { ChildProcesses } from './child-processes.ts';
import type { Connections } from './connections.ts';
import type { CrashPoints } from './crash-points.ts';
import type { Disks } from './disks.ts';
import type { EventLog } from './event-log.ts';
import type { Cause, KernelObserver, ProcessEnding } from './kernel-observer.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { Handover, Origin } from './network-host.ts';
import type { Ports } from './ports.ts';
import type { DiskChange, ProcessEffect, ProcessEvent } from './protocol.ts';

export interface EffectTargets {
  readonly observer: KernelObserver;
  readonly log: EventLog;
  readonly agenda: Agenda;
  readonly ports: Ports;
  readonly connections: Connections;
  readonly disks: Disks;
  readonly children: ChildProcesses;
  readonly crashPoints: CrashPoints;
  nowUs(): number;
  finish(process: KernelProcess, ending: ProcessEnding, origin: Origin): void;
}

/** What is told to the bench is no part of the run. */
type RunEffect = Exclude<ProcessEffect, { readonly kind: 'told' }>;

export class EffectApplier {
  readonly #to: EffectTargets;

  constructor(targets: EffectTargets) {
    this.#to = targets;
  }

  /** In order, up to the one that ends the process. */
  apply(process: KernelProcess, effects: readonly ProcessEffect[], operation: string | undefined): void {
    for (const effect of effects) {
      if (process.state === 'exited') return;
      const origin: Origin = { operation, source: 'source' in effect ? effect.source : undefined };
      if (effect.kind === 'told') {
        this.#to.observer.told(process, effect.channel, effect.record, this.#cause(origin));
        continue;
      }
      if (this.#to.crashPoints.isDueAt(process, effect, this.#to.nowUs())) {
        this.#to.finish(process, { kind: 'killed', signal: 'SIGKILL' }, origin);
        return;
      }
      process.effectCount += 1;
      this.#to.log.addEffect(effect);
      this.#applyOne(process, effect, origin);
    }
  }

  #applyOne(process: KernelProcess, effect: RunEffect, origin: Origin): void {
    const { observer, ports, connections } = this.#to;
    switch (effect.kind) {
      case 'set-timer':
        return this.#setTimer(process, effect.timerId, effect.afterUs, origin.operation);
      case 'clear-timer':
        process.timers.delete(effect.timerId);
        return;
      case 'listen':
        return ports.listen(process, effect, origin);
      case 'unlisten':
        return ports.unlisten(process, effect.listenerId);
      case 'connect':
        return connections.connect(process, effect, origin);
      case 'data':
        return connections.data(process, effect, origin);
      case 'window':
        return connections.window(process, effect, origin);
      case 'end':
        return connections.end(process, effect.connectionId, origin);
      case 'reset':
        return connections.reset(process, effect.connectionId, origin);
      case 'log':
        return observer.logged(process, effect.stream, loggedText(effect), this.#cause(origin));
      case 'disk':
        return this.#changeDisk(process, effect, origin);
      case 'disk-access':
        return observer.diskAccessed(process, effect.path, effect.mode, this.#cause(origin));
      case 'note':
        return observer.noted(process, effect.text, this.#cause(origin));
      case 'spawn':
        return this.#to.children.spawn(process, effect, origin);
      case 'pipe':
      case 'pipe-end':
        return this.#to.children.pipe(process, effect, origin);
      case 'kill':
        return this.#to.children.kill(process, effect, origin);
      case 'exit': {
        const { code, error, signal } = effect;
        const ending: ProcessEnding = signal
          ? { kind: 'killed', signal }
          : { kind: 'exit', code, ...(error && { error }) };
        return this.#to.finish(process, ending, {
          operation: origin.operation,
          source: error?.source ?? origin.source,
        });
      }
    }
  }

  #setTimer(process: KernelProcess, timerId: number, afterUs: number, operation: string | undefined): void {
    const { agenda, nowUs } = this.#to;
    const armed = process.effectCount;
    process.timers.set(timerId, armed);
    // Cleared, or set again under the same id since.
    const isStale = () => process.timers.get(timerId) !== armed;
    const fire = (): Handover => {
      process.timers.delete(timerId);
      return { process, event: { kind: 'timer', atUs: nowUs(), timerId }, operation };
    };
    agenda.schedule(process, nowUs() + Math.max(0, Math.round(afterUs)), 0, fire, isStale);
  }

  #changeDisk(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'disk' }>, origin: Origin): void {
    const disk = this.#to.disks.of(process.name);
    // Asked for every write: few machines have more than one process.
    if (effect.commits && process.machine.processes.length > 1)
      showChanges(process, [...disk.openGroup(process.pid), effect.change], this.#to.nowUs());
    const stored = disk.change(effect.change, effect.commits, process.pid);
    if (stored.length > 0) this.#to.observer.stored(process, stored, this.#cause(origin));
  }

  #cause({ operation, source }: Origin): Cause {
    return {
      atUs: this.#to.nowUs(),
      ...(operation === undefined ? {} : { operation }),
      ...(source === undefined ? {} : { source }),
    };
  }
}

/** Other processes of the machine see them in front of their next event. */
function showChanges(writer: KernelProcess, changes: readonly DiskChange[], atUs: number): void {
  for (const process of writer.machine.processes) {
    if (process === writer) continue;
    const last = process.waiting.at(-1)?.event;
    const unseen = last?.kind === 'disk-changed' ? last.changes : [];
    if (last?.kind === 'disk-changed') process.waiting.pop();
    const event: ProcessEvent = { kind: 'disk-changed', atUs, changes: [...unseen, ...changes] };
    process.waiting.push({ process, event, operation: undefined });
  }
}

function loggedText({ text, droppedBytes }: Extract<ProcessEffect, { kind: 'log' }>): string {
  if (!droppedBytes) return text;
  return `${text.replace(/\n$/, '')}\n[${droppedBytes} more bytes were printed at once and are left out]\n`;
}
