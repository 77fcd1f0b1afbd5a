import { expect, test } from 'vitest';
import { lineNotes } from '#workbench/code/line-notes.ts';
import { seedLineCheck } from '../../../support/seed-line-report.ts';

test('lineNotes() gives the report’s own notes while its example is marked', () => {
  expect(lineNotes(seedLineCheck, 'r-1')).toEqual(seedLineCheck.message?.where);
});

test('lineNotes() derives notes from the messages of another operation', () => {
  const { message: _message, ...passed } = seedLineCheck;

  const notes = lineNotes(passed, 'r-1');

  expect(notes.map(({ file, line, note }) => [file, line, note])).toEqual([
    ['payment-service/bank.ts', 11, '[[r-1]] went on as POST /charges here at 11.2 ms.'],
    ['payment-service/main.ts', 17, '[[r-1]] was answered 201 here at 14.1 ms.'],
  ]);
});

test('lineNotes() has none for an operation that no line of the learner sent', () => {
  expect(lineNotes(seedLineCheck, 'r-2')).toEqual([]);
});
