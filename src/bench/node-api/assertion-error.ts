/**
 * `assert.AssertionError`, and what it says when it is given no words.
 * @module
 */
import { inspect } from './util/inspect.ts';

export interface AssertionOptions {
  readonly message?: string;
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly operator?: string;
  /** The message was made here, not by the program. */
  readonly isGenerated?: boolean;
}

const wordsFor = ({ actual, expected, operator }: AssertionOptions): string =>
  operator === 'strictEqual'
    ? `Expected values to be strictly equal:\n\n${inspect(actual)} !== ${inspect(expected)}\n`
    : `${inspect(actual)} ${operator ?? ''} ${inspect(expected)}`;

export class AssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage: boolean;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;

  constructor(options: AssertionOptions) {
    super(options.message ?? wordsFor(options));
    this.generatedMessage = options.isGenerated ?? options.message === undefined;
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator ?? '';
  }
}
