/**
 * The story as a drawing: broker, consumer and mailbox as lanes, time downwards, one row for each step, and beside it where
 * the messages are after that step. Pure; runs at build time and in the browser.
 * @module
 */
import type { Box } from '../_figure/box.ts';
import { wirePath } from '../_figure/wire-path.ts';
import type { DeliverySetup, Place, Step, Story } from './model.ts';
import { ORDERS } from './model.ts';
import { labelOf, offsetIn } from './say.ts';

/** Rows of the longest story with one kill. */
export const MOST_ROWS = 15;

const FIRST_Y = 78;
const ROW = 22;
const SQUARE = 11;
const LANES = { broker: 118, consumer: 264, mailbox: 404 } as const;

export const STORY_DRAWING = { width: 456, height: FIRST_Y + ROW * MOST_ROWS } as const;

/** The boxes above the lanes. */
export const HEADS: Readonly<Record<keyof typeof LANES, Box>> = {
  broker: head(LANES.broker),
  consumer: head(LANES.consumer),
  mailbox: head(LANES.mailbox),
};

/** Middle of the column of each message. */
export const MESSAGE_XS: readonly number[] = ORDERS.map((_, order) => 13 + order * 18);

/** Words on one row; without words it is empty. */
export interface RowLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface StoryDrawing {
  /** Path data by the name that stands in `data-shape`. */
  readonly paths: Readonly<Record<string, string>>;
  readonly labels: readonly RowLabel[];
}

/**
 * @example
 * drawStory(setup, tellStory(setup, [6])).labels[0]?.text // 'delivery A'
 */
export function drawStory(setup: DeliverySetup, { steps, fates }: Story): StoryDrawing {
  const paths: Record<string, string> = {
    lanes: '',
    marks: '',
    lines: '',
    confirms: '',
    tips: '',
    kills: '',
    ready: '',
    held: '',
    done: '',
    lost: '',
    offset: '',
  };
  const add = (shape: string, path: string): void => {
    paths[shape] = `${paths[shape] ?? ''}${path}`;
  };

  const end = FIRST_Y + ROW * (steps.length - 1) + 8;
  const killedAt = steps.findIndex(({ kind }) => kind === 'kill');
  for (const [lane, x] of Object.entries(LANES)) {
    const dies = killedAt >= 0 && (lane === 'consumer' || (lane === 'broker' && setup.victim !== 'consumer'));
    if (dies) {
      const [from, to] = [yOf(killedAt), yOf(killedAt + 1)];
      add('lanes', `M${x} 48V${from}M${x} ${to}V${end}`);
      add('kills', `M${x - 6} ${from - 6}l12 12m0 -12l-12 12`);
    } else add('lanes', `M${x} 48V${end}`);
  }
  for (const [row, step] of steps.entries()) {
    const arrow = arrowOf(step);
    if (arrow) {
      const { line, way, tip } = wirePath(arrow.map((lane) => [LANES[lane], yOf(row)] as const));
      add(step.kind === 'confirm' ? 'confirms' : 'lines', line);
      add('tips', tip);
      if (isInQuestion(step, steps[row - 1], fates)) add('marks', way);
    }
    for (const [order, place] of step.places.entries()) {
      const shape = setup.kind === 'log' ? 'held' : place;
      add(shape, squareOf(place, setup, MESSAGE_XS[order] ?? 0, yOf(row)));
    }
    if (setup.kind === 'log') add('offset', `M${4 + 18 * offsetIn(step.places)} ${yOf(row) - 9}v18`);
  }
  return { paths, labels: steps.map((step, row) => rowLabel(setup, step, row)) };
}

/** Vertical place of a row. */
function yOf(row: number): number {
  return FIRST_Y + ROW * row;
}

function head(x: number): Box {
  return { x: x - 46, y: 8, width: 92, height: 36 };
}

/** From which lane to which. */
function arrowOf({ kind }: Step): readonly (keyof typeof LANES)[] | undefined {
  if (kind === 'deliver' || kind === 'fetch') return ['broker', 'consumer'];
  if (kind === 'mail') return ['consumer', 'mailbox'];
  return kind === 'confirm' ? ['consumer', 'broker'] : undefined;
}

/** A doubled order is marked at its mails; a lost one where the broker forgot it. */
function isInQuestion(step: Step, before: Step | undefined, fates: Story['fates']): boolean {
  if (step.kind === 'mail') return (fates[step.order]?.mails ?? 1) > 1;
  return fates.some(
    ({ mails }, order) => mails === 0 && step.places[order] === 'done' && before?.places[order] !== 'done',
  );
}

function rowLabel(setup: DeliverySetup, step: Step, row: number): RowLabel {
  const [from, to] = arrowOf(step) ?? (setup.victim === 'consumer' ? ['consumer', 'mailbox'] : ['broker', 'consumer']);
  const x = (LANES[from ?? 'consumer'] + LANES[to ?? 'mailbox']) / 2;
  // On the arrow, or at the height of the cross.
  return { x, y: yOf(row) + (arrowOf(step) ? -6 : 4), text: labelOf(setup, step) };
}

/** In a queue a filled or an empty square, a dot for what is gone, a cross for what is lost; a log keeps its records. */
function squareOf(place: Place, { kind }: DeliverySetup, x: number, y: number): string {
  const half = SQUARE / 2;
  if (kind === 'queue' && place === 'done') return `M${x - 1} ${y}h2`;
  if (kind === 'queue' && place === 'lost') return `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`;
  return `M${x - half} ${y - half}h${SQUARE}v${SQUARE}h${-SQUARE}z`;
}
