/**
 * The linter: correctness rules, the naming and size conventions, and the import directions of ARCHITECTURE.md as rules.
 */
import { defineConfig, type OxlintOverride } from 'oxlint';

/** Who may import whom. Arrow = may import; nothing else may. Keys are folders under `src/`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  course: ['platform'],
  quiz: ['course', 'platform'],
  figures: ['course', 'platform'],
  workbook: ['course', 'platform', 'quiz/attempt.ts'],
  instructor: ['workbook', 'quiz', 'course', 'platform'],
  'bench/kernel': ['platform'],
  'bench/node-api': [
    'bench/kernel/protocol.ts',
    'bench/kernel/flow-window.ts',
    'bench/kernel/child-pid.ts',
    'bench/kernel/path-owner.ts',
    'platform',
  ],
  'bench/process': ['bench/node-api', 'bench/kernel', 'platform'],
  'bench/judge': ['bench/kernel', 'platform'],
  'bench/real': ['bench/kernel', 'bench/judge', 'platform'],
  'bench/worker': ['bench/kernel', 'bench/judge', 'bench/process', 'bench/node-api', 'platform'],
  runtimes: ['bench', 'platform'],
  workbench: ['runtimes', 'bench/judge', 'workbook', 'course', 'platform', 'quiz/attempt.ts', 'quiz/score-match.ts'],
  components: ['course', 'platform', 'quiz', 'figures'],
  layouts: ['components', 'quiz', 'figures', 'workbench', 'workbook', 'course', 'platform', 'styles'],
  pages: [
    'layouts',
    'components',
    'quiz',
    'figures',
    'workbench',
    'workbook',
    'instructor',
    'course',
    'build',
    'platform',
    'styles',
  ],
  build: ['bench', 'runtimes', 'course', 'quiz', 'platform'],
  cli: ['runtimes', 'bench', 'course', 'quiz', 'workbook', 'build', 'platform'],
};

const FOLDERS = [...new Set(Object.keys(MAY_IMPORT).map((folder) => folder.split('/')[0]))].join('|');

/** Gitignore-style patterns: everything of `src` is out, then the allowed folders and files come back in. */
function forbidden(folder: string): string[] {
  const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
  return ['[#]*/**', ...allowed.map((name) => (name.endsWith('.ts') ? `![#]${name}` : `![#]${name}/**`))];
}

const directions: readonly OxlintOverride[] = Object.keys(MAY_IMPORT).map((folder) => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: forbidden(folder),
            message: `${folder} may import ${MAY_IMPORT[folder]?.join(', ') || 'nothing of src'} only; see ARCHITECTURE.md.`,
          },
          { regex: `^(\\.\\./)+(${FOLDERS})/`, message: 'Across folders write "#folder/file.ts".' },
          { regex: '^(\\.\\./)+labs/', message: 'src reads labs as files and never imports them.' },
        ],
      },
    ],
  },
}));

/** A lab program may not reach into the site. */
const NOT_THE_SITE = { regex: '(^#|/src/)', message: 'labs import labs/_kit, labs/_shop, labs/_broker only.' };
const BUILT_INS_ONLY = {
  regex: '^([^.n]|n[^o]|no[^d]|nod[^e]|node[^:])',
  message: 'The shop runs on the built-ins of Node alone.',
};

const shopDirections: readonly OxlintOverride[] = Object.entries({
  monolith: { regex: '^(\\.\\./)+(services|storefront|_)', message: 'The monolith imports nothing but itself.' },
  'services/[a-z]*': {
    regex: '^\\.\\./([^_]|_[^l])',
    message: 'A service imports its own files and _lib; it calls the others.',
  },
  'services/_lib': { regex: '^\\.\\./', message: 'What services share knows none of them.' },
}).map(([folder, pattern]) => ({
  files: [`labs/_shop/${folder}/**`],
  rules: { 'no-restricted-imports': ['error', { patterns: [NOT_THE_SITE, BUILT_INS_ONLY, pattern] }] },
}));

const brokerDirections: readonly OxlintOverride[] = Object.entries({
  model: { regex: '^(\\.\\./|[^.])', message: 'The model of the broker is pure: it imports its own files only.' },
  disk: {
    regex: '^(\\.\\./[^m]|[^.n]|n[^o])',
    message: 'The journal imports its own files, the model and the built-ins of Node.',
  },
  wire: {
    regex: '^(\\.\\./[^m]|[^.n]|n[^o])',
    message: 'The wire imports its own files, the model and the built-ins of Node.',
  },
  management: {
    regex: '^(\\.\\./[^m]|[^.n]|n[^o])',
    message: 'The management interface imports its own files, the model and the built-ins of Node.',
  },
  observe: {
    regex: '^(\\.\\./[^m]|[^.n]|n[^o])',
    message: 'What tells observers imports its own files, the model and the built-ins of Node.',
  },
}).map(([folder, pattern]) => ({
  files: [`labs/_broker/amqp/${folder}/**`],
  rules: { 'no-restricted-imports': ['error', { patterns: [NOT_THE_SITE, pattern] }] },
}));

const logDirection: OxlintOverride = {
  files: ['labs/_broker/log/**', 'labs/_broker/python/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          NOT_THE_SITE,
          {
            regex: '^(\\.\\./|[^.n@]|n[^o]|@[^m])',
            message: 'It imports its own files, built-ins of Node, and MicroPython.',
          },
        ],
      },
    ],
  },
};

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest'],
  categories: { correctness: 'error' },
  env: { builtin: true },
  ignorePatterns: ['dist/**', '.astro/**', 'node_modules/**', 'public/**'],
  rules: {
    'eslint/eqeqeq': 'error',
    'eslint/no-var': 'error',
    'eslint/prefer-const': 'error',
    'eslint/max-lines': ['error', { max: 300 }],
    'import/no-cycle': 'error',
    'oxc/no-barrel-file': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': [
      'error',
      { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
    ],
    // Interfaces here are made of closures, and taking them apart is the house style.
    'typescript/unbound-method': 'off',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
  overrides: [
    ...directions,
    // Astro names a component file for its component and a dynamic route for its parameter.
    { files: ['src/**/*.astro'], rules: { 'unicorn/filename-case': 'off' } },
    { files: ['src/pages/**'], rules: { 'unicorn/filename-case': 'off' } },
    {
      files: ['tests/**'],
      rules: {
        'eslint/max-lines': ['error', { max: 500 }],
        'vitest/no-conditional-in-test': 'error',
        'vitest/valid-title': 'error',
        'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expectTypeOf', 'eventually'] }],
        // A helper returns the poll, and its callers await it.
        'vitest/require-awaited-expect-poll': 'off',
        // The second argument is the message that a failure prints.
        'vitest/valid-expect': ['error', { maxArgs: 2 }],
      },
    },
    {
      // Node's own words: values are printed as Node prints them, grammars name control characters, callbacks are its way.
      files: ['src/bench/node-api/**'],
      rules: {
        'eslint/no-control-regex': 'off',
        'typescript/no-base-to-string': 'off',
        'promise/no-callback-in-promise': 'off',
      },
    },
    {
      // Programs whose output is compared with Node's: they do on purpose what the rules advise against.
      files: ['tests/contract/behaviours/**'],
      rules: {
        'typescript/no-floating-promises': 'off',
        'typescript/no-misused-promises': 'off',
        'typescript/await-thenable': 'off',
        'typescript/no-base-to-string': 'off',
        'typescript/require-array-sort-compare': 'off',
        'promise/no-callback-in-promise': 'off',
        'unicorn/no-invalid-fetch-options': 'off',
        'unicorn/no-thenable': 'off',
        'typescript/no-non-null-assertion': 'off',
        'typescript/restrict-template-expressions': 'off',
        'eslint/no-sparse-arrays': 'off',
        'eslint/no-unused-expressions': 'off',
      },
    },
    {
      // Written as services are: the listener of a server may be async.
      files: ['src/cli/bench/engine/programs/**'],
      rules: { 'typescript/no-misused-promises': 'off' },
    },
    {
      files: ['labs/**'],
      rules: {
        'no-restricted-imports': ['error', { patterns: [NOT_THE_SITE] }],
      },
    },
    ...shopDirections,
    ...brokerDirections,
    logDirection,
    {
      // They hold only the files that differ from the starter, so the types of the others are unknown where they stand.
      files: ['labs/*/right/**', 'labs/*/wrong/**'],
      rules: { 'typescript/no-redundant-type-constituents': 'off' },
    },
    { files: ['src/runtimes/index.ts'], rules: { 'oxc/no-barrel-file': 'off' } },
  ],
});
