/**
 * What makes a lab's folder run alone: packages with exact versions, an environment for each program, and a README. Pure.
 * @module
 */
import { join } from 'node:path';
import type { LabFiles } from '#bench/judge/lab-program.ts';
import type { LabManifest } from '#course/lab-manifest.ts';
import { shellWord } from '../shell-word.ts';
import { labReadme } from './lab-readme.ts';
import { localSystem, type LocalProgram } from './local-system.ts';

export interface CourseOnDisk {
  /** Its folder, absolute. */
  readonly root: string;
  /** Exact versions of every package that it uses, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** An editor reads it; Node does not. It asks for what Node's own type stripping can run. */
const TSCONFIG = {
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  },
};

/**
 * Text by path: `package.json`, `tsconfig.json`, `README.md`, `.gitignore`, and `<program>.env` for each program.
 *
 * @param files The learner's.
 *
 * @example
 * Object.keys(standaloneFiles(manifest, starter, course)) // ['package.json', 'tsconfig.json', …]
 */
export function standaloneFiles(manifest: LabManifest, files: LabFiles, course: CourseOnDisk): LabFiles {
  const system = localSystem(manifest, files);
  const keepsData = system.programs.some(({ env }) => Object.values(env).some((value) => /^data(\/|$)/.test(value)));
  return {
    'package.json': json(packageOf(manifest, system.programs, course)),
    'tsconfig.json': json(TSCONFIG),
    'README.md': labReadme(manifest, system, course.root),
    '.gitignore': 'node_modules/\n',
    // The folder is there, and what programs keep in it is not of the work.
    ...(keepsData && { 'data/.gitignore': '*\n!.gitignore\n' }),
    ...Object.fromEntries(system.programs.map(({ name, env }) => [`${name}.env`, environment(env)])),
  };
}

function packageOf(manifest: LabManifest, programs: readonly LocalProgram[], { root, versions }: CourseOnDisk): object {
  const lab = `npm --prefix ${shellWord(root)} run --silent lab -- check ${manifest.id} --dir .`;
  const start = ({ name, entry, isWorld }: LocalProgram) =>
    `node --env-file=${name}.env ${isWorld ? shellWord(join(root, 'labs', entry)) : entry}`;
  return {
    name: manifest.id,
    private: true,
    type: 'module',
    engines: { node: '>=22.18' },
    scripts: {
      ...Object.fromEntries(programs.map((program) => [program.name, start(program)])),
      check: lab,
      ...(manifest.engines.includes('real') && { 'check:real': `${lab} --real` }),
      watch: `${lab} --watch`,
    },
    dependencies: pick(versions, manifest.packages.filter((name) => !name.startsWith('node:')).map(packageName)),
    devDependencies: pick(versions, ['@types/node']),
  };
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** `@hono/node-server/serve-static` → `@hono/node-server` */
const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const pick = (versions: CourseOnDisk['versions'], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    [...new Set(names)].sort().map((name) => {
      const version = versions[name];
      if (version === undefined) throw new Error(`Cannot tell the version of "${name}": package.json does not name it`);
      return [name, version];
    }),
  );

/** As `node --env-file` reads it. */
const environment = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${/^[\w./:@+-]*$/.test(value) ? value : `'${value}'`}\n`)
    .join('');
