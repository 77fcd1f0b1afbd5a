/**
 * The geometry of a timeline: a column for each process, time downwards to scale, messages as slanted lines. Pure.
 * @module
 */
import type { ProcessRole, Timeline, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { type TimeScale, timeScale } from './time-scale.ts';
import { type TimelineWindow, timelineWindow } from './timeline-window.ts';

export interface TimelineHead {
  readonly process: string;
  readonly role: ProcessRole;
  readonly x: number;
  readonly width: number;
  /** Stretches in which the process lived, from y to y. */
  readonly lives: readonly { readonly fromY: number; readonly toY: number }[];
}

export interface TimelineLine {
  readonly message: TimelineMessage;
  readonly isMarked: boolean;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly label?: { readonly x: number; readonly y: number; readonly text: string };
}

export interface TimelineTick {
  readonly moment: TimelineMoment;
  readonly isMarked: boolean;
  readonly x: number;
  readonly y: number;
  readonly label?: { readonly x: number; readonly y: number; readonly text: string };
}

export interface TimelineDrawing {
  readonly width: number;
  readonly height: number;
  /** y at which time begins, under the heads. */
  readonly top: number;
  readonly scale: TimeScale;
  readonly heads: readonly TimelineHead[];
  readonly lines: readonly TimelineLine[];
  readonly ticks: readonly TimelineTick[];
  readonly bands: readonly {
    readonly x: number;
    readonly y: number;
    readonly height: number;
    readonly label: string;
  }[];
  readonly window: TimelineWindow;
}

const top = 44;
const left = 72;
/** Room for the labels beside the last column; less where the whole drawing has little. */
const rightOf = (width: number): number => (width < 520 ? 48 : 112);
const characterWidth = 6.7;
const labelHeight = 15;

/**
 * @param width Units across, 1 unit = 1 CSS pixel at natural size.
 * @param targetHeight About how tall the drawn time becomes; cuts and very short windows differ from it.
 *
 * @example
 * timelineLayout(timeline, 'r-31', { width: 680, targetHeight: 300 }).lines.filter((line) => line.isMarked)
 */
export function timelineLayout(
  timeline: Timeline,
  marked: string | undefined,
  size: { readonly width: number; readonly targetHeight: number },
): TimelineDrawing {
  const window = timelineWindow(timeline, marked);
  const scale = timeScale(timesOf(window), size.targetHeight);
  const y = (ms: number): number => top + 10 + scale.y(Math.min(Math.max(ms, window.fromMs), window.toMs));
  const bottom = top + 20 + scale.height;
  const columns = placeColumns(timeline, size.width);
  const x = (process: string): number => columns.find((column) => column.process === process)?.x ?? left;
  const boxes: Box[] = columns.map((column) => ({ x: column.x, y: 16, width: column.width, height: 30 }));
  const isMarked = (item: { readonly operation?: string }): boolean =>
    item.operation !== undefined && item.operation === marked;

  const ticks = window.moments
    .filter(({ process }) => columns.some((column) => column.process === process))
    .map((moment) => placeTick(moment, isMarked(moment), x(moment.process), y(moment.atMs), boxes));
  const lines = window.messages.map((message) => placeLine(message, isMarked(message), x, y, boxes));
  return {
    width: Math.max(size.width, (columns.at(-1)?.x ?? 0) + rightOf(size.width)),
    height: bottom + 8,
    top,
    scale: { ...scale, y },
    heads: columns.map((column) => ({ ...column, lives: livesOf(column.process, timeline, window, y, bottom) })),
    lines: lines.sort((one, other) => Number(one.isMarked) - Number(other.isMarked)),
    ticks,
    bands: window.bands.map((band) => ({
      x: x(band.process),
      y: y(band.fromMs),
      height: Math.max(4, y(band.toMs) - y(band.fromMs)),
      label: band.label,
    })),
    window,
  };
}

function timesOf(window: TimelineWindow): readonly number[] {
  const inWindow = (ms: number): boolean => ms >= window.fromMs && ms <= window.toMs;
  return [
    window.fromMs,
    window.toMs,
    ...window.messages.flatMap(({ sentAtMs, receivedAtMs }) => [sentAtMs, receivedAtMs ?? sentAtMs]).filter(inWindow),
    ...window.moments.map(({ atMs }) => atMs),
  ];
}

function placeColumns(timeline: Timeline, width: number): readonly Omit<TimelineHead, 'lives'>[] {
  const heads = timeline.columns.map(({ process, role }) => ({ process, role, width: headWidth(process) }));
  const first = (heads[0]?.width ?? 0) / 2;
  const room = (width - left - rightOf(width) - first) / Math.max(1, heads.length - 1);
  const neighbours = heads.slice(1).map((head, index) => (head.width + (heads[index]?.width ?? 0)) / 2);
  const step = Math.min(230, Math.max(room, ...neighbours.map((width) => width + 6)));
  return heads.map((head, index) => ({ ...head, x: Math.round(left + first + index * step) }));
}

const headWidth = (process: string): number => Math.max(64, Math.round(process.length * 7.4 + 20));

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlaps(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height
  );
}

/** Finds a free place for a label near where it belongs; gives up rather than cover another (the list has it too). */
function placeLabel(
  text: string,
  x: number,
  y: number,
  boxes: Box[],
): { x: number; y: number; text: string } | undefined {
  for (const shift of [0, 1, -1, 2, -2]) {
    const box = { x, y: y + shift * labelHeight, width: text.length * characterWidth + 6, height: labelHeight };
    if (box.y < top || boxes.some((other) => overlaps(box, other))) continue;
    boxes.push(box);
    return { x, y: box.y + 4, text };
  }
  return undefined;
}

function placeLine(
  message: TimelineMessage,
  isMarked: boolean,
  x: (process: string) => number,
  y: (ms: number) => number,
  boxes: Box[],
): TimelineLine {
  const x1 = x(message.from);
  const x2 = x(message.to);
  const y1 = y(message.sentAtMs);
  const y2 = y(message.receivedAtMs ?? message.sentAtMs + 0.5);
  const text = shortLabel(message.label);
  // Above the line at the label's lower end, whichever way the line slants.
  const slope = Math.abs((y2 - y1) / Math.max(Math.abs(x2 - x1), 1));
  const above = Math.min(24, 10 + (slope * text.length * characterWidth) / 2);
  const label = isMarked ? placeLabel(text, (x1 + x2) / 2, (y1 + y2) / 2 - above, boxes) : undefined;
  return { message, isMarked, x1, y1, x2, y2, ...(label ? { label } : {}) };
}

function placeTick(moment: TimelineMoment, isMarked: boolean, x: number, y: number, boxes: Box[]): TimelineTick {
  const text = shortLabel(moment.label);
  const isTold = isMarked || moment.kind === 'killed' || moment.kind === 'exited' || moment.kind === 'error';
  const half = (text.length * characterWidth) / 2;
  const label = isTold ? placeLabel(text, x + 14 + half, y, boxes) : undefined;
  return { moment, isMarked, x, y, ...(label ? { label } : {}) };
}

const shortLabel = (text: string): string => (text.length > 26 ? `${text.slice(0, 25)}…` : text);

function livesOf(
  process: string,
  timeline: Timeline,
  window: TimelineWindow,
  y: (ms: number) => number,
  bottom: number,
): readonly { fromY: number; toY: number }[] {
  const turns = timeline.moments.filter(
    (moment) => moment.process === process && ['killed', 'exited', 'started'].includes(moment.kind),
  );
  const before = turns.findLast(({ atMs }) => atMs < window.fromMs);
  const lives: { fromY: number; toY: number }[] = [];
  let aliveFrom: number | undefined = before === undefined || before.kind === 'started' ? top - 12 : undefined;
  for (const turn of turns) {
    if (turn.atMs < window.fromMs || turn.atMs > window.toMs) continue;
    if (turn.kind === 'started') aliveFrom ??= y(turn.atMs);
    else if (aliveFrom !== undefined) {
      lives.push({ fromY: aliveFrom, toY: y(turn.atMs) });
      aliveFrom = undefined;
    }
  }
  if (aliveFrom !== undefined) lives.push({ fromY: aliveFrom, toY: bottom });
  return lives;
}
