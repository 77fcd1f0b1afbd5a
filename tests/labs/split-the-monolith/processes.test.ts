/**
 * C2 of the lab: what it takes and what it refuses.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSplitLab, type SplitLab } from '../../support/split-lab.ts';

const SLUG = '02-processes';
let services: SplitLab;
let monolith: SplitLab;

beforeAll(async () => {
  services = await openSplitLab('services', SLUG);
  monolith = await openSplitLab('monolith', SLUG);
});
afterAll(async () => {
  await services.close();
  await monolith.close();
});

test('the reference services pass', async () => {
  const result = await services.judge();
  expect(result).toMatchObject({ verdict: 'pass' });
});

test('the monolith is one process', async () => {
  const result = await monolith.judge();
  expect(result).toMatchObject({ verdict: 'fail', message: { id: 'too-few-processes' } });
});
