/**
 * The faults of a run as bands of its timeline: from when to when, on which columns. Pure; the recorder keeps one.
 * @module
 */
import type { ObservedFault } from '#bench/kernel/kernel-observer.ts';
import type { TimelineBand, TimelineColumn } from './report.ts';

interface Stretch {
  readonly fault: ObservedFault;
  readonly fromMs: number;
  toMs: number | undefined;
}

export class FaultBands {
  readonly #stretches: Stretch[] = [];

  started(fault: ObservedFault, atMs: number): void {
    this.#stretches.push({ fault, fromMs: atMs, toMs: undefined });
  }

  ended(number: number, atMs: number): void {
    const stretch = this.#stretches.find(({ fault }) => fault.number === number);
    if (stretch) stretch.toMs ??= atMs;
  }

  /** In the order of beginning; a fault that is still in force lasts until now. */
  bands(columns: readonly TimelineColumn[], nowMs: number): readonly TimelineBand[] {
    return this.#stretches.flatMap(({ fault, fromMs, toMs = nowMs }) =>
      columns
        .filter((column) => fault.on.some((name) => isShownOn(column, name)))
        .map(({ process }) => ({ process, fromMs, toMs, label: fault.label })),
    );
  }
}

/** A service's name means all its replicas, `orders`, `orders-2` …; the first of them is `orders-1`, too. */
function isShownOn({ process, role }: TimelineColumn, name: string): boolean {
  if (name === '*') return role !== 'client';
  if (process === name || name === `${process}-1`) return true;
  return process.startsWith(`${name}-`) && /^\d+$/.test(process.slice(name.length + 1));
}
