import { expect, test, vi } from 'vitest';
import { compileFiles } from '#bench/process/module/compile-files.ts';

test('compileFiles() tells of each file once when the same files are compiled twice', () => {
  const files = { 'one.ts': 'export const one: number = 1;', 'two.ts': 'export const two = 2;', 'data.json': '{}' };
  const onCompiled = vi.fn<() => void>();

  const compiled = compileFiles(files, onCompiled);
  expect(compileFiles(files, onCompiled)).toEqual(compiled);

  expect(Object.keys(compiled)).toEqual(['one.ts', 'two.ts']);
  expect(onCompiled).toHaveBeenCalledTimes(2);
});

test('compileFiles() keeps the problem of a file when its syntax is wrong', () => {
  expect(compileFiles({ 'broken.ts': 'export const = 1;' })).toMatchObject({
    'broken.ts': { problem: { message: 'Unexpected token', source: { line: 1 } } },
  });
});
