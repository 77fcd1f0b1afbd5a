/**
 * When something was wrong, for bands in a plot over time: a process was down, or a fault was in force. Pure.
 * @module
 */
import type { Timeline } from '#bench/judge/report.ts';

export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
  /** Such as "broker was down". */
  readonly label: string;
}

/**
 * @param untilMs Until when what has not ended yet is drawn.
 *
 * @example
 * outagesOf(timeline, 60_000) // [{ fromMs: 1_200, toMs: 4_000, label: 'broker was down' }]
 */
export function outagesOf({ moments, bands }: Pick<Timeline, 'moments' | 'bands'>, untilMs: number): readonly Outage[] {
  const down = new Map<string, number>();
  const outages: Outage[] = [];
  const end = (process: string, toMs: number): void => {
    const fromMs = down.get(process);
    if (fromMs === undefined) return;
    down.delete(process);
    outages.push({ fromMs, toMs, label: `${process} was down` });
  };
  for (const { process, kind, atMs } of moments) {
    if (atMs > untilMs) break;
    if (kind === 'killed' || kind === 'exited') down.set(process, atMs);
    if (kind === 'started') end(process, atMs);
  }
  for (const process of down.keys()) end(process, untilMs);
  const faults = new Map<string, Outage>();
  for (const { fromMs, toMs, label } of bands) {
    if (fromMs < untilMs) faults.set(`${fromMs} ${label}`, { fromMs, toMs: Math.min(toMs, untilMs), label });
  }
  return [...outages, ...faults.values()].toSorted((one, other) => one.fromMs - other.fromMs);
}
