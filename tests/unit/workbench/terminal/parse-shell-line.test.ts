import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandWord, parseShellLine } from '#workbench/terminal/parse-shell-line.ts';

const words = (line: string): readonly (readonly string[])[] => {
  const parsed = parseShellLine(line);
  return parsed.kind === 'commands'
    ? parsed.commands.map((command) => command.words.map((word) => expandWord(word, (name) => `<${name}>`)))
    : [];
};

test('parseShellLine() keeps the bytes of the source documents’ own curl line', () => {
  const line = `curl -X POST http://payment-service/api/payments -d '{ "orderId": "123", "amount": 100 }'`;

  const parsed = words(line);

  expect(parsed).toEqual([
    ['curl', '-X', 'POST', 'http://payment-service/api/payments', '-d', '{ "orderId": "123", "amount": 100 }'],
  ]);
});

test.each([
  ['single quotes keep everything', `echo 'a $? \\ "b"'`, [['echo', 'a $? \\ "b"']]],
  ['double quotes look up variables', 'echo "code $?"', [['echo', 'code <?>']]],
  [
    'double quotes keep a backslash before a letter',
    String.raw`echo "a\n\"b\" \\ \$"`,
    [['echo', String.raw`a\n"b" \ $`]],
  ],
  ['quotes join with what touches them', `echo a'b c'"d e"f`, [['echo', 'ab cd ef']]],
  ['an empty pair of quotes is a word', `curl -H '' ""`, [['curl', '-H', '', '']]],
  ['a backslash takes the meaning from a blank', String.raw`echo a\ b \'`, [['echo', 'a b', "'"]]],
  ['a backslash joins two lines', 'curl -i \\\n  http://a', [['curl', '-i', 'http://a']]],
  ['a backslash joins two lines of Windows', 'curl \\\r\n  http://a', [['curl', 'http://a']]],
  ['a semicolon ends a command', 'clear; ls ;', [['clear'], ['ls']]],
  ['a newline ends a command', 'clear\n\nls', [['clear'], ['ls']]],
  ['a hash begins a comment only at the start of a word', 'curl http://a/#b # c', [['curl', 'http://a/#b']]],
  ['braces in a variable', 'echo ${?}x', [['echo', '<?>x']]],
  ['a lonely dollar is a dollar', 'echo 5$ $', [['echo', '5$', '$']]],
  ['question marks and stars stay', 'curl http://a/b?c=*', [['curl', 'http://a/b?c=*']]],
  ['an empty line has no commands', '   ', []],
])('parseShellLine() splits as a shell does: %s', (_title, line, expected) => {
  expect(words(line)).toEqual(expected);
});

test('parseShellLine() remembers what each command waits for', () => {
  const parsed = parseShellLine('a && b || c; d');

  expect(parsed).toMatchObject({
    kind: 'commands',
    commands: [{ when: 'always' }, { when: 'and' }, { when: 'or' }, { when: 'always' }],
  });
});

test('parseShellLine() leaves out a copied prompt and says so', () => {
  const parsed = parseShellLine('$ curl http://a');

  expect(parsed).toMatchObject({ kind: 'commands', notes: ['The "$" at the start is the prompt; it was left out.'] });
});

test('parseShellLine() notes typographic quotes', () => {
  const parsed = parseShellLine('curl -d ‘{}’ http://a');

  expect(parsed).toMatchObject({ kind: 'commands', notes: [expect.stringContaining('typographic quotes')] });
});

test.each([
  ["curl -d '{", 'quote'],
  ['curl "a', 'quote'],
  ['curl \\', 'backslash'],
  ['clear &&', 'missing'],
  ['clear && \n', 'missing'],
])('parseShellLine() asks for more after %j', (line, reason) => {
  expect(parseShellLine(line)).toMatchObject({ kind: 'incomplete', reason: expect.stringContaining(reason) });
});

test.each([
  ['curl a | jq', 'no pipes'],
  ['curl a > b', 'cannot write files'],
  ['curl a < b', 'cannot read'],
  ['curl http://a?b=1&c=2', 'put the URL in quotes'],
  ['echo $(date)', 'command substitution'],
  ['echo "`date`"', 'command substitution'],
  ['(ls)', 'subshells'],
  ['; ls', 'syntax error near ";"'],
  ['ls ;; ls', 'syntax error near ";"'],
  ['&& ls', 'syntax error near "&&"'],
])('parseShellLine() refuses %j by name', (line, message) => {
  expect(parseShellLine(line)).toMatchObject({ kind: 'error', message: expect.stringContaining(message) });
});

test('parseShellLine() gives back any text that was put in single quotes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
      const line = ['x', ...texts].map((text) => `'${text.replaceAll("'", `'\\''`)}'`).join(' ');

      expect(words(line)).toEqual([['x', ...texts]]);
    }),
  );
});

test('parseShellLine() never throws, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab \'"\\$?;&|<>(){}`#\n\r'.split('')) }), (line) => {
      expect(parseShellLine(line).kind).toMatch(/^(commands|incomplete|error)$/);
    }),
  );
});
