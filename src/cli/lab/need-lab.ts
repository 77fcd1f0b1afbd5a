/**
 * The lab that a command is about. Pure.
 * @module
 */
import { CourseError } from '#course/course-error.ts';

/**
 * @param command Such as "check".
 * @throws {CourseError} `LAB_NAME_MISSING`.
 */
export function needLab(command: string, lab: string | undefined): string {
  if (lab !== undefined) return lab;
  throw new CourseError('LAB_NAME_MISSING', {
    message: `Cannot ${command}: no lab is named`,
    hint: `Write "npm run lab -- ${command} hello-payment"; "npm run lab -- list" prints every name.`,
  });
}
