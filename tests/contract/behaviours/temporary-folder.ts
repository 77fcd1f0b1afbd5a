/**
 * A folder for one behaviour program, which is gone when its process ends. Runs in Node and in the simulated engine.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';

/** @example temporaryFolder('copies') // '/tmp/copies-3ESPSw' */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(`/tmp/${name}-`);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
