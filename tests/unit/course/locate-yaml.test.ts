import { expect, test } from 'vitest';
import { locateYaml } from '#course/locate-yaml.ts';

const TEXT = 'lesson: x\nquestions:\n  - id: one\n  - id: two\n';

test.each([
  [['questions', 1, 'id'], { line: 4, column: 9 }],
  [['questions', 1, 'stem'], { line: 4, column: 5 }],
  [['unknown'], { line: 1, column: 1 }],
])('locateYaml() finds %j or its nearest parent', (path, place) => {
  expect(locateYaml(TEXT, 'x.yaml', path)).toEqual({ file: 'x.yaml', ...place });
});
