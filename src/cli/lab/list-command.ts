/**
 * `npm run lab -- list`: every lab, with its checks. Node only.
 * @module
 */
import { readLab } from '#build/read-lab.ts';
import { listLabs } from '#build/read-manifest.ts';
import type { ListCommand } from './lab-command.ts';

/** @returns the text for stdout. */
export async function runListCommand(command: ListCommand, root: string): Promise<string> {
  const ids = await listLabs(root);
  const labs = await Promise.all(ids.map(async (id) => (await readLab(root, id)).manifest));
  if (command.json) {
    return JSON.stringify(
      labs.map(({ id, number, title, minutes, checks }) => ({ id, number, title, minutes, checks })),
      undefined,
      2,
    );
  }
  return labs
    .map(({ id, number, title, minutes, checks }) =>
      [
        `${number}  ${id.padEnd(24)} ${title}, ${minutes} min`,
        ...checks.map((check) => `     ${check.id}  ${check.title}: ${check.promise}`),
      ].join('\n'),
    )
    .join('\n\n');
}
