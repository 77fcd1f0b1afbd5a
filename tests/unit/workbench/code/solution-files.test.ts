import { expect, test } from 'vitest';
import { solutionFiles } from '#workbench/code/solution-files.ts';

test('solutionFiles() tells added, removed and changed files apart', () => {
  const here = { 'b.ts': 'same', 'a.ts': 'mine', 'mine.ts': '' };
  const solution = { 'z.ts': '', 'b.ts': 'same', 'a.ts': 'theirs', 'c.ts': '' };

  expect(solutionFiles(here, solution)).toEqual({
    onlyHere: ['mine.ts'],
    onlyThere: ['c.ts', 'z.ts'],
    different: ['a.ts'],
  });
});
