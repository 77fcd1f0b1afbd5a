/**
 * The files of a program as its process takes them: compiled, or the mistake that each one has. Plain data, so that the
 * bench compiles once and sends the result to as many Workers as there are starts; a process needs no compiler.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import type { CompiledModule } from './compiled-module.ts';
import { ModuleProblem } from './module-problem.ts';

export type CompiledFile =
  | { readonly module: CompiledModule }
  | { readonly problem: { readonly message: string; readonly source: EffectSource | undefined } };

/** By path. JSON files are not among them. */
export type CompiledFiles = Readonly<Record<string, CompiledFile>>;

/**
 * @throws {ModuleProblem} `syntax`, when the file did not compile.
 *
 * @example
 * moduleOf(compileFiles({ 'main.ts': 'export const answer: number = 42' }), 'main.ts').exports // ['answer']
 */
export const moduleOf = (files: CompiledFiles, path: string): CompiledModule => {
  const file = files[path];
  if (file && 'module' in file) return file.module;
  throw new ModuleProblem('syntax', file?.problem.message ?? `/${path} was not compiled`, file?.problem.source);
};
