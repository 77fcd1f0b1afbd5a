import { existsSync, readFile, readFileSync, stat, writeFile, writeFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { behaviour } from '../behaviour.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { describeThrown, thrown } from '../thrown.ts';

const folder = temporaryFolder('promises');
const at = (name: string) => join(folder, name);

behaviour('fs/promises: writes, appends, reads, lists and removes', async (saw) => {
  await fs.mkdir(at('one/two'), { recursive: true });
  await fs.writeFile(at('one/a'), 'a');
  await fs.appendFile(at('one/a'), 'b');
  await fs.copyFile(at('one/a'), at('one/b'));
  await fs.rename(at('one/b'), at('one/two/c'));
  saw(await fs.readFile(at('one/a'), 'utf8'), await fs.readFile(at('one/two/c')));
  saw((await fs.readdir(at('one'))).toSorted(), (await fs.stat(at('one/a'))).size);
  await fs.unlink(at('one/a'));
  await fs.rm(at('one'), { recursive: true });
  saw(existsSync(at('one')));
});

behaviour('fs/promises: rejects with the errors of the operating system', async (saw) => {
  saw.hide(folder, 'folder');
  saw(await fs.readFile(at('none')).catch(describeThrown));
  saw(await fs.access(at('none')).catch(describeThrown));
  saw(await fs.mkdir(folder).catch(describeThrown));
  saw(await fs.readFile(5.5 as never).catch(describeThrown));
  saw(await fs.stat(undefined as never).catch(describeThrown));
});

behaviour('fs/promises: a FileHandle reads and writes where it stands', async (saw) => {
  const handle = await fs.open(at('handle'), 'w+');
  saw((await handle.write('hello')).bytesWritten, (await handle.write(Buffer.from('!'), 0, 1, 5)).bytesWritten);
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 1);
  saw(bytesRead, buffer, (await handle.stat()).size);
  await handle.truncate(2);
  await handle.appendFile('z');
  await handle.sync();
  await handle.close();
  saw(
    readFileSync(at('handle')),
    handle.fd,
    await handle.read().catch((error: Error & { code?: string }) => error.code),
  );
});

behaviour('fs: the callback forms give an error first', async (saw) => {
  saw.hide(folder, 'folder');
  await new Promise<void>((done) => {
    writeFile(at('called'), 'back', (error) => {
      saw(error);
      readFile(at('called'), 'utf8', (failure, text) => {
        saw(failure, text);
        stat(at('none'), (missing, stats) => {
          saw(describeThrown(missing), stats);
          done();
        });
      });
    });
  });
});

behaviour('fs: a callback form without a callback throws at once', (saw) => {
  saw(thrown(() => (readFile as unknown as (path: string) => void)(at('x'))));
  saw(thrown(() => (stat as unknown as (path: unknown, done: () => void) => void)(undefined, () => {})));
});

behaviour('fs: promisify() makes a promise of a callback form', async (saw) => {
  writeFileSync(at('p'), 'p');
  saw(await promisify(readFile)(at('p'), 'utf8'));
});

behaviour('fs: what does not block is done after ticks, promises and immediates', async (saw) => {
  writeFileSync(at('late'), 'x');
  const order: string[] = [];
  await new Promise<void>((done) => {
    readFile(at('late'), () => {
      order.push('file');
      done();
    });
    setImmediate(() => order.push('immediate'));
    process.nextTick(() => order.push('tick'));
    void Promise.resolve().then(() => order.push('promise'));
    order.push('after the call');
  });
  saw(order);
});
