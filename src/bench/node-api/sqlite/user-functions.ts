/**
 * Functions and aggregates of the program, called from SQL.
 * @module
 */
import type { Connection } from './connection.ts';
import { booleanOption, functionOption, type Options, requireFunction, requireText } from './read-options.ts';
import { giveError, giveResult, readArguments } from './sql-values.ts';
import { wrongType } from './sqlite-error.ts';
import type { Callback } from './wasm-callbacks.ts';

const UTF8 = 0x1;
const DETERMINISTIC = 0x800;
const DIRECT_ONLY = 0x80000;

interface FunctionOptions {
  readonly usesBigInts: boolean;
  readonly isVariadic: boolean;
  readonly flags: number;
}

export const readFunctionOptions = (options: Options): FunctionOptions => {
  const usesBigInts = booleanOption(options, 'useBigIntArguments') ?? false;
  const isVariadic = booleanOption(options, 'varargs') ?? false;
  const isDeterministic = booleanOption(options, 'deterministic') ?? false;
  const isDirectOnly = booleanOption(options, 'directOnly') ?? false;
  const flags = UTF8 | (isDeterministic ? DETERMINISTIC : 0) | (isDirectOnly ? DIRECT_ONLY : 0);
  return { usesBigInts, isVariadic, flags };
};

/** Runs a callback of the program; what it throws is kept and ends the statement. */
const guarded = (connection: Connection, context: number, run: () => void): void => {
  try {
    run();
  } catch (error) {
    connection.keepThrown(error);
    giveError(connection.library, context, '');
  }
};

export const createFunction = (
  connection: Connection,
  name: string,
  { usesBigInts, isVariadic, flags }: FunctionOptions,
  run: (...values: unknown[]) => unknown,
): void => {
  const { library } = connection;
  const [call = 0] = library.callbacks([
    {
      type: 'iii:',
      run: (context: number, count: number, list: number) =>
        guarded(connection, context, () =>
          giveResult(library, context, run(...readArguments(library, count, list, usesBigInts))),
        ),
    },
  ]);
  const count = isVariadic ? -1 : run.length;
  library.withText(requireText(name, 'name'), (text) =>
    connection.check(
      library.call('sqlite3_create_function_v2', connection.handle, text, count, flags, 0, call, 0, 0, 0),
    ),
  );
};

interface Aggregate extends FunctionOptions {
  readonly start: unknown;
  readonly step: (...values: unknown[]) => unknown;
  readonly result: ((...values: unknown[]) => unknown) | undefined;
  readonly inverse: ((...values: unknown[]) => unknown) | undefined;
}

const readAggregate = (options: Options): Aggregate => {
  const { start } = options;
  if (start === undefined) throw wrongType('The "options.start" argument must be a function or a primitive value.');
  const step = requireFunction(options['step'], 'options.step');
  const result = typeof options['result'] === 'function' ? functionOption(options, 'result') : undefined;
  return { ...readFunctionOptions(options), start, step, result, inverse: functionOption(options, 'inverse') };
};

export const createAggregate = (connection: Connection, name: string, options: Options): void => {
  const { library } = connection;
  const { start, step, result, inverse, usesBigInts, isVariadic, flags } = readAggregate(options);
  /** By the number that SQLite keeps for us in the memory of each group of rows. */
  const sums = new Map<number, { value: unknown }>();
  let lastGroup = 0;
  const sumOf = (context: number): { readonly group: number; readonly sum: { value: unknown } } => {
    const address = library.call('sqlite3_aggregate_context', context, 4);
    const known = library.heap.int32(address);
    const sum = sums.get(known) ?? { value: typeof start === 'function' ? (start as () => unknown)() : start };
    const group = known === 0 ? (lastGroup += 1) : known;
    library.heap.setInt32(address, group);
    sums.set(group, sum);
    return { group, sum };
  };
  const stepWith = (run: (...values: unknown[]) => unknown): Callback['run'] =>
    ((context: number, count: number, list: number) =>
      guarded(connection, context, () => {
        const { sum } = sumOf(context);
        sum.value = run(sum.value, ...readArguments(library, count, list, usesBigInts));
      })) as Callback['run'];
  const give = (context: number, isLast: boolean) =>
    guarded(connection, context, () => {
      const { group, sum } = sumOf(context);
      if (isLast) sums.delete(group);
      giveResult(library, context, result ? result(sum.value) : sum.value);
    });
  const [xStep = 0, xFinal = 0, xValue = 0, xInverse = 0] = library.callbacks([
    { type: 'iii:', run: stepWith(step) },
    { type: 'i:', run: (context: number) => give(context, true) },
    { type: 'i:', run: (context: number) => give(context, false) },
    { type: 'iii:', run: stepWith(inverse ?? step) },
  ]);
  const count = isVariadic ? -1 : Math.max(step.length - 1, (inverse?.length ?? 1) - 1, 0);
  const window = inverse ? [xValue, xInverse] : [0, 0];
  library.withText(name, (text) =>
    connection.check(
      library.call(
        'sqlite3_create_window_function',
        connection.handle,
        text,
        count,
        flags,
        0,
        xStep,
        xFinal,
        ...window,
        0,
      ),
    ),
  );
};
