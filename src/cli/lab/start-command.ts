/**
 * `npm run lab -- start <lab>`: copies a lab's starter to a folder of the learner's, with what makes it run alone. Node only.
 * @module
 */
import { readManifest } from '#build/read-manifest.ts';
import { readVariantFiles } from '#build/read-variant-files.ts';
import type { CommandResult } from './check-command.ts';
import { folderOfLab } from './folder/folder-of-lab.ts';
import { readCourseVersions } from './folder/read-course-versions.ts';
import { standaloneFiles } from './folder/standalone-files.ts';
import { writeNewFiles } from './folder/write-new-files.ts';
import type { StartCommand } from './lab-command.ts';
import { shellWord } from './shell-word.ts';

/**
 * @param typedIn Where the command was typed.
 * @throws {CourseError} `LAB_UNKNOWN`, `LAB_FOLDER_IN_COURSE` or `LAB_FOLDER_TAKEN`; nothing was written then.
 */
export async function runStartCommand(command: StartCommand, root: string, typedIn: string): Promise<CommandResult> {
  const manifest = await readManifest(root, command.lab);
  const folder = folderOfLab(command.lab, command.folder, root, typedIn);
  const starter = await readVariantFiles(root, manifest, 'starter');
  const versions = await readCourseVersions(root);
  await writeNewFiles(folder, { ...standaloneFiles(manifest, starter, { root, versions }), ...starter });
  const count = Object.keys(starter).length;
  const lines = [
    `${manifest.number} ${manifest.title}: ${count} ${count === 1 ? 'file' : 'files'} to work on in ${folder}`,
    'Its README.md has the steps. Next:',
    '',
    `  npm run lab -- check ${manifest.id} --dir ${shellWord(folder)} --watch`,
  ];
  return { output: lines.join('\n'), ok: true };
}
