/**
 * An esbuild plugin: `facade:<specifier>` is a module that exports what Node finds in that package, the names that Node reads
 * out of CommonJS included. Node only.
 * @module
 */
import type { Plugin } from 'esbuild';
import type { PackageExports } from './read-package-exports.ts';

/**
 * One module for each entry that exports what Node finds in the package.
 *
 * @param exported What `readPackageExports` told of each specifier.
 *
 * @example
 * await build({ entryPoints: { zod: 'facade:zod' }, plugins: [packageFacades('.', await readPackageExports('.', ['zod']))] });
 */
export function packageFacades(root: string, exported: Readonly<Record<string, PackageExports>>): Plugin {
  return {
    name: 'package-facades',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^facade:/ }, ({ path }) => ({ path: path.slice('facade:'.length), namespace: 'facade' }));
      onLoad({ filter: /.*/, namespace: 'facade' }, ({ path }) => ({
        contents: facadeOf(path, exported[path] as PackageExports),
        resolveDir: root,
      }));
    },
  };
}

function facadeOf(specifier: string, { isCommonJs, names }: PackageExports): string {
  const from = JSON.stringify(specifier);
  if (!isCommonJs)
    return `export * from ${from};${names.includes('default') ? `export { default } from ${from};` : ''}`;
  const named = names.filter((name) => name !== 'default');
  return [
    `import whole from ${from};`,
    'export default whole;',
    ...named.map(
      (name, index) =>
        `const _${index} = whole[${JSON.stringify(name)}]; export { _${index} as ${JSON.stringify(name)} };`,
    ),
  ].join('\n');
}
