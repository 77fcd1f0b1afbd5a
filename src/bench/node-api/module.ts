/**
 * Node's `module`: how CommonJS code inside a bundled package reaches the built-ins. A program's own files are ES modules
 * and import what they need. Runs in a simulated process.
 * @module
 */
import { coded } from './errors.ts';
import { insteadOf } from './missing-module.ts';

type Builtin = Readonly<Record<string, unknown>>;

/** What `module` needs to know of the other built-ins. */
export interface BuiltinCatalogue {
  readonly names: readonly string[];
  isNodeBuiltin(name: string): boolean;
  load(name: string): Builtin | undefined;
}

const withoutPrefix = (specifier: string): string => specifier.replace(/^node:/, '');

/** @returns The members of `node:module` that need no file system. */
export const moduleModule = (builtins: BuiltinCatalogue): Record<string, unknown> => {
  const requireBuiltin = (specifier: string): unknown => {
    const name = withoutPrefix(specifier);
    const found = builtins.load(name);
    if (found) return found['default'];
    throw coded(new Error(absence(specifier, builtins.isNodeBuiltin(name))), 'MODULE_NOT_FOUND');
  };
  return {
    builtinModules: [...builtins.names],
    isBuiltin: (specifier: string) => builtins.names.includes(withoutPrefix(specifier)),
    createRequire: () => Object.assign(requireBuiltin, { resolve: (specifier: string) => specifier }),
  };
};

const absence = (specifier: string, isInNode: boolean): string => {
  if (!isInNode) return `Cannot find module '${specifier}'`;
  const instead = insteadOf[withoutPrefix(specifier)];
  return `Cannot find module '${specifier}': the simulated engine does not have it${instead === undefined ? '' : ` (${instead})`}`;
};
