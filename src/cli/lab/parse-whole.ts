/**
 * Whole numbers on the command line. Pure.
 * @module
 */
import { CourseError } from '#course/course-error.ts';

/** Of seeds that are run one after the other. */
export const LARGEST_COUNT = 100_000;

/** @throws {CourseError} `LAB_NUMBER_INVALID`. */
export function parseWhole(flag: string, text: string, smallest: number, largest: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= smallest && value <= largest) return value;
  throw new CourseError('LAB_NUMBER_INVALID', {
    message: `Cannot use "--${flag} ${text}": "${text}" is not a whole number from ${smallest} to ${largest}`,
    hint: `Write a number in digits, such as "--${flag} ${flag === 'seed' ? 4711 : 20}".`,
  });
}
