import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRabbitmq } from '#bench/real/broker/find-rabbitmq.ts';

let place: string;

beforeEach(async () => {
  place = await realpath(await mkdtemp(join(tmpdir(), 'find-rabbitmq-')));
});
afterEach(() => rm(place, { recursive: true, force: true }));

/** As its archive is unpacked. @returns the folder of its scripts. */
async function install(folder: string, version: string): Promise<string> {
  const scripts = join(place, folder, 'sbin');
  await mkdir(scripts, { recursive: true });
  await mkdir(join(place, folder, 'plugins', `rabbit-${version}`), { recursive: true });
  await mkdir(join(place, folder, 'plugins', `rabbit_common-9.9.9`), { recursive: true });
  for (const name of ['rabbitmq-server', 'rabbitmq-defaults']) await writeFile(join(scripts, name), '#!/bin/sh\n');
  return scripts;
}

test('findRabbitmq() takes the last version of the usual folders before any of PATH', async () => {
  await install('server-3.9.1', '3.9.1');
  const last = await install('server-3.10.8', '3.10.8');
  const other = await install('other', '4.0.0');

  expect(findRabbitmq([join(place, 'server-3.1*/sbin'), join(place, 'server-*/sbin')], other)).toEqual({
    script: join(last, 'rabbitmq-server'),
    version: '3.10.8',
  });
});

test('findRabbitmq() follows a link in PATH to the folder of the server', async () => {
  const scripts = await install('Cellar/rabbitmq/4.0.5', '4.0.5');
  const bin = join(place, 'bin');
  await mkdir(bin);
  await symlink(join(scripts, 'rabbitmq-server'), join(bin, 'rabbitmq-server'));

  expect(findRabbitmq([], `/not/there:${bin}`)).toEqual({ script: join(scripts, 'rabbitmq-server'), version: '4.0.5' });
});

test('findRabbitmq() passes over a script that only stands in front of the server', async () => {
  const bin = join(place, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'rabbitmq-server'), '#!/bin/sh\nexec su rabbitmq\n');

  expect(findRabbitmq([], bin)).toBeUndefined();
});
