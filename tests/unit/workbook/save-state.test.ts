import { expect, test } from 'vitest';
import { describeProblem } from '#workbook/describe-problem.ts';
import { describeSaveState } from '#workbook/save-state.ts';
import { workbookName } from '#workbook/workbook-name.ts';

test('describeSaveState() says each state in a few words', () => {
  const clock = () => '14:02';

  expect([
    describeSaveState({ kind: 'saved' }, clock),
    describeSaveState({ kind: 'saved', atIso: '2026-11-20T14:02:00.000Z' }, clock),
    describeSaveState({ kind: 'saving' }, clock),
    describeSaveState({ kind: 'not-saved', problem: 'storage-full' }, clock),
  ]).toEqual(['Saved on this device', 'Saved on this device, 14:02', 'Saving', 'Not saved']);
});

test('describeProblem() says what happened and what helps', () => {
  expect(describeProblem('storage-full')).toBe(
    'Not saved: storage is full. The last version that fitted is kept. Download a copy, then free some space on this device.',
  );
});

test.each([
  ['../../', 'https://host.example/~prof/ms/lessons/x/index.html', 'ensemble:microservices:/~prof/ms/'],
  ['../../', 'https://host.example/~prof/ms/lessons/x/', 'ensemble:microservices:/~prof/ms/'],
  ['./', 'http://192.168.0.7:8080/index.html', 'ensemble:microservices:/'],
  ['/', 'http://localhost:4321/lessons/x/', 'ensemble:microservices:/'],
])('workbookName() of root %s on page %s is %s', (root, page, name) => {
  expect(workbookName(root, page)).toBe(name);
});
