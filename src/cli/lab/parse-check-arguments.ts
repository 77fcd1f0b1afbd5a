/**
 * The flags of `npm run lab -- check`. Pure.
 * @module
 */
import type { ParseArgsOptionsConfig } from 'node:util';
import { CourseError } from '#course/course-error.ts';
import { parseBrokerFlags } from './broker/parse-broker-flags.ts';
import type { CheckCommand } from './lab-command.ts';
import { needLab } from './need-lab.ts';
import { parseFlags } from './parse-flags.ts';
import { LARGEST_COUNT, parseWhole } from './parse-whole.ts';

const CHECK_FLAGS = {
  json: { type: 'boolean' },
  seed: { type: 'string' },
  seeds: { type: 'string' },
  dir: { type: 'string' },
  'keep-going': { type: 'boolean' },
  check: { type: 'string' },
  replay: { type: 'string' },
  real: { type: 'boolean' },
  'time-scale': { type: 'string' },
  amqp: { type: 'string' },
  'amqp-management': { type: 'string' },
  watch: { type: 'boolean' },
  report: { type: 'string' },
} satisfies ParseArgsOptionsConfig;

const LARGEST_SEED = 2 ** 31 - 1;
const LARGEST_TIME_SCALE = 10;

/** @throws {CourseError} `LAB_FLAG_UNKNOWN`, `LAB_NUMBER_INVALID`, `LAB_ADDRESS_INVALID` or `LAB_NAME_MISSING`. */
export function parseCheckArguments(argv: readonly string[]): CheckCommand {
  const { values, positionals } = parseFlags('check', argv, CHECK_FLAGS, 1);
  const seedFlag = [values.seed, values.seeds, values.check].find((value) => value !== undefined);
  if (values.replay !== undefined && seedFlag !== undefined) {
    throw new CourseError('LAB_FLAG_UNKNOWN', {
      message: 'Cannot run "check": "--replay" names the check and the seed itself',
      hint: 'Leave "--seed", "--seeds" and "--check" out.',
    });
  }
  if (values.watch && (values.dir === undefined || values.json)) {
    throw new CourseError('LAB_FLAG_UNKNOWN', {
      message: `Cannot run "check": "--watch" ${values.json ? 'prints one report after the other, which is not one JSON value' : 'needs a folder to watch'}`,
      hint: values.json ? 'Leave one of the two out.' : 'Name yours with "--dir"; "npm run lab -- start" makes one.',
    });
  }
  const seedCount = values.seeds === undefined ? 1 : parseWhole('seeds', values.seeds, 1, LARGEST_COUNT);
  if (values.report !== undefined && seedCount > 1 && !values['keep-going'] && !values.real) {
    throw new CourseError('LAB_FLAG_UNKNOWN', {
      message: 'Cannot run "check": a search over seeds writes no "--report"',
      hint: 'Add "--keep-going", or run the seed that the search finds once more with "--replay" and "--report".',
    });
  }
  const amqp = parseBrokerFlags({
    amqp: values.amqp,
    'amqp-management': values['amqp-management'],
    real: values.real,
  });
  return {
    name: 'check',
    lab: needLab('check', positionals[0]),
    seed: values.seed === undefined ? 1 : parseWhole('seed', values.seed, 0, LARGEST_SEED),
    seedCount,
    ...(values.check !== undefined && { check: values.check }),
    ...(values.replay !== undefined && { replay: values.replay }),
    ...(values.report !== undefined && { report: values.report }),
    ...(values.dir !== undefined && { folder: values.dir }),
    json: values.json ?? false,
    keepGoing: values['keep-going'] ?? false,
    real: values.real ?? false,
    timeScale: parseTimeScale(values['time-scale'], values.real ?? false),
    watch: values.watch ?? false,
    ...(amqp !== undefined && { amqp }),
  };
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
