import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrameFile } from '../../../../labs/_broker/log/frame-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frame-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(values: readonly unknown[]): Promise<string> {
  const { file } = await FrameFile.open(folder, 'frames');
  await file.append(values);
  await file.close();
  return file.path;
}

async function read(): Promise<{ readonly values: readonly unknown[]; readonly tornBytes: number }> {
  const { file, values, tornBytes } = await FrameFile.open(folder, 'frames');
  await file.close();
  return { values, tornBytes };
}

test('open() gives back what was appended, in order', async () => {
  await write([{ a: 1 }, 'ü']);
  await write([[2]]);

  expect(await read()).toEqual({ values: [{ a: 1 }, 'ü', [2]], tornBytes: 0 });
});

test('open() cuts off the last frame wherever a crash has torn it, and appends behind the one before', async () => {
  const first = (await readFile(await write(['first']))).length;
  const bytes = await readFile(await write(['second']));
  for (let length = first; length < bytes.length; length += 1) {
    await writeFile(join(folder, 'frames'), bytes);
    await truncate(join(folder, 'frames'), length);

    expect(await read()).toEqual({ values: ['first'], tornBytes: length - first });
    await write(['third']);
    expect(await read()).toEqual({ values: ['first', 'third'], tornBytes: 0 });
  }
});

test('open() cuts off a tail of bytes that were reserved and not written', async () => {
  await appendFile(await write(['first']), Buffer.alloc(100));

  expect(await read()).toEqual({ values: ['first'], tornBytes: 100 });
});

test('open() refuses a file with a frame that was changed when whole ones follow', async () => {
  const path = await write(['first', 'second', 'third']);
  const bytes = await readFile(path);
  bytes[10] = 0;
  await writeFile(path, bytes);

  await expect(read()).rejects.toMatchObject({ code: 'FRAME_FILE_DAMAGED' });
});
