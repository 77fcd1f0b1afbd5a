/**
 * The system as it was at a moment: which processes were up, who had called whom with what outcome, who had stored
 * something. Pure; geometry is `system-map-layout.ts`.
 * @module
 */
import type { ProcessRole, Timeline } from '#bench/judge/report.ts';
import { timelineCalls, type TimelineCall } from '../timeline/timeline-calls.ts';
import { isAttempt, type MapConnection, mapConnections } from './map-connections.ts';
import { nearestRank } from './nearest-rank.ts';

/** `unknown`: somebody asked for a host of this name, or for its files, and there is none. */
export type ProcessState = 'up' | 'starting' | 'killed' | 'ended' | 'not-started' | 'unknown';

export interface MapProcess {
  readonly process: string;
  readonly role: ProcessRole;
  readonly state: ProcessState;
  /** Entries in its ledger. */
  readonly ledgerCount: number;
  /** Commits to its disk. */
  readonly writeCount: number;
  /** The file that was written last, such as "/data/shop.db". */
  readonly storePath?: string;
}

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  /** Every attempt, also those that broke. */
  readonly callCount: number;
  readonly answerCount: number;
  /** Answers with a status of 500 or more. */
  readonly errorCount: number;
  readonly refusedCount: number;
  readonly lostCount: number;
  readonly resetCount: number;
  /** Without an answer until then. */
  readonly waitingCount: number;
  /** From sending to having the answer, milliseconds of virtual time; nearest rank. Absent without an answer. */
  readonly p95Ms?: number;
  readonly isMarked: boolean;
  /** A call of the marked operation broke here. */
  readonly isMarkedBroken: boolean;
}

/** Files of another's store that were refused. */
export interface DeniedEdge {
  readonly from: string;
  /** Whose store it is, or the folder where no process has its name. */
  readonly owner: string;
  readonly count: number;
  readonly path: string;
}

export interface SystemModel {
  readonly processes: readonly MapProcess[];
  readonly edges: readonly MapEdge[];
  readonly denied: readonly DeniedEdge[];
  /** What is not HTTP. */
  readonly connections: readonly MapConnection[];
}

export interface MapMoment {
  /** Until when, in virtual milliseconds; all of the timeline when absent. */
  readonly atMs: number;
  /** How many messages had been sent: tells those of one instant apart. */
  readonly messageCount: number;
}

export const brokenCount = ({ refusedCount, lostCount, resetCount }: MapEdge): number =>
  refusedCount + lostCount + resetCount;

/**
 * @param moment Everything when absent.
 * @param stateOf Overrides what the timeline says about a process, for a session that is running now.
 *
 * @example
 * systemMapModel(timeline, 'r-1').edges.map(({ from, to, callCount }) => `${from} → ${to} ${callCount}`)
 */
export function systemMapModel(
  timeline: Timeline,
  marked?: string,
  moment: MapMoment = { atMs: Infinity, messageCount: Infinity },
  stateOf: (process: string) => ProcessState | undefined = () => undefined,
): SystemModel {
  const edges = new Map<string, Tally>();
  for (const call of timelineCalls(timeline)) {
    if (call.place >= moment.messageCount) break;
    // Drawn as what it would have been.
    if (isAttempt(timeline.bytes, call.message)) continue;
    count(edges, call, marked, moment.atMs);
  }
  const processes = processesOf(timeline, moment.atMs, stateOf);
  const denied = deniedOf(timeline, moment.atMs);
  const isKnown = new Set(timeline.columns.map(({ process }) => process));
  const connections = mapConnections(timeline, moment.atMs, marked);
  const strangers = [
    ...[...edges.values(), ...connections].flatMap(({ from, to }) => [from, to]),
    ...denied.map(({ owner }) => owner),
  ];
  const unknown = [...new Set(strangers)].filter((name) => !isKnown.has(name));
  return {
    processes: [...processes, ...unknown.map(strangerOf)],
    edges: [...edges.values()].map(edgeOf),
    denied,
    connections,
  };
}

type Tally = { -readonly [Key in Exclude<keyof MapEdge, 'p95Ms'>]: MapEdge[Key] } & { readonly tookMs: number[] };

function count(edges: Map<string, Tally>, call: TimelineCall, marked: string | undefined, atMs: number): void {
  const { message, outcome, answer, endedAtMs = Infinity } = call;
  const { from, to, operation } = message;
  if (from === to) return;
  const key = `${from} ${to}`;
  const edge = edges.get(key) ?? newTally(from, to);
  edges.set(key, edge);
  const isMarked = marked !== undefined && operation === marked;
  const now = endedAtMs <= atMs ? outcome : 'waiting';
  edge.callCount += 1;
  edge.isMarked ||= isMarked;
  if (now === 'waiting') edge.waitingCount += 1;
  else if (now === 'answered') {
    edge.answerCount += 1;
    if (Number(answer?.label) >= 500) edge.errorCount += 1;
    // The network's own copy is asked by nobody, so nobody waited for its answer.
    if (message.kind === 'request') edge.tookMs.push(endedAtMs - message.sentAtMs);
  } else {
    edge[`${now}Count`] += 1;
    edge.isMarkedBroken ||= isMarked;
  }
}

const newTally = (from: string, to: string): Tally => ({
  from,
  to,
  callCount: 0,
  answerCount: 0,
  errorCount: 0,
  refusedCount: 0,
  lostCount: 0,
  resetCount: 0,
  waitingCount: 0,
  isMarked: false,
  isMarkedBroken: false,
  tookMs: [],
});

function edgeOf({ tookMs, ...edge }: Tally): MapEdge {
  return tookMs.length === 0 ? edge : { ...edge, p95Ms: nearestRank(tookMs, 0.95) };
}

interface Life {
  state: ProcessState;
  ledgerCount: number;
  writeCount: number;
  storePath: string | undefined;
}

function processesOf(
  timeline: Timeline,
  atMs: number,
  stateOf: (process: string) => ProcessState | undefined,
): readonly MapProcess[] {
  const lives = new Map<string, Life>();
  for (const { process, role } of timeline.columns) {
    const state = role === 'client' ? 'up' : 'not-started';
    lives.set(process, { state, ledgerCount: 0, writeCount: 0, storePath: undefined });
  }
  for (const { process, kind, label, atMs: momentMs } of timeline.moments) {
    const life = lives.get(process);
    if (!life || momentMs > atMs) continue;
    if (kind === 'started') life.state = 'starting';
    else if (kind === 'listening') life.state = 'up';
    else if (kind === 'killed') life.state = 'killed';
    else if (kind === 'exited') life.state = 'ended';
    else if (kind === 'ledger') life.ledgerCount += 1;
    else if (kind === 'stored') {
      life.writeCount += 1;
      life.storePath = mainFileOf(label);
    }
  }
  return timeline.columns.flatMap(({ process, role }) => {
    const life = lives.get(process);
    if (!life) return [];
    const { ledgerCount, writeCount, storePath } = life;
    const state = stateOf(process) ?? life.state;
    return [{ process, role, state, ledgerCount, writeCount, ...(storePath === undefined ? {} : { storePath }) }];
  });
}

/** SQLite writes its journal beside the database; the database is what a reader looks for. */
const mainFileOf = (label: string): string => (label.split(', ')[0] ?? label).replace(/-(?:journal|wal|shm)$/, '');

function deniedOf(timeline: Timeline, atMs: number): readonly DeniedEdge[] {
  const isKnown = new Set(timeline.columns.map(({ process }) => process));
  const edges = new Map<string, DeniedEdge>();
  for (const { process, kind, label, atMs: momentMs } of timeline.moments) {
    if (kind !== 'denied' || momentMs > atMs) continue;
    const folder = label.split('/')[1] ?? label;
    const owner = isKnown.has(folder) ? folder : `/${folder}`;
    const key = `${process} ${owner}`;
    edges.set(key, { from: process, owner, count: (edges.get(key)?.count ?? 0) + 1, path: label });
  }
  return [...edges.values()];
}

const strangerOf = (process: string): MapProcess => ({
  process,
  role: process.startsWith('/') ? 'store' : 'service',
  state: 'unknown',
  ledgerCount: 0,
  writeCount: 0,
});
