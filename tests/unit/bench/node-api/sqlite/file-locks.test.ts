import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileLocks, RESERVED, SHARED, UNLOCKED } from '#bench/node-api/sqlite/file-locks.ts';

/** SQLite never asks for PENDING; EXCLUSIVE is the highest level of its documentation. */
const EXCLUSIVE = 4;

test('lock() lets many read beside one that prepares to write', () => {
  const locks = new FileLocks();

  expect([locks.lock(1, SHARED), locks.lock(2, SHARED), locks.lock(2, RESERVED), locks.lock(3, SHARED)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(locks.isReserved()).toBe(true);
});

test('lock() refuses a second one that wants to write', () => {
  const locks = new FileLocks();
  locks.lock(1, SHARED);
  locks.lock(2, SHARED);
  locks.lock(1, RESERVED);

  expect(locks.lock(2, RESERVED)).toBe(false);
});

test('lock() of a writer that waits for readers lets no new reader in, and succeeds when they have gone', () => {
  const locks = new FileLocks();
  locks.lock(1, SHARED);
  locks.lock(2, SHARED);
  locks.lock(2, RESERVED);

  expect(locks.lock(2, EXCLUSIVE)).toBe(false);
  expect(locks.lock(3, SHARED)).toBe(false);
  locks.unlock(1, UNLOCKED);
  expect(locks.lock(2, EXCLUSIVE)).toBe(true);
});

test('lock() does nothing when the connection has as much already', () => {
  const locks = new FileLocks();
  locks.lock(1, SHARED);
  locks.lock(1, RESERVED);

  expect(locks.lock(1, SHARED)).toBe(true);
  expect(locks.isReserved()).toBe(true);
});

test('unlock() down to reading lets others write again', () => {
  const locks = new FileLocks();
  locks.lock(1, SHARED);
  locks.lock(1, RESERVED);

  locks.unlock(1, SHARED);

  expect(locks.isReserved()).toBe(false);
  expect([locks.lock(2, SHARED), locks.lock(2, RESERVED)]).toEqual([true, true]);
});

interface Step {
  readonly kind: 'lock' | 'unlock';
  readonly connection: number;
  readonly level: number;
}

/** Levels of all connections after each step, highest first. Steps that SQLite never takes are passed over. */
function levelsAfterEach(steps: readonly Step[]): number[][] {
  const locks = new FileLocks();
  const held = new Map<number, number>();
  const seen: number[][] = [];
  for (const { kind, connection, level } of steps) {
    const own = held.get(connection) ?? UNLOCKED;
    // Nobody starts with writing, and unlocking never raises.
    const isTaken = kind === 'lock' ? own !== UNLOCKED || level === SHARED : own >= level;
    if (!isTaken) continue;
    if (kind === 'unlock') {
      locks.unlock(connection, level);
      held.set(connection, level);
    } else if (locks.lock(connection, level)) held.set(connection, Math.max(own, level));
    seen.push([...held.values()].filter((seenLevel) => seenLevel > UNLOCKED).toSorted((a, b) => b - a));
  }
  return seen;
}

const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom(['lock', 1], ['lock', 2], ['lock', 4], ['unlock', 0], ['unlock', 1]),
  )
  .map(([connection, [kind, level]]) => ({ kind, connection, level }) as Step);

test('whoever holds the file exclusively is alone, and at most one prepares to write, in every order of asking', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const seen = levelsAfterEach(steps);

      expect(seen.filter(([, second = UNLOCKED]) => second >= RESERVED)).toEqual([]);
      const beside = seen.filter(([highest]) => highest === EXCLUSIVE).flatMap(([, ...others]) => others);
      expect(beside).toEqual([]);
    }),
  );
});
