/**
 * Which files of the learner and of the solution are others, for *Compare with the solution*. Pure.
 * @module
 */
import type { LabFiles } from '#runtimes/lab-runtime.ts';

export interface SolutionFiles {
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
  readonly different: readonly string[];
}

/**
 * @example
 * solutionFiles({ 'a.ts': '1' }, { 'a.ts': '2', 'b.ts': '' }) // { onlyHere: [], onlyThere: ['b.ts'], different: ['a.ts'] }
 */
export function solutionFiles(here: LabFiles, solution: LabFiles): SolutionFiles {
  const [ours, theirs] = [Object.keys(here).sort(), Object.keys(solution).sort()];
  return {
    onlyHere: ours.filter((path) => !(path in solution)),
    onlyThere: theirs.filter((path) => !(path in here)),
    different: theirs.filter((path) => path in here && here[path] !== solution[path]),
  };
}
