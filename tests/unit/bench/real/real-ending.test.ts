import { expect, test } from 'vitest';
import type { ObservedError } from '#bench/real/observer-message.ts';
import type { ProgramFolder } from '#bench/real/program-folder.ts';
import { realEnding } from '#bench/real/real-ending.ts';
import type { RealExit } from '#bench/real/real-process.ts';

const EXIT: RealExit = { code: 1, signal: null, leftOthers: false, dropped: undefined, tail: '' };
const PLACE = { file: 'main.ts', line: 2, column: 6 };
const folder = { placeIn: () => PLACE, shorten: (text: string) => text } as unknown as ProgramFolder;
const LOADER = '\n    at async node:internal/modules/esm/loader:647:26';
const error = (more: Partial<ObservedError>): ObservedError => ({
  kind: 'error',
  atUs: 1,
  name: 'TypeError',
  message: 'no',
  stack: 'TypeError: no',
  origin: 'uncaughtException',
  ...more,
});

test.each<[string, Partial<ObservedError>, string]>([
  ['an error in a callback', {}, 'thrown'],
  [
    'an error at the top level, which Node runs in a promise',
    { origin: 'unhandledRejection', stack: LOADER },
    'thrown',
  ],
  ['a rejection that nobody handled', { origin: 'unhandledRejection' }, 'rejected'],
  ['a syntax error', { name: 'SyntaxError', origin: 'unhandledRejection', stack: LOADER }, 'syntax'],
  ['bad JSON at runtime', { name: 'SyntaxError', stack: '\n    at JSON.parse' }, 'thrown'],
  ['a module that is not there', { code: 'ERR_MODULE_NOT_FOUND', stack: LOADER }, 'link'],
  ['a name that is not exported', { message: "'./a.ts' does not provide an export named 'b'", stack: LOADER }, 'link'],
])('realEnding() tells %s', (_, more, phase) => {
  expect(realEnding(EXIT, error(more), undefined, folder)).toMatchObject({
    kind: 'exit',
    code: 1,
    error: { phase, source: PLACE },
  });
});

test('realEnding() does not blame an error when the process ended with code 0', () => {
  expect(realEnding({ ...EXIT, code: 0 }, error({}), undefined, folder)).toEqual({ kind: 'exit', code: 0 });
});

test('realEnding() names the signal, the heap that was full, and what the bench stopped', () => {
  const aborted: RealExit = { ...EXIT, code: null, signal: 'SIGABRT' };
  const tail =
    '<--- Last few GCs --->\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n';

  expect(realEnding(aborted, undefined, undefined, folder)).toEqual({ kind: 'killed', signal: 'SIGABRT' });
  expect(realEnding({ ...aborted, tail }, undefined, undefined, folder)).toMatchObject({
    kind: 'exit',
    code: 134,
    error: { name: 'FATAL ERROR', message: expect.stringContaining('heap out of memory') },
  });
  expect(realEnding({ ...EXIT, signal: 'SIGKILL' }, undefined, 'stopped by the bench', folder)).toEqual({
    kind: 'stopped',
    reason: 'stopped by the bench',
    bySelf: true,
  });
});
