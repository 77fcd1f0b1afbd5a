/**
 * Which module an import means: a file of the program, a package of the lab, or a built-in. Pure.
 * @module
 */
import { insteadOf } from '#bench/node-api/missing-module.ts';
import { isNodeBuiltin } from '#bench/node-api/builtin-modules.ts';
import type { CompiledModule, ImportRequest } from './compiled-module.ts';
import { ModuleProblem } from './module-problem.ts';

export interface Available {
  readonly files: Readonly<Record<string, string>>;
  /** Import specifiers, such as "hono" and "hono/cors". */
  readonly packages: readonly string[];
  /** Without `node:`. */
  readonly builtins: readonly string[];
}

/** @returns A path of `files`, `node:<name>`, or `package:<specifier>`. @throws {ModuleProblem} `link` */
export const resolveImport = (request: ImportRequest, importer: CompiledModule, available: Available): string => {
  const { specifier } = request;
  const fail = (message: string, code = 'ERR_MODULE_NOT_FOUND'): never => {
    const place = request.line > 0 ? { file: importer.path, line: request.line, column: request.column } : undefined;
    throw new ModuleProblem('link', message, place, code);
  };
  if (/^(?:\.{0,2}\/|file:\/\/)/.test(specifier)) return resolveFile(request, importer, available, fail);
  const name = specifier.replace(/^node:/, '');
  // As in Node, this one is never meant without `node:`.
  const isBuiltin = available.builtins.includes(name) && (name !== 'sqlite' || specifier !== name);
  if (isBuiltin) return `node:${name}`;
  if (specifier.startsWith('node:') || isNodeBuiltin(name)) {
    return fail(
      `Cannot import "node:${name}" in /${importer.path}: the simulated engine does not have it` +
        ` (${insteadOf[name] ?? `it has ${available.builtins.filter((one) => !one.includes('/')).join(', ')}`})`,
      'ERR_UNKNOWN_BUILTIN_MODULE',
    );
  }
  if (available.packages.includes(specifier)) return `package:${specifier}`;
  const offered = available.packages.filter((one) => !one.endsWith('.js'));
  return fail(
    `Cannot find package '${specifier}' imported from /${importer.path}` +
      ` (this lab offers ${offered.length > 0 ? offered.join(', ') : 'no packages'})`,
  );
};

const resolveFile = (
  request: ImportRequest,
  importer: CompiledModule,
  { files }: Available,
  fail: (message: string, code?: string) => never,
): string => {
  const { specifier } = request;
  const url = new URL(specifier, `file:///${importer.path}`);
  const path = decodeURIComponent(url.pathname).slice(1);
  if (path in files) {
    if (path.endsWith('.json') && !request.isJson) {
      return fail(`Module "file:///${path}" needs an import attribute of "type: json"`, 'ERR_IMPORT_ATTRIBUTE_MISSING');
    }
    return path;
  }
  const near = [`${path}.ts`, `${path}.js`, `${path.replace(/\.js$/, '.ts')}`, `${path}/index.ts`].find(
    (candidate) => candidate in files,
  );
  const hint = near === undefined ? '' : ` (did you mean "${relativeTo(specifier, path, near)}"?)`;
  return fail(`Cannot find module '/${path}' imported from /${importer.path}${hint}`);
};

const relativeTo = (specifier: string, path: string, near: string): string => {
  const stem = path.split('/').at(-1) ?? '';
  return specifier.slice(0, specifier.length - stem.length) + near.slice(path.length - stem.length);
};
