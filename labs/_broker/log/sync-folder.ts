/**
 * Makes it durable that a file was created, renamed or deleted in a folder. Runs in the log service.
 * @module
 */
import { open } from 'node:fs/promises';

/** Where a folder cannot be opened as a file (Windows, the simulated engine), its entries are durable by themselves. */
const NOT_NEEDED = new Set(['EISDIR', 'EPERM', 'EACCES']);

export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!NOT_NEEDED.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
