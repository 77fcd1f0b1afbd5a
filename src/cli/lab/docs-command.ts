/**
 * `npm run lab -- docs`: writes the generated tables of the kit's reference anew. Node only.
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';
import type { CommandResult } from './check-command.ts';
import { KIT_README, writeKitReadme } from './docs/kit-readme.ts';

export async function runDocsCommand(root: string, runtime: LabRuntime): Promise<CommandResult> {
  const { text, isCurrent } = await writeKitReadme(root, runtime);
  if (isCurrent) return { output: `${KIT_README} is up to date`, ok: true };
  await writeFile(join(root, KIT_README), text);
  return { output: `${KIT_README} was written anew`, ok: true };
}
