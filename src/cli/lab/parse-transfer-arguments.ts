/**
 * The flags of `npm run lab -- export` and `import`. Pure.
 * @module
 */
import type { ParseArgsOptionsConfig } from 'node:util';
import { CourseError } from '#course/course-error.ts';
import type { TransferCommand } from './lab-command.ts';
import { needLab } from './need-lab.ts';
import { parseFlags } from './parse-flags.ts';

const FLAGS = {
  dir: { type: 'string' },
  workbook: { type: 'string' },
  overwrite: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} satisfies ParseArgsOptionsConfig;

/** @throws {CourseError} `LAB_FLAG_UNKNOWN`, `LAB_FLAG_MISSING` or `LAB_NAME_MISSING`. */
export function parseTransferArguments(name: TransferCommand['name'], argv: readonly string[]): TransferCommand {
  const { values, positionals } = parseFlags(name, argv, FLAGS, 1);
  const lab = needLab(name, positionals[0]);
  const { dir: folder, workbook } = values;
  if (folder === undefined || workbook === undefined) {
    throw new CourseError('LAB_FLAG_MISSING', {
      message: `Cannot ${name}: "--${folder === undefined ? 'dir' : 'workbook'}" is not given`,
      hint: `Write "npm run lab -- ${name} ${lab} --dir ../${lab} --workbook ensemble-workbook.json".`,
    });
  }
  const isDryRun = values['dry-run'] ?? false;
  return { name, lab, folder, workbook, overwrite: values.overwrite ?? false, isDryRun };
}
