import { afterEach, expect, test } from 'vitest';
import { pathModule } from '#bench/node-api/path.ts';
import { enterProcess, type ProcessContext } from '#bench/node-api/process-context.ts';

afterEach(() => enterProcess(undefined));

test.each([
  [['producer.py'], '/home/producer.py'],
  [['a', '../b'], '/home/b'],
  [['', 'a'], '/home/a'],
  [[], '/home'],
  [['a', '/b', 'c'], '/b/c'],
])('resolve() of %j begins at the working directory of the process', (parts, path) => {
  enterProcess({ cwd: '/home' } as ProcessContext);

  expect(pathModule.resolve(...parts)).toBe(path);
});
