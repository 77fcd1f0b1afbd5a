/**
 * Which files name a file, so that a learner knows what a deletion or a new path touches. Reads text, not syntax: what is
 * built at run time is not seen, and nothing is changed on the strength of it. Pure.
 * @module
 */
import type { LabFiles } from '#runtimes/lab-runtime.ts';

/** A path in quotes after `from`, `import`, `import(`, `require(` or `new URL(`. */
const NAMED = /\b(?:from|import|require|URL)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;

/**
 * Files that import a file, or read it beside themselves with `new URL`, by path.
 *
 * @example
 * importersOf('shop/mail.ts', { 'shop/main.ts': "import './mail.ts'", 'shop/mail.ts': '' }) // ['shop/main.ts']
 */
export function importersOf(path: string, files: LabFiles): readonly string[] {
  return Object.keys(files)
    .filter((file) => file !== path && namedBy(file, files[file] ?? '').includes(path))
    .sort();
}

function namedBy(file: string, text: string): readonly string[] {
  return [...text.matchAll(NAMED)].map(([, , specifier = '']) =>
    decodeURI(new URL(specifier.replaceAll('%', '%25'), `file:///${file}`).pathname).slice(1),
  );
}
