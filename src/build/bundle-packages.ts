/**
 * Bundles the npm packages that labs may import, unmodified, into modules as the process loader takes them. All entries
 * are bundled in one go, so that two of them share one instance of what both import. Node only; build and terminal.
 * @module
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve as resolvePath } from 'node:path';
import { build } from 'esbuild';
import { compileModule } from '#bench/process/module/compile-module.ts';
import { CourseError } from '#course/course-error.ts';
import { packageFacades } from './package-facades.ts';
import { readPackageExports } from './read-package-exports.ts';

/** Import specifier (`hono/cors`) or shared part (`chunk-….js`) → JSON of a `CompiledModule`. */
export type BundledPackages = Readonly<Record<string, string>>;

/**
 * @param root The project's root folder.
 * @param specifiers What services may import, such as `['hono', '@hono/node-server']`.
 * @throws {CourseError} `PACKAGE_UNBUNDLED` when one cannot be resolved or bundled.
 *
 * @example
 * const packages = await bundlePackages('.', ['hono', '@hono/node-server']);
 * JSON.parse(packages['hono']).path // 'node_modules/hono'
 */
export async function bundlePackages(root: string, specifiers: readonly string[]): Promise<BundledPackages> {
  if (specifiers.length === 0) return {};
  const cacheFile = join(root, 'node_modules/.cache/ensemble', `packages-${fingerprint(root, specifiers)}.json`);
  if (existsSync(cacheFile)) return JSON.parse(readFileSync(cacheFile, 'utf8')) as BundledPackages;
  const bundled = await bundle(root, specifiers);
  mkdirSync(join(root, 'node_modules/.cache/ensemble'), { recursive: true });
  writeFileSync(cacheFile, JSON.stringify(bundled));
  return bundled;
}

/** Raise it when this file bundles in another way: bundles that were kept are then made anew. */
const BUNDLE_FORMAT = 2;

/** Changes with the packages' versions (the lock file) and with the compiler of modules. */
function fingerprint(root: string, specifiers: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(specifiers));
  hash.update(readFileSync(join(root, 'package-lock.json')));
  for (const file of ['compile-module.ts', 'context-edits.ts']) {
    hash.update(readFileSync(join(root, 'src/bench/process/module', file)));
  }
  hash.update(`format ${BUNDLE_FORMAT}`);
  return hash.digest('hex').slice(0, 16);
}

async function bundle(root: string, specifiers: readonly string[]): Promise<BundledPackages> {
  const names = new Map(specifiers.map((specifier, index) => [`entry-${index}.js`, specifier]));
  const { outputFiles } = await readPackageExports(root, specifiers)
    .then((exported) =>
      build({
        absWorkingDir: resolvePath(root),
        entryPoints: Object.fromEntries(
          specifiers.map((specifier, index) => [`entry-${index}`, `facade:${specifier}`]),
        ),
        plugins: [packageFacades(root, exported)],
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'node',
        target: 'es2024',
        write: false,
        outdir: 'out',
        legalComments: 'inline',
        logLevel: 'silent',
      }),
    )
    .catch((error: unknown) => {
      const { resolve } = createRequire(join(root, 'package.json'));
      const unknown = specifiers.find((specifier) => !isResolvable(resolve, specifier));
      throw new CourseError('PACKAGE_UNBUNDLED', {
        message: `Cannot bundle the packages of a lab: ${unknown === undefined ? 'esbuild failed' : `"${unknown}" is not installed`}`,
        hint: 'Correct "packages" in lab.yaml, or install the package and list it in package.json.',
        cause: error,
      });
    });
  const keyOf = (file: string) => names.get(file) ?? file;
  return Object.fromEntries(
    outputFiles.map(({ path, text }) => {
      const key = keyOf(basename(path));
      const compiled = compileModule(withRequire(text), `node_modules/${key}`);
      // Shared parts import each other by relative path; the loader looks modules up by key.
      const imports = compiled.imports.map((request) =>
        request.specifier.startsWith('./') ? { ...request, specifier: keyOf(basename(request.specifier)) } : request,
      );
      return [key, JSON.stringify({ ...compiled, imports })];
    }),
  );
}

/** What CommonJS code calls to reach Node's built-ins; on one line, so that stack traces keep their lines. */
const REQUIRE =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire("file:///node_modules/");';

const withRequire = (text: string): string => (text.includes('Dynamic require of') ? `${REQUIRE} ${text}` : text);

function isResolvable(resolve: NodeJS.RequireResolve, specifier: string): boolean {
  try {
    resolve(specifier);
    return true;
  } catch {
    return false;
  }
}
