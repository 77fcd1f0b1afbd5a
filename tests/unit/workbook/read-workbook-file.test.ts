import { expect, test } from 'vitest';
import { FILE_LIMIT_BYTES, readWorkbookFile } from '#workbook/read-workbook-file.ts';
import { createWorkbookFile, fileNameOf } from '#workbook/workbook-file.ts';

const AT = '2026-11-20T12:00:00.000Z';
const records = new Map<string, unknown>([
  ['quiz/b', { schema: 1 }],
  ['lesson/a', { schema: 1 }],
]);
const read = (file: unknown) => readWorkbookFile(JSON.stringify(file), 'microservices');
const FILE = createWorkbookFile(records, 'microservices', AT);

test('readWorkbookFile() reads what createWorkbookFile() wrote', () => {
  expect(read(FILE)).toEqual({ isRead: true, exportedAtIso: AT, records });
  expect(FILE.records.map(([key]) => key)).toEqual(['lesson/a', 'quiz/b']);
  expect(fileNameOf(AT)).toBe('ensemble-workbook-2026-11-20.json');
});

test.each([
  ['no JSON', 'not json', 'The file is not an exported workbook.'],
  ['a list', '[]', 'The file is not an exported workbook.'],
  ['another format', '{"format":"jupyter"}', 'The file is not an exported workbook.'],
  [
    'a newer format',
    JSON.stringify({ ...FILE, formatVersion: 2 }),
    'The file has format 2, and this page reads format 1.',
  ],
  ['another course', JSON.stringify({ ...FILE, course: 'kafka' }), 'The file belongs to the course "kafka"'],
  ['records that are no list', JSON.stringify({ ...FILE, records: {} }), 'The file is damaged'],
  ['an entry that is no pair', JSON.stringify({ ...FILE, records: [['lesson/a']] }), 'The file is damaged'],
  ['a key without a kind', JSON.stringify({ ...FILE, records: [['a', {}]] }), 'The file is damaged'],
  ['a key that is no text', JSON.stringify({ ...FILE, records: [[1, {}]] }), 'The file is damaged'],
  ['more than 20 MB', 'x'.repeat(FILE_LIMIT_BYTES + 1), 'The file is larger than 20 MB'],
])('readWorkbookFile() refuses %s with a reason', (_what, text, reason) => {
  expect(readWorkbookFile(text, 'microservices')).toEqual({
    isRead: false,
    reason: expect.stringContaining(reason) as string,
  });
});

test('readWorkbookFile() lets nothing reach a prototype', () => {
  const text = JSON.stringify(FILE).replace('{"schema":1}', '{"schema":1,"__proto__":{"polluted":true}}');

  const result = readWorkbookFile(text, 'microservices');

  expect(result).toEqual({ isRead: true, exportedAtIso: AT, records });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
