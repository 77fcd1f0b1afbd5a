import { expect, test } from 'vitest';
import { answerClass, describeAnswer } from '../../../labs/_kit/answer-class.ts';
import { answerJson, objectsIn } from '../../../labs/_kit/answer-json.ts';
import type { Operation } from '../../../labs/_kit/bench.ts';
import { showBody } from '../../../labs/_kit/show-body.ts';

const operation = (part: Partial<Operation>): Operation => ({
  id: 'r-1',
  outcome: 'ok',
  request: { method: 'GET', url: 'http://a-service/' },
  sentAtMs: 0,
  endedAtMs: 1,
  ...part,
});
const answered = (status: number, body = ''): Operation => operation({ response: { status, headers: {}, body } });

test.each([
  [200, 'accepted'],
  [204, 'accepted'],
  [301, 'redirected'],
  [404, 'refused'],
  [500, 'failed'],
])('answerClass() takes %i for %s', (status, expected) => {
  expect(answerClass(answered(status))).toBe(expected);
});

test('answerClass() takes a lost answer for none, whatever is known of it', () => {
  const reset = operation({ outcome: 'unknown', error: { code: 'ECONNRESET', definite: false } });
  const refused = operation({ outcome: 'fail', error: { code: 'ECONNREFUSED', definite: true } });

  expect([answerClass(reset), answerClass(refused)]).toEqual(['none', 'none']);
  expect(describeAnswer(reset)).toBe('no answer (ECONNRESET)');
});

test('answerJson() is undefined for a body that is no JSON', () => {
  expect(answerJson(answered(200, '<p>ok</p>'))).toBeUndefined();
  expect(answerJson(answered(200, '{"id":1}'))).toEqual({ id: 1 });
});

test('objectsIn() finds wrapped and listed objects, the outermost first', () => {
  const objects = objectsIn({ data: [{ id: 'p-1' }, { id: 'p-2' }] });

  expect(objects).toEqual([{ data: [{ id: 'p-1' }, { id: 'p-2' }] }, { id: 'p-1' }, { id: 'p-2' }]);
});

test('objectsIn() stops at its depth', () => {
  expect(objectsIn({ a: { b: { c: { d: 1 } } } }, 2)).toHaveLength(2);
});

test('showBody() writes invisible characters out and shortens', () => {
  expect(showBody('a\u0000b\u200B')).toBe('a\\u0000b\\u200b');
  expect(showBody('x'.repeat(70), 10)).toBe(`${'x'.repeat(10)}…`);
  expect(showBody('')).toBe('(an empty body)');
});
