/**
 * Makes the engine's part for `node:sqlite`: our script and SQLite's WebAssembly, apart from the engine, so that a lab
 * without a database loads neither. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('../bench/node-api/sqlite/sqlite-part.ts', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * @example
 * const { code, wasm } = await bundleSqlite();
 */
export async function bundleSqlite(): Promise<{ readonly code: string; readonly wasm: Uint8Array }> {
  const [{ outputFiles }, wasm] = await Promise.all([
    build({
      entryPoints: [ENTRY],
      bundle: true,
      write: false,
      minify: true,
      // Names of functions and classes reach learners in stacks and `inspect` output.
      keepNames: true,
      format: 'iife',
      globalName: 'part',
      platform: 'browser',
      target: 'es2022',
      charset: 'utf8',
      logLevel: 'silent',
    }),
    readFile(require.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm')),
  ]);
  // An expression: whoever evaluates it gets the function, and no global is made.
  const script = outputFiles[0]?.text ?? '';
  return { code: `(() => { ${script}\nreturn part.createSqlite; })()`, wasm: new Uint8Array(wasm) };
}
