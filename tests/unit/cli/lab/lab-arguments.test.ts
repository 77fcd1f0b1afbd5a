import { expect, test } from 'vitest';
import type { CourseError } from '#course/course-error.ts';
import { parseLabArguments } from '#cli/lab/lab-arguments.ts';
import { LAB_USAGE } from '#cli/lab/lab-usage.ts';

function errorOf(act: () => unknown): CourseError {
  try {
    act();
  } catch (error) {
    return error as CourseError;
  }
  throw new Error('nothing was thrown');
}

test('parseLabArguments() reads every flag of check', () => {
  const command = parseLabArguments([
    'check',
    'hello-payment',
    '--seed',
    '4711',
    '--seeds=20',
    '--dir',
    'mine',
    '--keep-going',
    '--check=02',
    '--real',
    '--time-scale',
    '0.5',
    '--watch',
    '--amqp=rabbitmq',
  ]);

  expect(command).toEqual({
    name: 'check',
    lab: 'hello-payment',
    seed: 4711,
    seedCount: 20,
    folder: 'mine',
    json: false,
    keepGoing: true,
    check: '02',
    real: true,
    timeScale: 0.5,
    watch: true,
    amqp: 'rabbitmq',
  });
});

test('parseLabArguments() takes one strict run of seed 1 when check has no flags', () => {
  const command = parseLabArguments(['check', 'hello-payment']);

  expect(command).toEqual({
    name: 'check',
    lab: 'hello-payment',
    seed: 1,
    seedCount: 1,
    json: false,
    keepGoing: false,
    real: false,
    timeScale: 1,
    watch: false,
  });
});

test.each([
  [['--real', '--time-scale', '0'], 'not a number above 0'],
  [['--real', '--time-scale', '11'], 'not a number above 0'],
  [['--time-scale', '2'], 'without "--real"'],
])('parseLabArguments() refuses %j as a time scale', (flags, words) => {
  expect(() => parseLabArguments(['check', 'hello-payment', ...flags])).toThrow(
    expect.objectContaining({ code: 'LAB_NUMBER_INVALID', message: expect.stringContaining(words) }),
  );
});

test('parseLabArguments() reads the folder that start is to make', () => {
  expect(parseLabArguments(['start', 'hello-payment', '--dir', 'mine'])).toEqual({
    name: 'start',
    lab: 'hello-payment',
    folder: 'mine',
  });
  expect(parseLabArguments(['start', 'hello-payment'])).toEqual({ name: 'start', lab: 'hello-payment' });
});

test('parseLabArguments() reads folder and workbook of export and import', () => {
  const flags = ['--dir', 'mine', '--workbook', 'work.json'];
  const plain = { lab: 'hello-payment', folder: 'mine', workbook: 'work.json', overwrite: false, isDryRun: false };

  expect(parseLabArguments(['export', 'hello-payment', ...flags])).toEqual({ name: 'export', ...plain });
  expect(parseLabArguments(['import', 'hello-payment', ...flags, '--dry-run', '--overwrite'])).toEqual({
    ...plain,
    name: 'import',
    overwrite: true,
    isDryRun: true,
  });
});

test('parseLabArguments() reads where a report goes, and which is opened', () => {
  expect(parseLabArguments(['check', 'hello-payment', '--report', 'x.jsonl'])).toMatchObject({ report: 'x.jsonl' });
  expect(parseLabArguments(['open', '--report', 'x.jsonl'])).toEqual({ name: 'open', report: 'x.jsonl' });
});

test('parseLabArguments() prints verdicts as JSON when asked to', () => {
  expect(parseLabArguments(['check', 'hello-payment', '--json'])).toMatchObject({ json: true });
});

const PROVE = { name: 'prove', real: false, laneCount: 1, json: false };

test('parseLabArguments() proves every lab with the proof’s own counts when prove has no words', () => {
  expect(parseLabArguments(['prove'])).toEqual(PROVE);
});

test('parseLabArguments() reads lab and seeds of prove', () => {
  const command = parseLabArguments(['prove', 'hello-payment', '--seeds', '200', '--json']);

  expect(command).toEqual({ ...PROVE, lab: 'hello-payment', seedCount: 200, json: true });
});

test('parseLabArguments() reads the one solution that prove is asked for, and the engine', () => {
  const command = parseLabArguments(['prove', 'hello-payment', '--variant', 'starter', '--real', '--lanes', '4']);

  expect(command).toEqual({ ...PROVE, lab: 'hello-payment', variant: 'starter', real: true, laneCount: 4 });
});

test.each([[[]], [['help']], [['--help']]])('parseLabArguments() asks for the usage when given %j', (argv) => {
  expect(parseLabArguments(argv)).toEqual({ name: 'help' });
  expect(LAB_USAGE).toContain('npm run lab -- check <lab>');
});

test.each([
  ['an unknown command', ['solve'], 'LAB_COMMAND_UNKNOWN'],
  ['no lab', ['check'], 'LAB_NAME_MISSING'],
  ['an unknown flag', ['check', 'hello-payment', '--sed', '1'], 'LAB_FLAG_UNKNOWN'],
  ['a flag of another command', ['prove', 'hello-payment', '--dir', 'mine'], 'LAB_FLAG_UNKNOWN'],
  ['two labs', ['check', 'hello-payment', 'saga'], 'LAB_FLAG_UNKNOWN'],
  ['a flag without its value', ['check', 'hello-payment', '--seed'], 'LAB_FLAG_UNKNOWN'],
  ['a seed in words', ['check', 'hello-payment', '--seed', 'one'], 'LAB_NUMBER_INVALID'],
  ['a seed below zero', ['check', 'hello-payment', '--seed=-1'], 'LAB_NUMBER_INVALID'],
  ['lanes without --real', ['prove', 'hello-payment', '--lanes', '2'], 'LAB_FLAG_MISSING'],
  ['more lanes than a machine has', ['prove', '--real', '--lanes', '17'], 'LAB_NUMBER_INVALID'],
  ['no seeds at all', ['prove', 'hello-payment', '--seeds', '0'], 'LAB_NUMBER_INVALID'],
  [
    'a replay line with a seed of its own',
    ['check', 'hello-payment', '--replay', 'x/01 seed=1', '--seed', '2'],
    'LAB_FLAG_UNKNOWN',
  ],
  ['start without a lab', ['start'], 'LAB_NAME_MISSING'],
  ['an export to nowhere', ['export', 'hello-payment', '--dir', 'mine'], 'LAB_FLAG_MISSING'],
  ['a report of a search', ['check', 'hello-payment', '--seeds', '9', '--report', 'x'], 'LAB_FLAG_UNKNOWN'],
  ['opening nothing', ['open'], 'LAB_FLAG_MISSING'],
  ['watching no folder', ['check', 'hello-payment', '--watch'], 'LAB_FLAG_UNKNOWN'],
  ['watching as JSON', ['check', 'hello-payment', '--watch', '--dir', 'x', '--json'], 'LAB_FLAG_UNKNOWN'],
  ['half a seed', ['prove', 'hello-payment', '--seeds', '1.5'], 'LAB_NUMBER_INVALID'],
])('parseLabArguments() refuses %s', (_what, argv, code) => {
  expect(() => parseLabArguments(argv)).toThrow(expect.objectContaining({ code }));
});

test('parseLabArguments() says what is wrong with a flag and which there are', () => {
  const caught = errorOf(() => parseLabArguments(['prove', 'hello-payment', '--sed', '1']));

  expect(`${caught.message}\n${caught.hint}`).toMatchInlineSnapshot(`
    "Cannot run "prove": unknown option "--sed"
    "prove" takes one lab and the flags "--json", "--seeds", "--variant", "--real", "--lanes"."
  `);
});
