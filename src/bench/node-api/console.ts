/**
 * `node:console` and the `console` of a simulated process: Node's texts, written to its stdout and stderr or to streams
 * of its own.
 * @module
 */
import { coded } from './errors.ts';
import { format } from './util/format.ts';
import { inspect } from './util/inspect.ts';
import { currentProcess } from './process-context.ts';
import { processObject } from './process-object.ts';
import { tableText } from './console-table.ts';

type StreamName = 'stdout' | 'stderr';
type Print = (stream: StreamName, text: string) => void;

const INDENTATION = '  ';

/** Methods are functions of their own, so that they can be passed on. */
const methodsOf = (print: Print) => {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indent = '';
  const write = (stream: StreamName, text: string) =>
    print(stream, `${indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`)}\n`);
  const log = (...values: unknown[]): void => write('stdout', format(...values));
  const error = (...values: unknown[]): void => write('stderr', format(...values));
  const warn = (text: string): void => processObject().emitWarning(text);
  const elapsed = (label: string, values: readonly unknown[], name: string): boolean => {
    const started = timers.get(label);
    if (started === undefined) {
      warn(`No such label '${label}' for console.${name}()`);
      return false;
    }
    const ms = (currentProcess().nowUs() - started) / 1000;
    log(`${label}: ${ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`}`, ...values);
    return true;
  };
  const group = (...values: unknown[]): void => {
    if (values.length > 0) log(...values);
    indent += INDENTATION;
  };
  return {
    log,
    info: log,
    debug: log,
    error,
    warn: error,
    trace: (...values: unknown[]): void => {
      const stack = String(new Error('').stack).split('\n').slice(1).join('\n');
      error(`Trace${values.length > 0 ? `: ${format(...values)}` : ''}\n${currentProcess().learnerStack(stack)}`);
    },
    dir: (value: unknown, options?: object): void => write('stdout', inspect(value, { ...options })),
    dirxml: log,
    assert: (isTrue?: unknown, ...values: unknown[]): void => {
      if (isTrue) return;
      if (typeof values[0] === 'string') error(`Assertion failed: ${values[0]}`, ...values.slice(1));
      else error('Assertion failed', ...values);
    },
    count: (label: unknown = 'default'): void => {
      const name = String(label);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      log(`${name}: ${counts.get(name)}`);
    },
    countReset: (label: unknown = 'default'): void => {
      if (!counts.delete(String(label))) warn(`Count for '${String(label)}' does not exist`);
    },
    group,
    groupCollapsed: group,
    groupEnd: (): void => {
      indent = indent.slice(INDENTATION.length);
    },
    table: (data: unknown, columns?: readonly string[]): void => {
      const text = tableText(data, columns);
      if (text === undefined) log(data);
      else log(text);
    },
    time: (label: unknown = 'default'): void => {
      if (timers.has(String(label))) warn(`Label '${String(label)}' already exists for console.time()`);
      else timers.set(String(label), currentProcess().nowUs());
    },
    timeLog: (label: unknown = 'default', ...values: unknown[]): void => void elapsed(String(label), values, 'timeLog'),
    timeEnd: (label: unknown = 'default'): void => {
      if (elapsed(String(label), [], 'timeEnd')) timers.delete(String(label));
    },
    /** Node's annotation for a recorded timeline; nothing is printed. Here the timeline is the lab's. */
    timeStamp: (label?: unknown): void => {
      const text = label === undefined ? '' : format(label).trim();
      if (text !== '') currentProcess().note(text.replaceAll(/\s+/g, ' '));
    },
    clear: (): void => undefined,
    profile: (): void => undefined,
    profileEnd: (): void => undefined,
  };
};

interface Output {
  write(text: string): unknown;
}

interface ConsoleOptions {
  readonly stdout: Output;
  readonly stderr?: Output;
}

const requireOutput = (stream: unknown, name: string): void => {
  if (typeof (stream as Output | undefined)?.write === 'function') return;
  throw coded(new TypeError(`Console expects a writable stream instance for ${name}`), 'ERR_CONSOLE_WRITABLE_STREAM');
};

/** A console that writes to streams of the program. A function, because Node lets it be called without `new`. */
function ConsoleFunction(given: ConsoleOptions | Output, errors?: Output) {
  const { stdout, stderr = stdout } = ('write' in given ? { stdout: given, stderr: errors } : given) as ConsoleOptions;
  requireOutput(stdout, 'stdout');
  requireOutput(stderr, 'stderr');
  return methodsOf((stream, text) => void (stream === 'stdout' ? stdout : stderr).write(text));
}
Object.defineProperty(ConsoleFunction, 'name', { value: 'Console' });

/** The global `console`: a program that replaces `process.stdout.write` sees what it prints. */
export const createConsole = () => {
  const streams = processObject();
  const methods = methodsOf((stream, text) => {
    if (Object.hasOwn(streams[stream], 'write')) streams[stream].write(text);
    else currentProcess().write(stream, text);
  });
  return { ...methods, Console: ConsoleFunction };
};
