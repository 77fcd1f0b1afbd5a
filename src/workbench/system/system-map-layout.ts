/**
 * The system map: which processes there are, who really called whom and how often, and where each stands. Pure.
 * @module
 */
import type { ProcessRole, Timeline } from '#bench/judge/report.ts';

export interface MapNode {
  readonly process: string;
  readonly role: ProcessRole;
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Killed or exited, and not up again by the end. */
  readonly isDown: boolean;
  /** Entries in its ledger. */
  readonly ledgerCount: number;
}

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly callCount: number;
  readonly refusedCount: number;
  readonly isMarked: boolean;
  /** A message of the marked operation was refused or cut off here. */
  readonly isMarkedBroken: boolean;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface SystemMap {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

const width = 344;
const rowHeight = 118;
const nodeHeight = 44;

/**
 * Draws what the messages show: an edge exists because a request went along it.
 *
 * @param isDown Overrides what the timeline says about a process, for a session that is running now.
 *
 * @example
 * systemMapLayout(timeline, 'r-1').edges.map(({ from, to, callCount }) => `${from} → ${to} ${callCount}`)
 */
export function systemMapLayout(
  timeline: Timeline,
  marked: string | undefined,
  isDown: (process: string) => boolean | undefined = () => undefined,
): SystemMap {
  const calls = countCalls(timeline, marked);
  const rows = layers(timeline, [...calls.values()]);
  const nodes = rows.flatMap((row, rowIndex) =>
    row.map((column, index): MapNode => ({
      process: column.process,
      role: column.role,
      x: Math.round((width / row.length) * (index + 0.5)),
      y: 34 + rowIndex * rowHeight,
      width: Math.min(width / row.length - 10, Math.max(84, column.process.length * 7.6 + 28)),
      height: nodeHeight,
      isDown: isDown(column.process) ?? endedDown(timeline, column.process),
      ledgerCount: timeline.moments.filter(({ process, kind }) => process === column.process && kind === 'ledger')
        .length,
    })),
  );
  const placed = new Map(nodes.map((node) => [node.process, node]));
  const edges = [...calls.values()].flatMap((call): MapEdge[] => {
    const from = placed.get(call.from);
    const to = placed.get(call.to);
    return from && to ? [{ ...call, points: route(from, to) }] : [];
  });
  return { width, height: Math.max(rows.length, 1) * rowHeight - (rowHeight - 68), nodes, edges };
}

type Call = Omit<MapEdge, 'points'>;

function countCalls(timeline: Timeline, marked: string | undefined): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const message of timeline.messages) {
    if (message.kind === 'response' || message.kind === 'bytes' || message.from === message.to) continue;
    const [there, back] = [`${message.from} ${message.to}`, `${message.to} ${message.from}`];
    // What was cut off or lost after its request counts on the request's own edge, whichever side sent it.
    const isAnswer = !calls.has(there) && calls.has(back) && (message.kind === 'reset' || message.kind === 'lost');
    const key = isAnswer ? back : there;
    const known = calls.get(key) ?? {
      from: message.from,
      to: message.to,
      callCount: 0,
      refusedCount: 0,
      isMarked: false,
      isMarkedBroken: false,
    };
    const isMarked = marked !== undefined && message.operation === marked;
    const isCall = message.kind === 'request' || message.kind === 'duplicate';
    const isBroken = !isCall;
    calls.set(key, {
      ...known,
      callCount: known.callCount + Number(isCall),
      refusedCount: known.refusedCount + Number(isBroken),
      isMarked: known.isMarked || isMarked,
      isMarkedBroken: known.isMarkedBroken || (isMarked && isBroken),
    });
  }
  return calls;
}

/** Rows from the client downwards: a process stands below whoever calls it; the world stands last. */
function layers(timeline: Timeline, calls: readonly Call[]): readonly (readonly Timeline['columns'][number][])[] {
  const order: ProcessRole[] = ['client', 'service', 'broker', 'store', 'world'];
  const depth = new Map<string, number>();
  for (const { process, role } of timeline.columns)
    depth.set(process, role === 'client' ? 0 : role === 'world' ? 2 : 1);
  // As many rounds as there are processes settle every chain of calls; a cycle ends with the rounds.
  for (let round = 0; round < timeline.columns.length; round += 1) {
    for (const { from, to } of calls) {
      const below = (depth.get(from) ?? 0) + 1;
      const toRole = timeline.columns.find(({ process }) => process === to)?.role;
      if (toRole !== 'client' && (depth.get(to) ?? 0) < below && below < timeline.columns.length) depth.set(to, below);
    }
  }
  const used = [...new Set(timeline.columns.map(({ process }) => depth.get(process) ?? 0))].sort((a, b) => a - b);
  return used.map((level) =>
    timeline.columns
      .filter(({ process }) => depth.get(process) === level)
      .sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role)),
  );
}

function endedDown(timeline: Timeline, process: string): boolean {
  const last = timeline.moments.findLast(
    (moment) => moment.process === process && ['killed', 'exited', 'started', 'listening'].includes(moment.kind),
  );
  return last?.kind === 'killed' || last?.kind === 'exited';
}

/** Wires meet shapes at right angles: straight down, or down, across, down. Between neighbours of a row: across. */
function route(from: MapNode, to: MapNode): MapEdge['points'] {
  if (from.y === to.y) {
    const direction = Math.sign(to.x - from.x);
    return [
      { x: from.x + (direction * from.width) / 2, y: from.y },
      { x: to.x - (direction * to.width) / 2, y: to.y },
    ];
  }
  const direction = Math.sign(to.y - from.y);
  // Upwards calls leave a little to the side, so that they do not lie on the way down.
  const shift = direction < 0 ? 18 : 0;
  const start = { x: from.x + shift, y: from.y + (direction * from.height) / 2 };
  const end = { x: to.x + shift, y: to.y - (direction * to.height) / 2 };
  if (start.x === end.x) return [start, end];
  const middle = end.y - (direction * (rowHeight - nodeHeight)) / 2;
  return [start, { x: start.x, y: middle }, { x: end.x, y: middle }, end];
}
