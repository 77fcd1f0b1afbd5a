/**
 * The solutions of a lab that a command is about. Pure.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import type { LabVariant } from './lab-variants.ts';

/**
 * @param name of one solution; all of them when absent.
 * @throws {CourseError} `LAB_VARIANT_UNKNOWN`.
 *
 * @example
 * selectVariants('hello-payment', variants, 'starter')
 */
export function selectVariants(
  lab: string,
  variants: readonly LabVariant[],
  name: string | undefined,
): readonly LabVariant[] {
  const selected = variants.filter((variant) => name === undefined || variant.name === name);
  if (selected.length > 0) return selected;
  throw new CourseError('LAB_VARIANT_UNKNOWN', {
    message: `Cannot prove "${name}": lab "${lab}" has no solution of that name`,
    hint: `Name a folder of labs/${lab}/right or labs/${lab}/wrong, "starter" or "solution".`,
  });
}
