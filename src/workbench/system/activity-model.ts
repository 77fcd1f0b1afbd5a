/**
 * The map's model of a check that is running, from the counts that it tells; times come with its timeline, at the end. Pure.
 * @module
 */
import type { TimelineColumn } from '#bench/judge/report.ts';
import type { RunActivity } from '#bench/judge/run-activity.ts';
import type { MapProcess, ProcessState, SystemModel } from './system-map-model.ts';

const states: Readonly<Record<RunActivity['lives'][string], ProcessState>> = {
  started: 'starting',
  listening: 'up',
  killed: 'killed',
  exited: 'ended',
};

/** @param columns The processes of the lab, in their order; others that the run has, such as replicas, come behind them. */
export function activityModel(
  { calls, connections, lives }: RunActivity,
  columns: readonly TimelineColumn[],
): SystemModel {
  const listed = new Set(columns.map(({ process }) => process));
  const more = Object.keys(lives).filter((process) => !listed.has(process));
  const all: readonly TimelineColumn[] = [
    ...columns,
    ...more.map((process) => ({ process, role: 'service' as const })),
  ];
  return {
    processes: all.map(({ process, role }): MapProcess => {
      const life = lives[process];
      const state = role === 'client' ? 'up' : life ? states[life] : 'not-started';
      return { process, role, state, ledgerCount: 0, writeCount: 0 };
    }),
    edges: calls.map(({ from, to, callCount, brokenCount }) => ({
      from,
      to,
      callCount,
      answerCount: 0,
      errorCount: 0,
      refusedCount: brokenCount,
      lostCount: 0,
      resetCount: 0,
      waitingCount: 0,
      isMarked: false,
      isMarkedBroken: false,
    })),
    denied: [],
    connections: connections.map(({ isBroken, isHeld, ...counts }) => ({
      ...counts,
      state: isHeld ? 'held' : isBroken ? 'broken' : counts.openCount > 0 ? 'open' : 'closed',
      isMarked: false,
    })),
  };
}
