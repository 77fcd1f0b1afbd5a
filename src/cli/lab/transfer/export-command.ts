/**
 * `npm run lab -- export <lab>`: puts a folder's files into a workbook's file, which the page then brings in. Node only.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import { textHash } from '#platform/text-hash.ts';
import { starterText } from '#workbook/lab-files.ts';
import { keysOfText, putText } from '#workbook/write-text.ts';
import type { CommandResult } from '../check-command.ts';
import type { TransferCommand } from '../lab-command.ts';
import { readSolutionFolder } from '../read-solution-folder.ts';
import { compareWithFolder, type FolderChange } from './compare-with-folder.ts';
import { type LabInWorkbook, openLabInWorkbook } from './lab-in-workbook.ts';
import { readWorkbookAt, writeWorkbookAt } from './workbook-on-disk.ts';

/**
 * The folder's texts are in force in the file afterwards; those before are in its history, and everything else of the
 * workbook stays as it is.
 *
 * @throws {CourseError} `LAB_WORKBOOK_EXISTS`, `LAB_WORKBOOK_UNREADABLE`, `LAB_WORKBOOK_NEWER`, `LAB_FOLDER_STRANGE`, or why the
 * folder cannot be read; nothing was written then.
 */
export async function runExportCommand(command: TransferCommand, root: string, nowIso: string): Promise<CommandResult> {
  const { lab, folder, workbook: path, overwrite, isDryRun } = command;
  const stored = await readWorkbookAt(path);
  const opened = await openLabInWorkbook(root, lab, stored ?? new Map(), nowIso);
  const own = await readSolutionFolder(folder);
  if (!Object.keys(own).some((name) => name in opened.files || name in opened.starter)) throw strange(folder, lab);
  const { changes, leftOut } = compareWithFolder(opened, own);
  const lines = [
    `${lab}: ${changes.length === 0 ? 'the workbook has these files already' : `${changes.length} ${changes.length === 1 ? 'file differs' : 'files differ'} from the workbook`}`,
    ...changes.map(({ kind, path: name }) => `  ${kind.padEnd(8)}  ${name}`),
    ...leftOut.map(({ path: name, reason }) => `  left out  ${name}: ${reason}`),
  ];
  const done = (line: string): CommandResult => ({ output: [...lines, line].join('\n'), ok: true });
  if (isDryRun) return done('Nothing was written: this was a dry run.');
  if (stored && changes.length === 0) return done(`${path} stays as it is.`);
  if (stored && !overwrite) throw exists(path, changes);
  await putFiles(opened, changes);
  await writeWorkbookAt(path, await opened.workbook.store.read('all'), nowIso);
  return done(
    `Written to ${path}. In the course, the page "Workbook" brings it in; texts from before are kept in the history.`,
  );
}

async function putFiles(
  { manifest, editable, workbook }: LabInWorkbook,
  changes: readonly FolderChange[],
): Promise<void> {
  const idOf = (path: string) => `${manifest.id}/${path}`;
  const isStored = await workbook.change(
    changes.flatMap(({ path }) => keysOfText('file', idOf(path))),
    (records) => {
      for (const { path, kind, text } of changes) {
        const starter = starterText(editable, path);
        putText(records, {
          kind: 'file',
          id: idOf(path),
          text,
          // What is replaced was seen by whoever exports.
          baseRevision: records.get('file', idOf(path))?.revision ?? 0,
          keep: 'import',
          starter,
          about: { starterHash: Object.hasOwn(editable, path) ? textHash(starter) : undefined },
          ...(kind === 'deleted' && { isDeleted: true }),
        });
      }
    },
  );
  if (!isStored) {
    throw new CourseError('LAB_WORKBOOK_NEWER', {
      message: `Cannot put files of "${manifest.id}" into the workbook: a newer version of the course wrote it, or a file is too long`,
      hint: 'Update the course with "git pull && npm ci", and export again.',
    });
  }
}

function exists(path: string, changes: readonly FolderChange[]): CourseError {
  return new CourseError('LAB_WORKBOOK_EXISTS', {
    message: `Cannot write to "${path}": the workbook is there, and ${changes.length === 1 ? 'a file of it' : `${changes.length} files of it`} would change`,
    hint: 'Add "--overwrite" to put the folder’s files into it (texts from before stay in its history), or "--dry-run" to see which.',
  });
}

function strange(folder: string, lab: string): CourseError {
  return new CourseError('LAB_FOLDER_STRANGE', {
    message: `Cannot export "${folder}": none of its files has the path of a file of "${lab}"`,
    hint: 'Give the folder that "npm run lab -- start" or "import" made.',
  });
}
