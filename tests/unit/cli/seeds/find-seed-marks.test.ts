import { expect, test } from 'vitest';
import { findSeedMarks } from '#cli/seeds/find-seed-marks.ts';

test('findSeedMarks() gives ids, line and text when a mark spans paragraphs', () => {
  const text = 'Before.\n\n<Seed id="S004 S008">\n\nOne application.\n\nMany services.\n\n</Seed>\n';
  expect(findSeedMarks('a.mdx', text)).toEqual([
    { ids: ['S004', 'S008'], line: 3, text: '\n\nOne application.\n\nMany services.\n\n' },
  ]);
});

test('findSeedMarks() finds the inner and the outer mark when one encloses the other', () => {
  const marks = findSeedMarks('a.mdx', '<Seed id="S001">a <Seed id="S002">b</Seed> c</Seed>');
  expect(marks.map(({ ids, text }) => [ids, text])).toEqual([
    [['S001'], 'a <Seed id="S002">b</Seed> c'],
    [['S002'], 'b'],
  ]);
});

test('findSeedMarks() keeps code inside a mark as text', () => {
  const [mark] = findSeedMarks('a.mdx', '<Seed id="S101">\n\n```bash\ncurl -X POST\n```\n\n</Seed>');
  expect(mark?.text).toContain('curl -X POST');
});

test('findSeedMarks() finds nothing when tags stand in code or in a comment', () => {
  const text = '```mdx\n<Seed id="S001">\n```\n\nWrite `<Seed id="S002">`.\n\n{/* <Seed id="S003"> */}\n';
  expect(findSeedMarks('a.mdx', text)).toEqual([]);
});

test.each([
  ['is not closed', 'Text.\n<Seed id="S001">open', 2],
  ['was never opened', 'Text.\n\n</Seed>', 3],
  ['has no id', '<Seed ids="S001">text</Seed>', 1],
  ['encloses nothing', '\n<Seed id="S001" />', 2],
])('findSeedMarks() names the line when a mark %s', (_, text, line) => {
  expect(() => findSeedMarks('a.mdx', text)).toThrow(
    expect.objectContaining({ code: 'SEED_MARK_INVALID', at: { file: 'a.mdx', line } }),
  );
});
