/**
 * The guard of real runs: a process of its own that waits until the terminal that started it is gone, for whatever
 * reason, then ends every process of its runs and removes their files. Started as `node guard-run.ts <folder>`; the end
 * of its standard input is the signal, since the system closes that pipe even after kill -9.
 * @module
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ProcessRegister } from './process-register.ts';

const folder = process.argv[2];
if (folder === undefined) {
  throw new Error('Cannot guard runs: no folder is named; start with "guard-run.ts <folder>"');
}

process.stdin.resume().on('end', () => {
  for (const run of readdirSync(folder)) new ProcessRegister(join(folder, run)).endAll();
  rmSync(folder, { recursive: true, force: true });
});
