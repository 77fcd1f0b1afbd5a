/**
 * `node:sqlite` of the engine on a disk whose effects are kept, and what a crash at any of them would leave. Node only.
 * @module
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';
import { Disk } from '#bench/kernel/disk.ts';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { ProcessDisk } from '#bench/node-api/fs/process-disk.ts';
import { createSqlite } from '#bench/node-api/sqlite/sqlite-part.ts';

const require = createRequire(import.meta.url);
const wasm = new WebAssembly.Module(readFileSync(require.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm')));

export type KeptDisk = Readonly<Record<string, Uint8Array>>;

export interface SqliteOnDisk {
  readonly DatabaseSync: typeof DatabaseSync;
  readonly effects: readonly ProcessEffect[];
  readonly disk: ProcessDisk;
}

/** A process that starts with what another left behind. */
export function openSqlite(kept: KeptDisk = {}, seed = 1): SqliteOnDisk {
  const effects: ProcessEffect[] = [];
  const disk = new ProcessDisk(
    { files: {}, entry: 'main.ts', disk: kept, seed, pid: 1 },
    { emit: (effect) => void effects.push(effect), position: () => undefined },
    () => Date.UTC(2026, 0, 1),
  );
  const sqlite = createSqlite(wasm, { disk, nowMs: () => Date.UTC(2026, 0, 1), inLaterTurn: (run) => run() });
  return { DatabaseSync: sqlite['DatabaseSync'] as typeof DatabaseSync, effects, disk };
}

/** What the kernel keeps when the process ends after each of its effects; equal disks in a row are given once. */
export function disksAfterEachCrash(effects: readonly ProcessEffect[]): KeptDisk[] {
  const kept = new Disk();
  const disks = [kept.snapshot()];
  for (const effect of effects) {
    if (effect.kind !== 'disk') continue;
    kept.change(effect.change, effect.commits, 1);
    if (effect.commits) disks.push(kept.snapshot());
  }
  return disks;
}
