/**
 * The command line of `npm run lab`: parsed once, strictly. Pure.
 * @module
 */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { CourseError } from '#course/course-error.ts';

export interface ListCommand {
  readonly name: 'list';
  readonly json: boolean;
}

export interface CheckCommand {
  readonly name: 'check';
  readonly lab: string;
  /** The first seed. */
  readonly seed: number;
  readonly seedCount: number;
  /** One check by number, id or slug; all when absent. */
  readonly check?: string;
  /** A replay line; it names the check and the seed itself. */
  readonly replay?: string;
  /** A learner's folder; the starter when absent. */
  readonly folder?: string;
  readonly json: boolean;
  readonly keepGoing: boolean;
  /** As real processes instead of in the simulation. */
  readonly real: boolean;
  /** With `real`: real milliseconds for each millisecond of a sleep and between arrivals. */
  readonly timeScale: number;
}

export interface ProveCommand {
  readonly name: 'prove';
  /** Every lab when absent. */
  readonly lab?: string;
  /** For every variant; the proof's own counts when absent. */
  readonly seedCount?: number;
  /** One solution by its name, such as "starter"; every one when absent. */
  readonly variant?: string;
  readonly json: boolean;
}

export interface DocsCommand {
  readonly name: 'docs';
}

export interface HelpCommand {
  readonly name: 'help';
}

export type LabCommand = ListCommand | CheckCommand | ProveCommand | DocsCommand | HelpCommand;

export const LAB_USAGE = `npm run lab -- list [--json]
npm run lab -- check <lab> [--real] [--seed N] [--seeds N] [--check 02] [--dir path] [--json] [--keep-going]
npm run lab -- check <lab> --replay "hello-payment/04 seed=4711 keep=1,7-8" [--dir path] [--json]
npm run lab -- prove [<lab>] [--seeds N] [--variant name] [--json]
npm run lab -- docs

list    every lab, with its checks
check   runs the checks on the starter, or on the folder given by --dir (files that it lacks come from the starter)
        --seed N      the first seed, default 1        --seeds N    how many seeds, default 1
        --check 02    that check only                  --json       prints the verdicts as JSON
        --keep-going  goes on after a failed check, and after a failed seed
        --replay L    one check with the seed and the traffic of the line L of a report
        With more than one seed it searches: it stops at the first seed that does not pass, replays it with each service on
        its own, and looks for the fewest requests that still fail.
        --real        as real processes of this machine's Node, each seed once
        --time-scale N  with --real: sleeps and gaps between requests last N times as long, default 1
prove   runs the checks on the starter, the solution, and every right and wrong solution, on 50 seeds for right ones and
        20 for wrong ones, and keeps labs/<lab>/proof.json; with --json it prints the result and keeps nothing
        --variant X   only the solution in the folder X, such as "starter" or "one-at-a-time"; keeps nothing
docs    writes the tables of labs/_kit/README.md anew, from the types, the schemas and the world services

Exit code 0: all passed. 1: something did not pass. 2: the command could not be understood.`;

const JSON_FLAG = { json: { type: 'boolean' } } satisfies ParseArgsOptionsConfig;
const CHECK_FLAGS = {
  ...JSON_FLAG,
  seed: { type: 'string' },
  seeds: { type: 'string' },
  dir: { type: 'string' },
  'keep-going': { type: 'boolean' },
  check: { type: 'string' },
  replay: { type: 'string' },
  real: { type: 'boolean' },
  'time-scale': { type: 'string' },
} satisfies ParseArgsOptionsConfig;
const PROVE_FLAGS = {
  ...JSON_FLAG,
  seeds: { type: 'string' },
  variant: { type: 'string' },
} satisfies ParseArgsOptionsConfig;

const LARGEST_SEED = 2 ** 31 - 1;
const LARGEST_COUNT = 100_000;
const LARGEST_TIME_SCALE = 10;

/**
 * @throws {CourseError} `LAB_COMMAND_UNKNOWN`, `LAB_FLAG_UNKNOWN`, `LAB_NUMBER_INVALID` or `LAB_NAME_MISSING`.
 *
 * @example
 * parseLabArguments(['check', 'hello-payment', '--seed', '4711']).name // 'check'
 */
export function parseLabArguments(argv: readonly string[]): LabCommand {
  const [name, ...rest] = argv;
  switch (name) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return { name: 'help' };
    case 'list':
      return parseList(rest);
    case 'check':
      return parseCheck(rest);
    case 'prove':
      return parseProve(rest);
    case 'docs':
      parseFlags('docs', rest, {}, 0);
      return { name: 'docs' };
    default:
      throw new CourseError('LAB_COMMAND_UNKNOWN', {
        message: `Cannot run "${name}": the commands are "list", "check", "prove" and "docs"`,
        hint: 'Run "npm run lab" to see how each is written.',
      });
  }
}

function parseList(argv: readonly string[]): ListCommand {
  const { values } = parseFlags('list', argv, JSON_FLAG, 0);
  return { name: 'list', json: values.json ?? false };
}

function parseCheck(argv: readonly string[]): CheckCommand {
  const { values, positionals } = parseFlags('check', argv, CHECK_FLAGS, 1);
  const [lab] = positionals;
  const seedFlag = [values.seed, values.seeds, values.check].find((value) => value !== undefined);
  if (values.replay !== undefined && seedFlag !== undefined) {
    throw new CourseError('LAB_FLAG_UNKNOWN', {
      message: 'Cannot run "check": "--replay" names the check and the seed itself',
      hint: 'Leave "--seed", "--seeds" and "--check" out.',
    });
  }
  if (lab === undefined) {
    throw new CourseError('LAB_NAME_MISSING', {
      message: 'Cannot check: no lab is named',
      hint: 'Write "npm run lab -- check hello-payment"; "npm run lab -- list" prints every name.',
    });
  }
  return {
    name: 'check',
    lab,
    seed: values.seed === undefined ? 1 : parseWhole('seed', values.seed, 0, LARGEST_SEED),
    seedCount: values.seeds === undefined ? 1 : parseWhole('seeds', values.seeds, 1, LARGEST_COUNT),
    ...(values.check !== undefined && { check: values.check }),
    ...(values.replay !== undefined && { replay: values.replay }),
    ...(values.dir !== undefined && { folder: values.dir }),
    json: values.json ?? false,
    keepGoing: values['keep-going'] ?? false,
    real: values.real ?? false,
    timeScale: parseTimeScale(values['time-scale'], values.real ?? false),
  };
}

function parseProve(argv: readonly string[]): ProveCommand {
  const { values, positionals } = parseFlags('prove', argv, PROVE_FLAGS, 1);
  const [lab] = positionals;
  return {
    name: 'prove',
    ...(lab !== undefined && { lab }),
    ...(values.seeds !== undefined && { seedCount: parseWhole('seeds', values.seeds, 1, LARGEST_COUNT) }),
    ...(values.variant !== undefined && { variant: values.variant }),
    json: values.json ?? false,
  };
}

function parseFlags<const Options extends ParseArgsOptionsConfig>(
  command: string,
  argv: readonly string[],
  options: Options,
  positionalCount: number,
) {
  const flags = Object.keys(options)
    .map((flag) => `"--${flag}"`)
    .join(', ');
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    const extra = parsed.positionals[positionalCount];
    if (extra === undefined) return parsed;
    throw new Error(`"${extra}" is one word too many`);
  } catch (cause) {
    const said = cause instanceof Error ? (cause.message.split('. ')[0] ?? '').replaceAll("'", '"') : '';
    throw new CourseError('LAB_FLAG_UNKNOWN', {
      message: `Cannot run "${command}": ${said.charAt(0).toLowerCase()}${said.slice(1).replace(/\.$/, '')}`,
      hint: `"${command}" takes ${positionalCount === 0 ? 'no name' : 'one lab'} and the flags ${flags}.`,
      cause,
    });
  }
}

function parseWhole(flag: string, text: string, smallest: number, largest: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= smallest && value <= largest) return value;
  throw new CourseError('LAB_NUMBER_INVALID', {
    message: `Cannot use "--${flag} ${text}": "${text}" is not a whole number from ${smallest} to ${largest}`,
    hint: `Write a number in digits, such as "--${flag} ${flag === 'seed' ? 4711 : 20}".`,
  });
}

function parseTimeScale(text: string | undefined, isReal: boolean): number {
  if (text === undefined) return 1;
  const scale = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (isReal && scale > 0 && scale <= LARGEST_TIME_SCALE) return scale;
  throw new CourseError('LAB_NUMBER_INVALID', {
    message: isReal
      ? `Cannot use "--time-scale ${text}": "${text}" is not a number above 0 and up to ${LARGEST_TIME_SCALE}`
      : `Cannot use "--time-scale ${text}" without "--real": virtual time needs no scale`,
    hint: 'Write such as "--real --time-scale 0.1" for sleeps of a tenth of their length.',
  });
}
