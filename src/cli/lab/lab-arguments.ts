/**
 * The command line of `npm run lab`: parsed once, strictly. Pure.
 * @module
 */
import type { ParseArgsOptionsConfig } from 'node:util';
import { CourseError } from '#course/course-error.ts';
import type { LabCommand, ListCommand, OpenCommand, ProveCommand, StartCommand } from './lab-command.ts';
import { needLab } from './need-lab.ts';
import { parseCheckArguments } from './parse-check-arguments.ts';
import { parseFlags } from './parse-flags.ts';
import { parseTransferArguments } from './parse-transfer-arguments.ts';
import { LARGEST_COUNT, parseWhole } from './parse-whole.ts';

const MOST_LANES = 16;
const JSON_FLAG = { json: { type: 'boolean' } } satisfies ParseArgsOptionsConfig;
const PROVE_FLAGS = {
  ...JSON_FLAG,
  seeds: { type: 'string' },
  variant: { type: 'string' },
  real: { type: 'boolean' },
  lanes: { type: 'string' },
} satisfies ParseArgsOptionsConfig;

/**
 * @throws {CourseError} `LAB_COMMAND_UNKNOWN`, `LAB_FLAG_UNKNOWN`, `LAB_FLAG_MISSING`, `LAB_NUMBER_INVALID` or `LAB_NAME_MISSING`.
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
    case 'start':
      return parseStart(rest);
    case 'export':
    case 'import':
      return parseTransferArguments(name, rest);
    case 'open':
      return parseOpen(rest);
    case 'check':
      return parseCheckArguments(rest);
    case 'prove':
      return parseProve(rest);
    case 'docs':
      parseFlags('docs', rest, {}, 0);
      return { name: 'docs' };
    default:
      throw new CourseError('LAB_COMMAND_UNKNOWN', {
        message: `Cannot run "${name}": the commands are "list", "start", "check", "open", "export", "import", "prove" and "docs"`,
        hint: 'Run "npm run lab" to see how each is written.',
      });
  }
}

function parseList(argv: readonly string[]): ListCommand {
  const { values } = parseFlags('list', argv, JSON_FLAG, 0);
  return { name: 'list', json: values.json ?? false };
}

function parseStart(argv: readonly string[]): StartCommand {
  const { values, positionals } = parseFlags('start', argv, { dir: { type: 'string' } }, 1);
  const lab = needLab('start', positionals[0]);
  return { name: 'start', lab, ...(values.dir !== undefined && { folder: values.dir }) };
}

function parseOpen(argv: readonly string[]): OpenCommand {
  const { values } = parseFlags('open', argv, { report: { type: 'string' } }, 0);
  if (values.report !== undefined) return { name: 'open', report: values.report };
  throw new CourseError('LAB_FLAG_MISSING', {
    message: 'Cannot open: "--report" is not given',
    hint: 'Write "npm run lab -- open --report report.jsonl"; "check … --report report.jsonl" makes the file.',
  });
}

function parseProve(argv: readonly string[]): ProveCommand {
  const { values, positionals } = parseFlags('prove', argv, PROVE_FLAGS, 1);
  const [lab] = positionals;
  const { real = false } = values;
  if (values.lanes !== undefined && !real) {
    throw new CourseError('LAB_FLAG_MISSING', {
      message: 'Cannot use "--lanes" without "--real": the simulation takes the processors that there are',
      hint: 'Write "--real --lanes 4", or leave "--lanes" out.',
    });
  }
  return {
    name: 'prove',
    ...(lab !== undefined && { lab }),
    ...(values.seeds !== undefined && { seedCount: parseWhole('seeds', values.seeds, 1, LARGEST_COUNT) }),
    ...(values.variant !== undefined && { variant: values.variant }),
    real,
    laneCount: values.lanes === undefined ? 1 : parseWhole('lanes', values.lanes, 1, MOST_LANES),
    json: values.json ?? false,
  };
}
