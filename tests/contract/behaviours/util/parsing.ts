/** What node:util parses, after Node's test/parallel/test-parse-args.mjs and test-mime-api.js. */
import * as util from 'node:util';
import { behaviour } from '../behaviour.ts';

// Not by name: where one of them is missing, the program is to end behind its behaviour, not before the first.
const { parseArgs, MIMEType } = util;

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
