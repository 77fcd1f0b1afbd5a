/**
 * Which folder of the learner's a new lab goes to. Pure but for the paths of this system; Node only.
 * @module
 */
import { isAbsolute, join, relative, resolve } from 'node:path';
import { CourseError } from '#course/course-error.ts';

/**
 * The folder that was named; without one, a folder with the lab's name where the command was typed, or beside the course when
 * it was typed inside the course.
 *
 * @param root The course's folder.
 * @param typedIn Where the command was typed.
 * @throws {CourseError} `LAB_FOLDER_IN_COURSE` when the folder lies in the course's.
 *
 * @example
 * folderOfLab('hello-payment', undefined, '/home/ann/ensemble', '/home/ann/ensemble') // '/home/ann/hello-payment'
 */
export function folderOfLab(lab: string, named: string | undefined, root: string, typedIn: string): string {
  if (named === undefined) return isInside(root, typedIn) ? join(root, '..', lab) : join(typedIn, lab);
  const folder = resolve(typedIn, named);
  if (!isInside(root, folder)) return folder;
  throw new CourseError('LAB_FOLDER_IN_COURSE', {
    message: `Cannot use "${named}": it lies in the course's own folder, which an update of the course replaces`,
    hint: `Give a folder of yours, such as "--dir ${join(root, '..', lab)}".`,
  });
}

function isInside(root: string, folder: string): boolean {
  const path = relative(root, folder);
  return !isAbsolute(path) && path.split(/[/\\]/)[0] !== '..';
}
