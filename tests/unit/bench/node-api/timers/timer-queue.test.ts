import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerQueue } from '#bench/node-api/timers/timer-queue.ts';

const alive = () => true;

test('TimerQueue gives timers out by due time, equal ones in the order of arming', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 50 }), (dueTimes) => {
      const queue = new TimerQueue();
      const ran: [number, number][] = [];
      dueTimes.forEach((dueUs, index) => queue.add(dueUs, alive, () => ran.push([dueUs, index])));
      for (let timer = queue.takeDue(20); timer; timer = queue.takeDue(20)) timer.run();

      expect(ran).toEqual(
        dueTimes.map((dueUs, index): [number, number] => [dueUs, index]).toSorted((a, b) => a[0] - b[0]),
      );
    }),
  );
});

test('TimerQueue passes over what was cancelled and tells the next that is left', () => {
  const queue = new TimerQueue();
  const first = queue.add(1, alive, () => undefined);
  queue.add(2, alive, () => undefined);

  first.isCancelled = true;

  expect(queue.nextDueUs()).toBe(2);
  expect(queue.takeDue(1)).toBeUndefined();
});

test('TimerQueue keeps a process alive only for timers that say so', () => {
  const queue = new TimerQueue();
  queue.add(
    1,
    () => false,
    () => undefined,
  );

  expect(queue.keepsAlive()).toBe(false);
  queue.addImmediate(() => undefined);
  expect(queue.keepsAlive()).toBe(true);
});
