/**
 * Which files a program of a lab finds: a service the learner's, a program of the world its own and those of the learner's that
 * it reads. Pure.
 * @module
 */
import type { LabFiles, LabProgram } from './lab-program.ts';

/**
 * @param name Of a service or of a program of the world.
 * @param files The learner's.
 *
 * @example
 * filesOf(program, 'orders', files) // files
 */
export function filesOf(
  { world, worldFiles }: Pick<LabProgram, 'world' | 'worldFiles'>,
  name: string,
  files: LabFiles,
): LabFiles {
  const program = world.find((other) => other.name === name);
  if (!program) return files;
  const { reads = [] } = program;
  const read = Object.entries(files).filter(
    ([path]) => !path.includes('/') && reads.some((ending) => path.endsWith(ending)),
  );
  return { ...worldFiles, ...Object.fromEntries(read) };
}
