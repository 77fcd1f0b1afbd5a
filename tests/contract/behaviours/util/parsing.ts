/** What node:util parses, after Node's test/parallel/test-parse-args.mjs and test-mime-api.js. */
import * as util from 'node:util';
import { behaviour } from '../behaviour.ts';

// Not by name: where one of them is missing, the program is to end behind its behaviour, not before the first.
const { parseArgs, MIMEParams, MIMEType } = util;

behaviour('parseArgs: options, positionals, defaults and negation', (saw) => {
  const parsed = parseArgs({
    args: ['-v', '--name=x', '--list', 'a', '--list', 'b', 'file', '--no-color', '--', '--raw'],
    options: {
      verbose: { type: 'boolean', short: 'v' },
      name: { type: 'string' },
      list: { type: 'string', multiple: true },
      color: { type: 'boolean' },
      port: { type: 'string', default: '80' },
    },
    allowPositionals: true,
    allowNegative: true,
  });
  saw({ ...parsed.values });
  saw(parsed.positionals);
});

behaviour('parseArgs: mistakes have codes', (saw) => {
  const options = { name: { type: 'string', short: 'n' }, flag: { type: 'boolean' } } as const;
  for (const args of [['--other'], ['--name'], ['file'], ['--flag=x'], ['-x']]) {
    try {
      parseArgs({ args, options });
    } catch (error) {
      saw(error);
    }
  }
  saw({ ...parseArgs({ args: ['--other', '-abc'], options, strict: false }).values });
});

behaviour('parseArgs: tokens tell where everything stood', (saw) => {
  const { tokens } = parseArgs({
    args: ['-ab', '--c=1', 'x'],
    options: { a: { type: 'boolean', short: 'a' }, b: { type: 'boolean', short: 'b' }, c: { type: 'string' } },
    allowPositionals: true,
    tokens: true,
  });
  saw(tokens.map((token) => ({ ...token })));
});

behaviour('MIMEType: parses, changes and prints', (saw) => {
  const type = new MIMEType('Text/HTML; Charset=UTF-8; q="a b"');
  saw([type.type, type.subtype, type.essence, type.params.get('charset'), String(type)]);
  type.params.set('x', 'y');
  type.subtype = 'plain';
  saw(String(type));
  try {
    new MIMEType('nonsense');
  } catch (error) {
    saw(error);
  }
});

behaviour('MIMEType: quotes, spaces, doubles and what cannot be', (saw) => {
  for (const text of [
    'text/plain;a="b;c";d=e',
    'text/plain; A=1; a=2;; b = 3 ;c=',
    'text/plain;a="\\"x\\\\"; b="open',
    ' text/plain ;charset=utf-8 ',
    'text/x;a="";b=c d',
    'text',
    'text/',
    '/plain',
    'te xt/plain',
    'text/pl ain',
    '',
  ]) {
    try {
      const type = new MIMEType(text);
      saw(String(type), [...type.params], JSON.stringify(type));
    } catch (error) {
      saw(error);
    }
  }
  const params = new MIMEParams();
  params.set('A', 'x y');
  saw(params.has('a'), params.get('b'), String(params), [...params.keys()], [...params.values()]);
  params.delete('a');
  saw(String(params));
  for (const [name, value] of [
    ['', 'x'],
    ['a b', 'x'],
    ['a', 'ሴ'],
  ] as const) {
    try {
      params.set(name, value);
    } catch (error) {
      saw(error);
    }
  }
});

behaviour('parseArgs: groups, values, ambiguous ones and mistakes in the options', (saw) => {
  const options: util.ParseArgsOptionsConfig = {
    all: { type: 'boolean', short: 'a' },
    file: { type: 'string', short: 'f' },
    many: { type: 'string', multiple: true, default: ['x'] },
    on: { type: 'boolean', multiple: true },
  };
  for (const args of [
    ['-af', 'x'],
    ['-afx'],
    ['-fa'],
    ['-f=x'],
    ['--file', '-x'],
    ['-f', '-x'],
    ['--file=-x'],
    ['--file='],
    ['--many', 'a', '--many=b'],
    ['--on', '--on'],
    ['-'],
    ['--', '-a'],
    ['--=x'],
    ['--all', 'y'],
    ['-z'],
  ]) {
    try {
      const { values, positionals, tokens } = parseArgs({ args, options, allowPositionals: true, tokens: true });
      saw({ ...values }, positionals, tokens);
    } catch (error) {
      saw(args, error);
    }
  }
  for (const config of [
    { args: 5 },
    { strict: 'yes' },
    { options: 5 },
    { options: { a: 5 } },
    { options: { a: { type: 'string', short: 'ab' } } },
    { options: { a: { type: 'string', default: 5 } } },
    { options: { a: { type: 'string', multiple: true, default: ['x', 5] } } },
  ]) {
    try {
      parseArgs(config as never);
    } catch (error) {
      saw(config, error);
    }
  }
  saw(parseArgs({ options: {}, strict: false }).positionals.length);
});
