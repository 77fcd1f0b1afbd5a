import { expect, test } from 'vitest';
import { simulate } from '../../../../support/process/simulate.ts';

test('a program that fills its disk gets ENOSPC as Node words it', async () => {
  const run = await simulate(`
    import { appendFileSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
    const tell = (run) => { try { run(); console.log('done'); } catch (error) { console.log(error.code, error.message); } };
    writeFileSync('/a', 'x');
    truncateSync('/a', 64 * 1024 * 1024);
    tell(() => appendFileSync('/b', 'y'));
    tell(() => writeSync(openSync('/c', 'w'), 'y'));
    tell(() => truncateSync('/a', 2 ** 40));
    truncateSync('/a', 1);
    tell(() => appendFileSync('/b', 'y'));
  `);

  expect(run.stdout).toBe(
    [
      'ENOSPC ENOSPC: no space left on device, write',
      'ENOSPC ENOSPC: no space left on device, write',
      'ENOSPC ENOSPC: no space left on device, ftruncate',
      'done',
      '',
    ].join('\n'),
  );
});
