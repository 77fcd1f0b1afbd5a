import { expect, test } from 'vitest';
import { activityModel } from '#workbench/system/activity-model.ts';

test('activityModel() shows who is up and who asks whom, with replicas behind the declared services', () => {
  const columns = [
    { process: 'client', role: 'client' },
    { process: 'shop', role: 'service' },
  ] as const;
  const calls = [{ from: 'client', to: 'shop', callCount: 7, brokenCount: 2 }];

  const lives = { shop: 'killed', 'shop-2': 'listening' } as const;
  const model = activityModel({ calls, connections: [], lives, records: [] }, columns);

  expect(model.processes.map(({ process, state }) => [process, state])).toEqual([
    ['client', 'up'],
    ['shop', 'killed'],
    ['shop-2', 'up'],
  ]);
  expect(model.edges).toMatchObject([{ from: 'client', to: 'shop', callCount: 7, refusedCount: 2 }]);
});
