/**
 * The flags of one command of `npm run lab`, parsed strictly. Pure.
 * @module
 */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { CourseError } from '#course/course-error.ts';

/**
 * The flags and words of one command, each flag known and each word expected.
 *
 * @throws {CourseError} `LAB_FLAG_UNKNOWN`.
 *
 * @example
 * parseFlags('list', ['--json'], { json: { type: 'boolean' } }, 0).values.json // true
 */
export function parseFlags<const Options extends ParseArgsOptionsConfig>(
  command: string,
  argv: readonly string[],
  options: Options,
  positionalCount: number,
) {
  const flags = Object.keys(options)
    .map((flag) => `"--${flag}"`)
    .join(', ');
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    const extra = parsed.positionals[positionalCount];
    if (extra === undefined) return parsed;
    throw new Error(`"${extra}" is one word too many`);
  } catch (cause) {
    const said = cause instanceof Error ? (cause.message.split('. ')[0] ?? '').replaceAll("'", '"') : '';
    throw new CourseError('LAB_FLAG_UNKNOWN', {
      message: `Cannot run "${command}": ${said.charAt(0).toLowerCase()}${said.slice(1).replace(/\.$/, '')}`,
      hint: `"${command}" takes ${positionalCount === 0 ? 'no name' : 'one lab'} and the flags ${flags}.`,
      cause,
    });
  }
}
