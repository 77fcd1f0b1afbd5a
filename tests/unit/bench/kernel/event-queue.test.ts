import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from '#bench/kernel/event-queue.ts';

const due = fc.record({ atUs: fc.nat(20), tie: fc.nat(3) });

interface Entry {
  readonly atUs: number;
  readonly tie: number;
  readonly sequence: number;
}

const inOrder = (left: Entry, right: Entry) =>
  left.atUs - right.atUs || left.tie - right.tie || left.sequence - right.sequence;

/** Pushes each entry, pops for each gap, and notes what was shown before each pop and what came. */
function playCommands(commands: readonly (Omit<Entry, 'sequence'> | null)[]) {
  const queue = new EventQueue<Entry>();
  return commands.flatMap((command, sequence) => {
    if (!command) return [{ shown: queue.peek(), popped: queue.pop() }];
    queue.push({ ...command, sequence });
    return [];
  });
}

test('pop() gives what is due by time, then tie, then order of scheduling, when pushed in any order', () => {
  fc.assert(
    fc.property(fc.array(due), (items) => {
      const queue = new EventQueue<Entry>();
      const numbered = items.map((item, sequence) => ({ ...item, sequence }));
      for (const item of numbered) queue.push(item);

      const popped = numbered.map(() => queue.pop());

      expect(popped).toEqual(numbered.toSorted(inOrder));
      expect(queue.size).toBe(0);
    }),
  );
});

test('pop() gives undefined when the queue is empty', () => {
  expect(new EventQueue().pop()).toBeUndefined();
});

test('peek() shows what pop() gives next when pushes and pops alternate', () => {
  fc.assert(
    fc.property(fc.array(fc.option(due)), (commands) => {
      const pops = playCommands(commands);

      expect(pops.map(({ shown }) => shown)).toEqual(pops.map(({ popped }) => popped));
    }),
  );
});
