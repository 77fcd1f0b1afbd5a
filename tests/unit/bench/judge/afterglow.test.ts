import { expect, test } from 'vitest';
import { Afterglow, GLOW_EVENT_LIMIT, GLOW_LIMIT_US, type GlowingSystem, QUIET_US } from '#bench/judge/afterglow.ts';

interface Event {
  readonly atUs: number;
  readonly sends?: boolean;
}

/** Handles events, the first of which are given, until the glow is over; gives when each was handled. */
function glowThrough(nextEvent: (index: number) => Event | undefined): readonly number[] {
  const handled: number[] = [];
  let nowUs = 0;
  const system: GlowingSystem = {
    kernel: {
      get nowUs() {
        return nowUs;
      },
      get eventCount() {
        return handled.length;
      },
    },
    isQuietUntil: (atUs) => (nextEvent(handled.length)?.atUs ?? Infinity) > atUs,
  };
  const glow = new Afterglow(system);
  glow.begin();
  while (!glow.isOver()) {
    const event = nextEvent(handled.length) ?? { atUs: Infinity };
    nowUs = event.atUs;
    if (event.sends) glow.heard();
    handled.push(nowUs);
  }
  return handled;
}

test('isOver() at once when nothing is due, and when the next thing is due after the quiet time', () => {
  expect(glowThrough(() => undefined)).toEqual([]);
  expect(glowThrough(() => ({ atUs: QUIET_US + 1 }))).toEqual([]);
});

test('isOver() counts the quiet time from what was sent last; timers that send nothing do not lengthen it', () => {
  const events = [{ atUs: QUIET_US, sends: true }, { atUs: 2 * QUIET_US }, { atUs: 2 * QUIET_US + 1 }];

  expect(glowThrough((index) => events[index])).toEqual([QUIET_US, 2 * QUIET_US]);
});

test('isOver() after the limit when somebody sends something once a second', () => {
  const handled = glowThrough((index) => ({ atUs: 1_000_000 * (index + 1), sends: true }));

  expect(handled.at(-1)).toBe(GLOW_LIMIT_US);
});

test('isOver() after so many events when two exchange messages as fast as they can', () => {
  expect(glowThrough((index) => ({ atUs: index, sends: true }))).toHaveLength(GLOW_EVENT_LIMIT);
});
