/**
 * Every gate that a submission passes, cheapest first. A gate is one command; `vitest` gates count their tests one by one.
 * @module
 */

export interface Gate {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Counts each test of the vitest project instead of the command as one. */
  readonly countsTests?: boolean;
  readonly needsBrowser?: boolean;
}

const vitest = (project: string): Gate['command'] => ['vitest', 'run', '--project', project];

export const GATES: readonly Gate[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--quiet'] },
  // Writes .astro/types.d.ts, which the type check reads.
  { name: 'content', command: ['astro', 'sync'] },
  { name: 'types', command: ['node', 'node_modules/@typescript/native/bin/tsc', '--noEmit', '-p', '.'] },
  { name: 'spelling', command: ['cspell', '--no-progress', '--no-summary'] },
  { name: 'unused code', command: ['knip', '--treat-config-hints-as-errors'] },
  { name: 'seed coverage', command: ['node', 'src/cli/seeds.ts'] },
  { name: 'unit', command: vitest('unit'), countsTests: true },
  {
    name: 'astro types',
    command: ['astro', 'check', '--tsconfig', 'tsconfig.astro.json', '--minimumFailingSeverity', 'hint'],
  },
  { name: 'build', command: ['astro', 'build'] },
  { name: 'html', command: ['html-validate', 'dist/**/*.html'] },
  { name: 'contract', command: vitest('contract'), countsTests: true, needsBrowser: true },
  { name: 'labs', command: vitest('labs'), countsTests: true },
  { name: 'broker', command: vitest('broker'), countsTests: true },
  { name: 'browser', command: vitest('e2e'), countsTests: true, needsBrowser: true },
];
