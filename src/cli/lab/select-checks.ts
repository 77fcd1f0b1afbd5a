/**
 * Which checks of a lab a word or a replay line means. Pure.
 * @module
 */
import { parseReplay, type Replay } from '#bench/judge/replay-line.ts';
import { CourseError } from '#course/course-error.ts';
import type { LabProgram } from '#runtimes/lab-runtime.ts';

/**
 * The slug of the check that is meant: "02", "C2" or the slug itself.
 *
 * @throws {CourseError} `LAB_CHECK_UNKNOWN` when the lab has no such check.
 *
 * @example
 * selectCheck(program, '02') // '02-malformed-bodies'
 */
export function selectCheck(program: LabProgram, word: string): string {
  const found = program.checks.find(
    ({ id, slug }) => slug === word || slug.slice(0, 2) === word || id.toLowerCase() === word.toLowerCase(),
  );
  if (found) return found.slug;
  throw new CourseError('LAB_CHECK_UNKNOWN', {
    message: `Cannot run check "${word}": lab "${program.id}" has ${program.checks.map(({ slug }) => `"${slug.slice(0, 2)}"`).join(', ')}`,
    hint: 'Write the number of the check in two digits, such as "--check 02".',
  });
}

/**
 * @throws {CourseError} `LAB_REPLAY_INVALID` when the text is no replay line, or of another lab.
 *
 * @example
 * readReplay('hello-payment', 'hello-payment/04 seed=4711 keep=1,7-8').keep // [1, 7, 8]
 */
export function readReplay(lab: string, text: string): Replay {
  const replay = parseReplay(text);
  if (replay?.lab === lab) return replay;
  throw new CourseError('LAB_REPLAY_INVALID', {
    message: replay
      ? `Cannot replay "${text}" on lab "${lab}": the line belongs to lab "${replay.lab}"`
      : `Cannot replay "${text}": it is not a replay line`,
    hint: `Copy the whole line of a report, such as "${lab}/01 seed=4711".`,
  });
}
