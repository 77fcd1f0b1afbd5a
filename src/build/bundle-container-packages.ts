/**
 * The npm packages of a lab as a `node_modules` folder of a few files, so that nothing has to be installed in a WebContainer.
 * All are bundled in one go: two of them share one instance of what both import. Node only.
 * @module
 */
import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { ContainerFiles } from '#runtimes/webcontainer/container-files.ts';
import { packageFacades } from './package-facades.ts';
import { readPackageExports } from './read-package-exports.ts';

/** What CommonJS code calls to reach Node's built-ins. */
const REQUIRE = 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire("/");';

/**
 * @param specifiers What services may import, such as `['hono', 'hono/validator']`.
 *
 * @example
 * Object.keys(await bundleContainerPackages('.', ['hono', 'hono/validator']))
 * // ['node_modules/hono/index.mjs', 'node_modules/hono/validator.mjs', …, 'node_modules/hono/package.json']
 */
export async function bundleContainerPackages(root: string, specifiers: readonly string[]): Promise<ContainerFiles> {
  if (specifiers.length === 0) return {};
  const { outputFiles } = await build({
    absWorkingDir: resolve(root),
    entryPoints: Object.fromEntries(specifiers.map((specifier) => [fileOf(specifier), `facade:${specifier}`])),
    plugins: [packageFacades(resolve(root), await readPackageExports(root, specifiers))],
    bundle: true,
    splitting: true,
    write: false,
    outdir: '/node_modules',
    outExtension: { '.js': '.mjs' },
    banner: { js: REQUIRE },
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'inline',
    logLevel: 'silent',
  });
  return Object.fromEntries([
    ...outputFiles.map(({ path, text }) => [path.slice(1), text] as const),
    ...manifestsOf(specifiers),
  ]);
}

/** `hono` → `hono/index`, `@hono/node-server/serve-static` → `@hono/node-server/serve-static` */
const fileOf = (specifier: string): string => (specifier === packageOf(specifier) ? `${specifier}/index` : specifier);

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** What Node reads to find the file of a specifier. */
function manifestsOf(specifiers: readonly string[]): readonly (readonly [string, string])[] {
  return [...new Set(specifiers.map(packageOf))].map((name) => {
    const entries = specifiers
      .filter((specifier) => packageOf(specifier) === name)
      .map((specifier) => [`.${specifier.slice(name.length)}`, `.${fileOf(specifier).slice(name.length)}.mjs`]);
    const manifest = { name, type: 'module', exports: Object.fromEntries(entries) as Record<string, string> };
    return [`node_modules/${name}/package.json`, JSON.stringify(manifest)];
  });
}
