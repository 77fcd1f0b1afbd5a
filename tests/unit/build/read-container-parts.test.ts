import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readContainerParts } from '#build/read-container-parts.ts';
import type { ContainerFile, ContainerFiles } from '#runtimes/webcontainer/container-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'container-parts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, file: ContainerFile): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), typeof file === 'string' ? file : Buffer.from(file.base64, 'base64'));
}

test('readContainerParts() gives a Python that runs when it finds its files beside it and nothing else', async () => {
  const program = `
    import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript';
    (await loadMicroPython()).runPython('print(6 * 7)');`;
  const files: ContainerFiles = { ...(await readContainerParts(['micropython'])), 'program.mjs': program };
  for (const [path, file] of Object.entries(files)) await write(path, file);

  const { stdout } = await promisify(execFile)(process.execPath, ['program.mjs'], { cwd: folder });

  expect(stdout.trim()).toBe('42');
});

test('readContainerParts() gives no file when Node has the part itself', async () => {
  expect(await readContainerParts(['sqlite'])).toEqual({});
});
