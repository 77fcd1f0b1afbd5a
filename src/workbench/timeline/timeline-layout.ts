/**
 * The geometry of a timeline: a column for each process, time downwards to scale, messages as slanted lines. Pure.
 * @module
 */
import type { ProcessRole, Timeline, TimelineBand, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { LabelRoom, type PlacedLabel, textWidth } from './label-room.ts';
import { type Life, processLives } from './process-lives.ts';
import { type TimeScale, timeScale } from './time-scale.ts';
import { type TimelineScope, type TimelineWindow, timelineWindow } from './timeline-window.ts';

export interface TimelineHead {
  readonly process: string;
  readonly role: ProcessRole;
  readonly x: number;
  readonly width: number;
  /** Stretches in which the process lived. */
  readonly lives: readonly Life[];
}

export interface TimelineLine {
  readonly message: TimelineMessage;
  readonly isMarked: boolean;
  readonly x1: number;
  readonly y1: number;
  /** Where it arrived; of a lost one where it is last drawn, half the way. */
  readonly x2: number;
  readonly y2: number;
  readonly label?: PlacedLabel;
}

export interface TimelineTick {
  readonly moment: TimelineMoment;
  readonly isMarked: boolean;
  readonly x: number;
  readonly y: number;
  readonly label?: PlacedLabel;
}

export interface DrawnBand {
  readonly band: TimelineBand;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label?: PlacedLabel;
}

export interface TimelineDrawing {
  readonly width: number;
  readonly height: number;
  /** y at which time begins, under the heads. */
  readonly top: number;
  readonly scale: TimeScale;
  readonly heads: readonly TimelineHead[];
  readonly lines: readonly TimelineLine[];
  /** Path of the messages that are not drawn one by one. */
  readonly crowd: string;
  readonly ticks: readonly TimelineTick[];
  /** Path of the moments that are not drawn one by one. */
  readonly crowdedTicks: string;
  readonly bands: readonly DrawnBand[];
  readonly window: TimelineWindow;
}

interface Place {
  readonly x: (process: string) => number;
  readonly y: (ms: number) => number;
  readonly room: LabelRoom;
}

const top = 44;
const left = 72;
/** Left of it stand the times. */
const axisRight = 64;
const bandWidth = 28;
/** Room for the labels beside the last column; less where the whole drawing has little. */
const rightOf = (width: number): number => (width < 520 ? 48 : 112);
/** More marks than this cannot be told apart. */
const tickLimit = 300;
const toldKinds: ReadonlySet<TimelineMoment['kind']> = new Set(['killed', 'exited', 'error', 'fault', 'note']);

/**
 * @param size Units across, 1 unit = 1 CSS pixel at natural size; about how tall the drawn time becomes (cuts and very
 * short windows differ from it).
 *
 * @example
 * timelineLayout(timeline, 'r-31', { width: 680, targetHeight: 300 }).lines.filter((line) => line.isMarked)
 */
export function timelineLayout(
  timeline: Timeline,
  marked: string | undefined,
  size: { readonly width: number; readonly targetHeight: number },
  scope: TimelineScope = 'example',
): TimelineDrawing {
  const window = timelineWindow(timeline, marked, scope);
  const scale = timeScale(timesOf(window), size.targetHeight);
  const y = (ms: number): number => top + 10 + scale.y(Math.min(Math.max(ms, window.fromMs), window.toMs));
  const bottom = top + 20 + scale.height;
  const columns = placeColumns(timeline, size.width);
  const xs = new Map(columns.map((column) => [column.process, column.x]));
  const x = (process: string): number => xs.get(process) ?? left;
  const width = Math.max(size.width, (columns.at(-1)?.x ?? 0) + rightOf(size.width));
  const heads = columns.map((column) => ({ x: column.x, y: 16, width: column.width, height: 30 }));
  const place: Place = { x, y, room: new LabelRoom({ top, left: axisRight, right: width }, heads) };
  const isMarked = (item: { readonly operation?: string }): boolean =>
    item.operation !== undefined && item.operation === marked;

  const moments = window.moments.filter(({ process }) => xs.has(process));
  const alone = moments.filter((moment, index) => index < tickLimit || isMarked(moment));
  const ticks = alone.map((moment) => placeTick(moment, isMarked(moment), place));
  const lines = window.messages.map((message) => placeLine(message, isMarked(message), place));
  const bands = placeBands(
    window.bands.filter(({ process }) => xs.has(process)),
    place,
  );
  return {
    width,
    height: bottom + 8,
    top,
    scale: { ...scale, y },
    heads: columns.map((column) => ({
      ...column,
      lives: processLives(column.process, timeline, window, y, { top: top - 12, bottom }),
    })),
    lines: lines.sort((one, other) => Number(one.isMarked) - Number(other.isMarked)),
    crowd: window.crowd.map((message) => pathOf(ends(message, place))).join(''),
    ticks,
    crowdedTicks: moments
      .slice(tickLimit)
      .map(({ process, atMs }) => `M${x(process) - 4} ${round(y(atMs))}h8`)
      .join(''),
    bands,
    window,
  };
}

function timesOf(window: TimelineWindow): readonly number[] {
  const inWindow = (ms: number): boolean => ms >= window.fromMs && ms <= window.toMs;
  return [
    window.fromMs,
    window.toMs,
    ...[...window.messages, ...window.crowd]
      .flatMap(({ sentAtMs, receivedAtMs }) => [sentAtMs, receivedAtMs ?? sentAtMs])
      .filter(inWindow),
    ...window.moments.map(({ atMs }) => atMs),
    ...window.bands.flatMap(({ fromMs, toMs }) => [fromMs, toMs]).filter(inWindow),
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

interface Ends {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

function ends({ from, to, kind, sentAtMs, receivedAtMs }: TimelineMessage, { x, y }: Place): Ends {
  const [x1, y1] = [x(from), y(sentAtMs)];
  const isLost = kind === 'lost' && receivedAtMs === undefined;
  // What never arrived has no slope of its own.
  return { x1, y1, x2: isLost ? (x1 + x(to)) / 2 : x(to), y2: y(receivedAtMs ?? sentAtMs + 0.5) };
}

function placeLine(message: TimelineMessage, isMarked: boolean, place: Place): TimelineLine {
  const { x1, y1, x2, y2 } = ends(message, place);
  const text = shortLabel(message.label);
  // Above the line at the label's lower end, whichever way the line slants.
  const slope = Math.abs((y2 - y1) / Math.max(Math.abs(x2 - x1), 1));
  const above = Math.min(24, 10 + (slope * textWidth(text)) / 2);
  const label = isMarked ? place.room.place(text, (x1 + x2) / 2, (y1 + y2) / 2 - above) : undefined;
  return { message, isMarked, x1, y1, x2, y2, ...(label ? { label } : {}) };
}

function placeTick(moment: TimelineMoment, isMarked: boolean, place: Place): TimelineTick {
  const [x, y] = [place.x(moment.process), place.y(moment.atMs)];
  const text = shortLabel(moment.label);
  const isTold = isMarked || toldKinds.has(moment.kind);
  const label = isTold ? place.room.place(text, x + 14 + textWidth(text) / 2, y) : undefined;
  return { moment, isMarked, x, y, ...(label ? { label } : {}) };
}

/** Bands of one process that overlap in time stand beside each other, each narrower. */
function placeBands(bands: readonly TimelineBand[], { x, y, room }: Place): readonly DrawnBand[] {
  return bands.map((band, index) => {
    const meets = (other: TimelineBand): boolean =>
      other.process === band.process && other.fromMs < band.toMs && other.toMs > band.fromMs;
    const lane = bands.slice(0, index).filter(meets).length;
    const laneCount = bands.filter(meets).length;
    const width = bandWidth / Math.max(1, laneCount);
    const from = y(band.fromMs);
    // The column says where; what happens there is more telling than the edge.
    const text = shortLabel(band.label.replace(/^\S+ → \S+: /, ''));
    const label = room.place(text, x(band.process) + bandWidth / 2 + 6 + textWidth(text) / 2, from + 10);
    return {
      band,
      x: x(band.process) - bandWidth / 2 + lane * width,
      y: from,
      width,
      height: Math.max(4, y(band.toMs) - from),
      ...(label ? { label } : {}),
    };
  });
}

const pathOf = ({ x1, y1, x2, y2 }: Ends): string => `M${x1} ${round(y1)}L${round(x2)} ${round(y2)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
const shortLabel = (text: string): string => (text.length > 26 ? `${text.slice(0, 25)}…` : text);
