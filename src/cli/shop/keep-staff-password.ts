/**
 * The password of the staff's account: chosen at the first start, kept beside the databases for the next. Node only.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @example
 * keepStaffPassword('/tmp/shop') // 'pQ3x_9aZ', and again the next time
 */
export function keepStaffPassword(dataFolder: string): string {
  const file = join(dataFolder, 'staff-password');
  mkdirSync(dataFolder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(6).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
