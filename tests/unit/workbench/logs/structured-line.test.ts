import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSevere, parseStructuredLine } from '#workbench/logs/structured-line.ts';

test.each([
  ['{"time":"2026-01-01","level":"info","service":"shop","message":"paid","cents":5,"tags":["a"]}', 'info', 'paid'],
  ['{"level":50,"time":1,"pid":7,"msg":"paid"}', 'error', 'paid'],
  ['{"severity":"WARN","event":"paid"}', 'warn', 'paid'],
])('parseStructuredLine() reads level and message of %s', (line, level, message) => {
  expect(parseStructuredLine(line)).toMatchObject({ message, level });
});

test('parseStructuredLine() gives the other fields in their order, without the time', () => {
  const line = '{"ts":1,"level":"info","b":"two words","msg":"m","a":{"x":null},"message":"also"}';

  expect(parseStructuredLine(line)?.fields).toEqual([
    ['b', 'two words'],
    ['a', '{"x":null}'],
    ['message', 'also'],
  ]);
});

test.each(['listening on 80', '[1,2]', '{"level":"info"}', '{"msg":1}', '{"msg":"open"', '{msg: 1}', ''])(
  'parseStructuredLine() leaves %j as it is',
  (line) => {
    expect(parseStructuredLine(line)).toBeUndefined();
  },
);

test('parseStructuredLine() reads back whatever was printed as a message, and throws at nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (text, value) => {
      expect(() => parseStructuredLine(text)).not.toThrow();
      expect(parseStructuredLine(JSON.stringify({ msg: text, value: [value] }))).toEqual({
        message: text,
        fields: [['value', JSON.stringify([value])]],
      });
    }),
  );
});

test.each([
  ['error', true],
  ['fatal', true],
  ['warn', false],
  ['info', false],
])('isSevere() of %s is %s', (level, severe) => {
  expect(isSevere({ level, message: '', fields: [] })).toBe(severe);
});
