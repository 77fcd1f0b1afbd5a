/**
 * Turns a check's bundled code into something that can be run. Runs everywhere the engine does.
 * @module
 */
import { BenchUsageError } from './bench-usage-error.ts';
import type { Judgement } from './judgement.ts';

/** `Bench`: the verbs of the engine that runs it. */
export interface LoadedCheck<Bench> {
  readonly run: (bench: Bench) => Promise<Judgement>;
}

/**
 * @param code CommonJS text without imports, as `src/build/read-lab.ts` bundles it.
 * @throws {BenchUsageError} `CHECK_INVALID` when the code does not export a check.
 *
 * @example
 * const check = loadCheck('module.exports = { default: { run: async () => pass("held") } }', '01-health');
 */
export function loadCheck<Bench>(code: string, slug: string): LoadedCheck<Bench> {
  const module: { exports: { default?: unknown } } = { exports: {} };
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- the code is the lab's own check, bundled at build
    new Function('module', 'exports', `${code}\n//# sourceURL=checks/${slug}.check.js`)(module, module.exports);
  } catch (cause) {
    throw new BenchUsageError('CHECK_INVALID', {
      message: `Cannot load check "${slug}": ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'A check may import files of labs/_kit only, and nothing of Node.',
      cause,
    });
  }
  const check = module.exports.default;
  if (isCheck(check)) return check;
  throw new BenchUsageError('CHECK_INVALID', {
    message: `Cannot load check "${slug}": its default export has no run function`,
    hint: 'Write "export default defineCheck({ run: async (bench) => … })".',
  });
}

function isCheck(value: unknown): value is LoadedCheck<unknown> {
  return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
}
