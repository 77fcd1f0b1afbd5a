/**
 * `npm run lab -- import <lab>`: writes a lab's files of a workbook to a folder. Node only.
 * @module
 */
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CourseError } from '#course/course-error.ts';
import { problemOfNewPath } from '#course/lab-file-path.ts';
import type { CommandResult } from '../check-command.ts';
import { folderOfLab } from '../folder/folder-of-lab.ts';
import { readCourseVersions } from '../folder/read-course-versions.ts';
import { standaloneFiles } from '../folder/standalone-files.ts';
import { writeNewFiles } from '../folder/write-new-files.ts';
import type { TransferCommand } from '../lab-command.ts';
import { isProgramPath } from '../read-solution-folder.ts';
import { shellWord } from '../shell-word.ts';
import { type LabInWorkbook, openLabInWorkbook } from './lab-in-workbook.ts';
import { replaceFile } from './replace-file.ts';
import { readWorkbookAt } from './workbook-on-disk.ts';

interface PlannedFile {
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted' | 'same';
  /** Absent when it is deleted. */
  readonly text?: string;
}

/**
 * A folder that is new gets what makes it run alone as well. In one with files, those that differ are replaced only when told,
 * and what they held is moved to `.kept/<instant>/` in the folder.
 *
 * @param typedIn Where the command was typed.
 * @throws {CourseError} `LAB_WORKBOOK_MISSING`, `LAB_WORKBOOK_UNREADABLE`, `LAB_FILES_DIFFER`; nothing was written then.
 */
export async function runImportCommand(
  command: TransferCommand,
  root: string,
  typedIn: string,
  nowIso: string,
): Promise<CommandResult> {
  const { lab, workbook: path, overwrite, isDryRun } = command;
  const folder = folderOfLab(lab, command.folder, root, typedIn);
  const records = await readWorkbookAt(path);
  if (!records) throw missing(path);
  const opened = await openLabInWorkbook(root, lab, records, nowIso);
  const wanted = wantedFiles(opened, path);
  const isNew = (await readdir(folder).catch(() => [])).length === 0;
  const plan = await planFiles(folder, wanted, opened);
  const changes = plan.filter(({ kind }) => kind !== 'same');
  const lines = [
    `${lab}: ${changes.length === 0 ? 'the folder has the workbook’s files already' : `${changes.length} of ${plan.length} files to write`}`,
    ...changes.map(({ kind, path: name }) => `  ${kind.padEnd(8)}  ${name}`),
  ];
  const done = (...more: readonly string[]): CommandResult => ({ output: [...lines, ...more].join('\n'), ok: true });
  if (isDryRun) return done('Nothing was written: this was a dry run.');
  const next = ['Next:', '', `  npm run lab -- check ${lab} --dir ${shellWord(folder)} --watch`];
  if (isNew) {
    const alone = standaloneFiles(opened.manifest, wanted, { root, versions: await readCourseVersions(root) });
    await writeNewFiles(folder, { ...alone, ...wanted });
    return done(...next);
  }
  const replaced = changes.filter(({ kind }) => kind !== 'added');
  if (replaced.length > 0 && !overwrite) throw differs(folder, replaced);
  const kept = join(folder, '.kept', nowIso.replaceAll(':', '-'));
  for (const { path: name, kind, text } of changes) {
    if (kind !== 'added') await moveTo(join(folder, name), join(kept, name));
    if (text !== undefined) await replaceFile(join(folder, name), text);
  }
  return done(...(replaced.length > 0 ? [`What they held is in ${kept}`] : []), ...next);
}

/** The learner's files and those that nobody edits, without what a folder of a lab does not read. */
function wantedFiles({ starter, editable, files }: LabInWorkbook, workbook: string): Readonly<Record<string, string>> {
  const readOnly = Object.entries(starter).filter(([path]) => !Object.hasOwn(editable, path));
  const wanted = [...readOnly, ...Object.entries(files).filter(([path]) => isProgramPath(path))];
  const paths = wanted.map(([path]) => path);
  for (const [index, path] of paths.entries()) {
    const problem = problemOfNewPath(path, paths.slice(0, index));
    if (problem !== undefined && !Object.hasOwn(starter, path)) {
      throw new CourseError('LAB_WORKBOOK_UNREADABLE', {
        message: `Cannot write the files of "${workbook}": ${problem.replace(/\.$/, '')}`,
        hint: 'Rename one of the two in the page, and download the workbook again.',
      });
    }
  }
  return Object.fromEntries(wanted.map(([path, text]) => [path, text.toWellFormed()]));
}

async function planFiles(
  folder: string,
  wanted: Readonly<Record<string, string>>,
  { deleted }: LabInWorkbook,
): Promise<readonly PlannedFile[]> {
  const held = (path: string) =>
    readFile(join(folder, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw error;
    });
  const files = Object.entries(wanted).map(async ([path, text]): Promise<PlannedFile> => {
    const before = await held(path);
    if (before === text) return { path, kind: 'same', text };
    return { path, kind: before === undefined ? 'added' : 'changed', text };
  });
  const gone = deleted.map(async ({ path }): Promise<PlannedFile> => {
    const isThere = isProgramPath(path) && (await held(path)) !== undefined;
    return { path, kind: isThere ? 'deleted' : 'same' };
  });
  return Promise.all([...files, ...gone]);
}

async function moveTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

function missing(path: string): CourseError {
  return new CourseError('LAB_WORKBOOK_MISSING', {
    message: `Cannot read "${path}": there is no such file`,
    hint: 'On the course’s page "Workbook" download a copy, and give its path with "--workbook".',
  });
}

function differs(folder: string, replaced: readonly PlannedFile[]): CourseError {
  const names = replaced.map(({ path, kind }) => `"${path}"${kind === 'deleted' ? ' (deleted in the workbook)' : ''}`);
  return new CourseError('LAB_FILES_DIFFER', {
    message: `Cannot write to "${folder}": ${names.join(', ')} ${names.length === 1 ? 'differs' : 'differ'} from the workbook`,
    hint: 'Add "--overwrite" to take the workbook’s texts (what is there is moved to ".kept"), or "--dry-run" to look first.',
  });
}
