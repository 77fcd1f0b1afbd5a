/**
 * The drawing and the words of acks and redeliveries: every story fits, and drawing, list and table tell the same.
 * @module
 */
import { describe, expect, test } from 'vitest';
import { drawStory, MOST_ROWS, STORY_DRAWING } from '#figures/ack-and-redelivery/drawing.ts';
import type { DeliverySetup, Fate } from '#figures/ack-and-redelivery/model.ts';
import { listKillPoints, tellStory } from '#figures/ack-and-redelivery/model.ts';
import {
  labelOf,
  MOST_POINTS,
  sayFate,
  sayHeads,
  sayKillPoint,
  sayStep,
  sayStory,
} from '#figures/ack-and-redelivery/say.ts';

const QUEUE: DeliverySetup = { kind: 'queue', confirmation: 'after', victim: 'consumer', isIdempotent: false };
const ALL: readonly DeliverySetup[] = (['after', 'before', 'onDelivery'] as const).flatMap((confirmation) =>
  [true, false].flatMap((isIdempotent) => [
    { ...QUEUE, confirmation, isIdempotent },
    { ...QUEUE, confirmation, isIdempotent, victim: 'durableBroker' as const },
    { ...QUEUE, confirmation, isIdempotent, victim: 'transientBroker' as const },
    { ...QUEUE, confirmation, isIdempotent, kind: 'log' as const },
  ]),
);
/** Every story that the figure can show. */
const STORIES = ALL.flatMap((setup) => [
  { setup, afterSteps: undefined, story: tellStory(setup, []) },
  ...listKillPoints(setup).map(({ afterSteps }) => ({ setup, afterSteps, story: tellStory(setup, [afterSteps]) })),
]);
/** Forgotten by the broker, and not mailed exactly once. */
const isInQuestion = ({ mails, place }: Fate) => mails !== 1 && place === 'done';
const count = (path: string | undefined, part: RegExp) => [...String(path).matchAll(part)].length;

describe('drawStory()', () => {
  test('has a row for each step and room for every story, none of which is longer than the longest', () => {
    const rows = STORIES.map(({ setup, story }) => drawStory(setup, story).labels);
    expect(Math.max(...rows.map((labels) => labels.length))).toBe(MOST_ROWS);
    for (const { y } of rows.flat()) expect(y).toBeLessThan(STORY_DRAWING.height);
    for (const [index, { setup, story }] of STORIES.entries()) {
      expect(rows[index]?.map(({ text }) => text)).toEqual(story.steps.map((step) => labelOf(setup, step)));
    }
  });

  test('draws an arrow for each step but the kill, and three messages for each row', () => {
    for (const { setup, story } of STORIES) {
      const { paths } = drawStory(setup, story);
      const kills = story.steps.filter(({ kind }) => kind === 'kill').length;
      expect(count(paths['tips'], /z/g)).toBe(story.steps.length - 2 * kills);
      const marks = count(paths['ready'], /z/g) + count(paths['held'], /z/g) + count(paths['done'], /h2/g);
      expect(marks + count(paths['lost'], /l8 8/g)).toBe(3 * story.steps.length);
    }
  });

  test('marks the orders in question, and nothing when each is mailed once', () => {
    for (const { setup, story } of STORIES) {
      expect(drawStory(setup, story).paths['marks'] !== '').toBe(story.fates.some(isInQuestion));
    }
  });

  test('shows a committed offset that only grows in a log, and none in a queue', () => {
    const log = { ...QUEUE, kind: 'log' } as const;
    const bars = [...String(drawStory(log, tellStory(log, [4])).paths['offset']).matchAll(/M(\d+) /g)];
    const xs = bars.map(([, x]) => Number(x));
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(new Set(xs).size).toBe(4);
    expect(drawStory(QUEUE, tellStory(QUEUE, [])).paths['offset']).toBe('');
  });
});

describe('in words', () => {
  test('sayStory() names the place, each order’s mails and the verdict over all places', () => {
    expect(sayStory(QUEUE, 6, tellStory(QUEUE, [6]))).toBe(
      'The consumer is killed after mail B. Mails: A once, B twice, C once. Of 10 places to kill the consumer, none loses a mail and 3 send one twice.',
    );
    const first = { ...QUEUE, confirmation: 'before', victim: 'durableBroker' } as const;
    expect(sayStory(first, 0, tellStory(first, [0]))).toBe(
      'The broker is killed before anything. Mails: A once, B once, C once. Of 10 places to kill the broker, 3 lose a mail and none sends one twice.',
    );
    const good = { ...QUEUE, isIdempotent: true };
    expect(sayStory(good, undefined, tellStory(good, []))).toBe(
      'Nobody is killed. Mails: A once, B once, C once. Wherever it is killed, each order is mailed exactly once.',
    );
  });

  test('the list of places is never longer than its rows, and has a name of its own for each', () => {
    const lists = ALL.map((setup) => listKillPoints(setup).map((point) => sayKillPoint(setup, point)));
    expect(Math.max(...lists.map((list) => list.length + 1))).toBe(MOST_POINTS);
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
  });

  test('sayStep() says what a kill leaves behind, and what the mailbox ignores', () => {
    const tell = (setup: DeliverySetup, at: number) => tellStory(setup, [at]).steps.map((step) => sayStep(setup, step));
    expect(tell(QUEUE, 6)).toContain('The consumer is killed. Ready in the queue: B, C.');
    expect(tell(QUEUE, 6)).toContain('The broker delivers B again, marked as redelivered.');
    expect(tell({ ...QUEUE, victim: 'transientBroker' }, 6)).toContain(
      'The broker is killed, and the consumer ends. Lost with the queue: B, C.',
    );
    expect(tell({ ...QUEUE, isIdempotent: true }, 6)).toContain(
      'The consumer sends another mail for B, which the mailbox ignores.',
    );
    expect(tell({ ...QUEUE, kind: 'log' }, 4)).toContain('The consumer is killed. Behind the committed offset: B, C.');
    expect(tell({ ...QUEUE, confirmation: 'onDelivery' }, 1)[0]).toBe('The broker delivers A and forgets it.');
  });

  test('sayFate() says lost for no mail, doubled for two, and neither for one', () => {
    for (const { setup, story } of STORIES) {
      for (const fate of story.fates) {
        const [deliveries, mails, why] = sayFate(setup, fate);
        expect([deliveries, mails]).toEqual([String(fate.deliveries), String(fate.mails)]);
        expect([why.startsWith('lost'), why.startsWith('doubled')]).toEqual([fate.mails === 0, fate.mails === 2]);
      }
    }
  });

  test('sayHeads() names orders in a queue and offsets in a log', () => {
    expect(sayHeads(QUEUE)).toEqual(['A', 'B', 'C']);
    expect(sayHeads({ ...QUEUE, kind: 'log' })).toEqual(['0', '1', '2']);
  });
});
