/**
 * The command line of `npm run broker`: parsed once, strictly. Pure.
 * @module
 */
import { parseArgs } from 'node:util';
import { CourseError } from '#course/course-error.ts';

export interface BrokerCommand {
  /** 0 takes any free port. */
  readonly port: number;
  /** Holds what is durable; without it nothing outlives the broker. */
  readonly dataFolder?: string;
  /** Says where it listens as JSON. */
  readonly isJson: boolean;
}

/** AMQP's own. */
const STANDARD_PORT = 5672;

export const BROKER_USAGE = `npm run broker -- [--port N] [--data FOLDER] [--json]

A message broker that speaks AMQP 0-9-1 as RabbitMQ does, for user guest with password guest.
           --port N       where it listens, default ${STANDARD_PORT}; 0 takes any free port
           --data FOLDER  keeps durable queues and persistent messages there; without it everything ends with the broker
           --json         says where it listens as one line of JSON

It listens on this machine alone. Ctrl+C ends it.`;

/**
 * @throws {CourseError} `BROKER_USAGE`
 *
 * @example
 * parseBrokerArguments(['--port', '0']) // { port: 0, isJson: false }
 */
export function parseBrokerArguments(given: readonly string[]): BrokerCommand | 'help' {
  const { values, positionals } = parseStrictly(given);
  if (values.help) return 'help';
  if (positionals.length > 0) throw usage(`"${positionals.join(' ')}" should not be there`);
  const port = values.port === undefined ? STANDARD_PORT : Number(values.port);
  if (!/^\d+$/.test(values.port ?? '0') || port > 65_535) {
    throw usage(`--port is "${values.port}" and should be a whole number from 0 to 65535`);
  }
  if (values.data === '') throw usage('--data is empty and should be a folder');
  return { port, isJson: values.json === true, ...(values.data !== undefined && { dataFolder: values.data }) };
}

function parseStrictly(given: readonly string[]) {
  try {
    const options = {
      port: { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...given], options, allowPositionals: true });
  } catch (error) {
    throw usage((error as Error).message.split('\n', 1)[0] ?? '');
  }
}

const usage = (what: string): CourseError =>
  new CourseError('BROKER_USAGE', {
    message: `Cannot start the broker: ${what}`,
    hint: 'For example: npm run broker -- --port 5672 --data ./broker-data.',
  });
