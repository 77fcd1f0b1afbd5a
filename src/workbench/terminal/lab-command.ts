/**
 * A command that one lab's terminal has and others have not: a program of the lab's world carries it out and tells what it
 * printed. Runs in the page; acts through the machine alone.
 * @module
 */
import type { LabCommand } from '#course/lab-manifest.ts';
import type { TerminalCommand } from './terminal-commands.ts';

interface Printed {
  readonly stream: 'out' | 'err';
  readonly text: string;
}

interface Carried {
  readonly printed: readonly Printed[];
  readonly exitCode: number;
}

/**
 * @example
 * const python = labCommand({ name: 'python', usage: 'python <file>', about: '…', url: 'http://log/python' });
 * await python.run(['producer.py'], machine, signal) // the program's exit code, after printing what it printed
 */
export const labCommand = ({ name, usage, about, url }: LabCommand): TerminalCommand => ({
  usage,
  about,
  run: async (args, machine, signal) => {
    const headers = [['Content-Type', 'application/json']] as const;
    const response = await machine.send({ method: 'POST', url, headers, body: JSON.stringify({ args }) }, signal);
    const carried = response.status === 200 ? readCarried(response.body) : undefined;
    if (!carried) {
      machine.print({ stream: 'err', text: `${name}: ${url} answered ${response.status}: ${response.body}` });
      return 1;
    }
    for (const { stream, text } of carried.printed) machine.print({ stream, text: text.replace(/\n$/, '') });
    return carried.exitCode;
  },
});

/** The answer as `lab.yaml` promises it; undefined when it is another. */
function readCarried(body: string): Carried | undefined {
  try {
    const { printed, exitCode } = (JSON.parse(body) ?? {}) as Partial<Carried>;
    const isPrinted = Array.isArray(printed) && printed.every(isPart);
    return isPrinted && Number.isInteger(exitCode) ? { printed, exitCode: exitCode as number } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isPart = (part: unknown): part is Printed =>
  typeof part === 'object' &&
  part !== null &&
  'text' in part &&
  typeof part.text === 'string' &&
  'stream' in part &&
  (part.stream === 'out' || part.stream === 'err');
