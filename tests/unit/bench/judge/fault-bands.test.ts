import { expect, test } from 'vitest';
import { FaultBands } from '#bench/judge/fault-bands.ts';

const COLUMNS = [
  { process: 'client', role: 'client' },
  { process: 'orders', role: 'service' },
  { process: 'orders-2', role: 'service' },
  { process: 'orders-archive', role: 'service' },
  { process: 'bank', role: 'world' },
] as const;

/** The columns on which a fault of this name is shown. */
function shownOn(name: string): readonly string[] {
  const bands = new FaultBands();
  bands.started({ number: 1, label: 'slow', on: [name] }, 10);
  return bands.bands(COLUMNS, 20).map(({ process }) => process);
}

test.each([
  ['orders', ['orders', 'orders-2']],
  ['orders-1', ['orders']],
  ['orders-2', ['orders-2']],
  ['client', ['client']],
  ['*', ['orders', 'orders-2', 'orders-archive', 'bank']],
])('bands() shows a fault on %s on %j', (name, expected) => {
  expect(shownOn(name)).toEqual(expected);
});

test('bands() ends a fault once, and lets one that is in force last until now', () => {
  const bands = new FaultBands();
  bands.started({ number: 1, label: 'first', on: ['bank'] }, 10);
  bands.started({ number: 2, label: 'second', on: ['bank'] }, 12);
  bands.ended(1, 15);
  bands.ended(1, 18);

  expect(bands.bands(COLUMNS, 30)).toEqual([
    { process: 'bank', fromMs: 10, toMs: 15, label: 'first' },
    { process: 'bank', fromMs: 12, toMs: 30, label: 'second' },
  ]);
});
