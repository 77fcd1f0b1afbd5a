import { expect, test } from 'vitest';
import { noticeSentence } from '#workbench/task/notice-sentence.ts';

test.each([
  ['removed', ['a.ts'], {}, 'a.ts: deleted. Undo brings it back, and so does the list of deleted files.'],
  ['renamed', ['a.ts', 'b/c.ts'], { 'b/c.ts': '' }, 'a.ts is now b/c.ts, with its earlier versions.'],
  ['undo', ['a.ts'], { 'a.ts': '' }, 'a.ts: the earlier text is back.'],
  ['undo', ['a.ts'], {}, 'a.ts: as before the last step.'],
  ['reset', ['a', 'b', 'c', 'd'], {}, 'a and 3 more files: back to the starter. Undo brings back what was there.'],
  ['other-tab', ['a.ts'], {}, 'a.ts: another tab deleted this file or gave it another path.'],
  [
    'other-tab',
    ['a.ts', 'b.ts'],
    { 'b.ts': '' },
    'b.ts: another tab changed this file; its text is shown now. a.ts: another tab deleted this file or gave it another path.',
  ],
] as const)('noticeSentence() of %s with %j', (cause, paths, files, sentence) => {
  expect(noticeSentence({ cause, paths }, files)).toBe(sentence);
});
