/**
 * The `console` of a simulated process: Node's texts, written to its stdout and stderr.
 * @module
 */
import { format } from './util/format.ts';
import { inspect } from './util/inspect.ts';
import { currentProcess } from './process-context.ts';
import { tableText } from './console-table.ts';

type Values = readonly unknown[];

export const createConsole = () => {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indent = '';
  const write = (stream: 'stdout' | 'stderr', text: string) => {
    const shown = indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`);
    currentProcess().write(stream, `${shown}\n`);
  };
  const log = (...values: unknown[]): void => write('stdout', format(...values));
  const error = (...values: unknown[]): void => write('stderr', format(...values));
  const elapsed = (label: string, values: Values): void => {
    const started = timers.get(label);
    if (started === undefined) return error(`Warning: No such label '${label}' for console.time()`);
    const ms = (currentProcess().nowUs() - started) / 1000;
    const shown = ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
    return log(`${label}: ${shown}`, ...values);
  };
  const group = (...values: unknown[]): void => {
    if (values.length > 0) log(...values);
    indent += '  ';
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
      if (typeof values[0] === 'string') error(`Assertion failed: ${String(values[0])}`, ...values.slice(1));
      else error('Assertion failed', ...values);
    },
    count: (label = 'default'): void => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default'): void => void counts.delete(label),
    group,
    groupCollapsed: group,
    groupEnd: (): void => {
      indent = indent.slice(2);
    },
    table: (data: unknown, columns?: readonly string[]): void => {
      const text = tableText(data, columns);
      if (text === undefined) log(data);
      else log(text);
    },
    time: (label = 'default'): void => void timers.set(label, currentProcess().nowUs()),
    timeLog: (label = 'default', ...values: unknown[]): void => elapsed(label, values),
    timeEnd: (label = 'default'): void => {
      elapsed(label, []);
      timers.delete(label);
    },
    /** Node's annotation for a recorded timeline; nothing is printed. Here the timeline is the lab's. */
    timeStamp: (label?: unknown): void => {
      const text = label === undefined ? '' : format(label).trim();
      if (text !== '') currentProcess().note(text.replaceAll(/\s+/g, ' '));
    },
    clear: (): void => undefined,
  };
};
