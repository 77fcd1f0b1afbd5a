import { expect, test } from 'vitest';
import { createLineHistory } from '#workbench/terminal/line-history.ts';

test('createLineHistory() walks back, forth, and returns to what was being typed', () => {
  const history = createLineHistory();
  history.add('one');
  history.add('two');

  const walked = [
    history.earlier('draft'),
    history.earlier('two'),
    history.earlier('one'),
    history.later('one'),
    history.later('two'),
  ];

  expect(walked).toEqual(['two', 'one', 'one', 'two', 'draft']);
});

test('createLineHistory() keeps no empty line and no line twice in a row', () => {
  const history = createLineHistory();
  history.add('one');
  history.add('  ');
  history.add('one');

  expect([history.earlier(''), history.earlier('one')]).toEqual(['one', 'one']);
});
