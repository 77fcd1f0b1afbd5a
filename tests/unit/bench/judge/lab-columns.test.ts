import { expect, test } from 'vitest';
import { labColumns } from '#bench/judge/lab-columns.ts';

const program = (name: string) => ({ name, entry: `${name}.ts`, port: 80, env: {} });

test('labColumns() gives client, services and world in their order, each with its role', () => {
  const world = [{ ...program('queue'), role: 'broker' as const }, program('broker')];

  expect(labColumns({ services: [program('shop')], world })).toEqual([
    { process: 'client', role: 'client' },
    { process: 'shop', role: 'service' },
    { process: 'queue', role: 'broker' },
    { process: 'broker', role: 'world' },
  ]);
});
