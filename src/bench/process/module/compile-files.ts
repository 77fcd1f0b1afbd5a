/**
 * Compiles the files of a program ahead of its processes. Runs in the bench's Worker, beside the kernel.
 * @module
 */
import { compileModule } from './compile-module.ts';
import type { CompiledFile, CompiledFiles } from './compiled-files.ts';
import { ModuleProblem } from './module-problem.ts';

/** Compiled once a thread, however often a service starts. */
const cache = new Map<string, CompiledFile>();
const CACHE_LIMIT = 500;

/**
 * Compiles every file but JSON, reached or not: what a dynamic import will reach is known only when it runs.
 *
 * @param files Sources by path, as written.
 * @param onCompiled Called after each file that was not known yet: many of them on a slow machine take a while.
 *
 * @example
 * compileFiles({ 'main.ts': 'let a: number = 1' })['main.ts'] // { module: { path: 'main.ts', … } }
 */
export const compileFiles = (
  files: Readonly<Record<string, string>>,
  onCompiled: () => void = () => {},
): CompiledFiles =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => !path.endsWith('.json'))
      .map(([path, source]) => [path, remember(source, path, onCompiled)]),
  );

const remember = (source: string, path: string, onCompiled: () => void): CompiledFile => {
  const key = `${path}\n${source}`;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  const made = compileFile(source, path);
  cache.set(key, made);
  onCompiled();
  return made;
};

const compileFile = (source: string, path: string): CompiledFile => {
  try {
    return { module: compileModule(source, path) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: { message, source: error instanceof ModuleProblem ? error.source : undefined } };
  }
};
