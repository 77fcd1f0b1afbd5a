import { expect, test } from 'vitest';
import { workbenchUnderTest } from '../../../support/workbench-bench.ts';

const stateOf = (bench: ReturnType<typeof workbenchUnderTest>) =>
  bench.store.get().services.find(({ name }) => name === 'payment-service');

test('stopService(), startService() and killService() change what the list shows', async () => {
  const bench = workbenchUnderTest({});

  bench.actions.stopService('payment-service');
  await bench.until(({ services }) => services.some(({ ending }) => ending === 'exit 0'));
  bench.actions.startService('payment-service');
  await bench.until(() => stateOf(bench)?.state === 'running');
  bench.actions.killService('payment-service');
  await bench.until(() => stateOf(bench)?.ending === 'SIGKILL');

  expect(stateOf(bench)).toEqual({ name: 'payment-service', state: 'exited', listening: false, ending: 'SIGKILL' });
});

test('restartService() stops a service and starts it', async () => {
  const bench = workbenchUnderTest({});
  const seen: (string | undefined)[] = [];
  bench.store.subscribe(() => seen.push(stateOf(bench)?.state));

  bench.actions.stopService('payment-service');
  await bench.until(() => stateOf(bench)?.state === 'exited');
  bench.actions.restartService('payment-service');
  await bench.until(() => stateOf(bench)?.state === 'running');

  expect(seen).toContain('exited');
});

test('stopServices() and startServices() are for all services of the learner', async () => {
  const bench = workbenchUnderTest({});

  bench.actions.stopServices();
  await bench.until(() => stateOf(bench)?.state === 'exited');
  bench.actions.startServices();
  await bench.until(() => stateOf(bench)?.state === 'running');

  expect(stateOf(bench)?.listening).toBe(true);
});

test('startServices() starts no service twice when it opens the session', async () => {
  const bench = workbenchUnderTest({});

  bench.actions.startServices();
  await bench.until(() => stateOf(bench)?.state === 'running');
  await new Promise(setImmediate);
  expect(bench.runtime.started).toEqual([]);

  bench.actions.startServices();
  await bench.until(() => bench.runtime.started.length > 0);
  expect(bench.runtime.started).toEqual(['payment-service']);
});
