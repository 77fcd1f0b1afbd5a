/** console, after Node's test/parallel/test-console-*.js. A console of its own writes to streams that are read here. */
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { behaviour } from '../behaviour.ts';

const recorded = () => {
  const lines: string[] = [];
  const stream = (mark: string) =>
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(mark + String(chunk));
        done();
      },
    });
  return { lines, console: new Console({ stdout: stream('out '), stderr: stream('err ') }) };
};

behaviour('console: log, info and debug go to stdout, warn and error to stderr', (saw) => {
  const { console, lines } = recorded();
  console.log('a %s', 'b', { c: 1 });
  console.info();
  console.debug('d');
  console.warn('w');
  console.error(
    new (class Odd {
      x = 1;
    })(),
  );
  saw(lines);
});

behaviour('console.group: indents every line, also of other kinds', (saw) => {
  const { console, lines } = recorded();
  console.group('outer');
  console.log('one\ntwo');
  console.groupCollapsed();
  console.error('deep');
  console.groupEnd();
  console.groupEnd();
  console.groupEnd();
  console.log('flat');
  saw(lines);
});

behaviour('console.count and countReset: count by label', (saw) => {
  const { console, lines } = recorded();
  console.count();
  console.count('a');
  console.count();
  console.countReset();
  console.count();
  console.count(undefined);
  console.count(5 as never);
  saw(lines);
});

behaviour('console.table: rows, columns, values, maps and what is no table', (saw) => {
  const { console, lines } = recorded();
  console.table([
    { a: 1, b: 'x' },
    { a: 2, c: true },
  ]);
  console.table([
    [1, 2],
    [3, 4],
  ]);
  console.table([{ a: 1, b: 2 }], ['b']);
  console.table(new Map([['k', { v: 1 }]]));
  console.table(new Set([1]));
  console.table(['text', 5]);
  console.table('plain');
  console.table([{ name: 'ü€', wide: '漢字' }]);
  saw(lines);
});

behaviour('console.dir: shows as inspect does, with its options', (saw) => {
  const { console, lines } = recorded();
  console.dir({ a: { b: { c: { d: 1 } } } });
  console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
  console.dir('text');
  saw(lines);
});

behaviour('console.assert: prints what is false and does not throw', (saw) => {
  const { console, lines } = recorded();
  console.assert(true, 'nothing');
  console.assert(false);
  console.assert(false, 'wrong %d', 5);
  console.assert(false, { a: 1 });
  saw(lines);
});

behaviour('console.time: prints a label and a duration', async (saw) => {
  const { console, lines } = recorded();
  console.time('a');
  console.timeLog('a', 'so far');
  await new Promise((resolve) => setTimeout(resolve, 2));
  console.timeEnd('a');
  saw(lines.map((line) => line.replace(/[\d.]+(ms|s)/, '<time>')));
});

behaviour('console.trace: prints where it is', (saw) => {
  const { console, lines } = recorded();
  console.trace('here %d', 1);
  const [first, second] = lines.join('').split('\n');
  saw(first);
  saw(/^ {4}at .*console\.ts:\d+:\d+\)?$/.test(second ?? ''));
});

behaviour('console: process.stdout.write sees what the global console prints', (saw) => {
  const original = process.stdout.write;
  const seen: unknown[] = [];
  process.stdout.write = ((chunk: unknown) => {
    seen.push(chunk);
    return true;
  }) as never;
  console.log('caught %d', 1);
  process.stdout.write = original;
  saw(seen);
});

behaviour('Console: needs a stream that can be written', (saw) => {
  try {
    new Console({} as never);
  } catch (error) {
    saw(error);
  }
});
