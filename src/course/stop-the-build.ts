/**
 * Lets a mistake of an author stop `astro build` with everything that the author needs to read.
 * Pure; runs inside `astro build`.
 * @module
 */
import { CourseError } from './course-error.ts';

/**
 * Runs a step of the build. Astro prints only an error's message, so place, code and hint are put into it.
 *
 * @example
 * const modules = await stopTheBuild(() => readModules(folder));
 */
export async function stopTheBuild<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    throw new Error(error.format(), { cause: error });
  }
}
