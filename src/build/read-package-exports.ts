/**
 * Asks Node which names a package exports, so that a bundle of it exports the same. CommonJS has no list of names: Node
 * finds them in the source, and a service that imports one must find it in the simulation too. Node only; build and terminal.
 * @module
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface PackageExports {
  /** Node gives the namespace of a CommonJS module an export of this name. */
  readonly isCommonJs: boolean;
  readonly names: readonly string[];
}

const PROGRAM = `
const found = {};
for (const specifier of JSON.parse(process.argv[1])) {
  const names = Object.keys(await import(specifier));
  found[specifier] = { isCommonJs: names.includes('module.exports'), names: names.filter((name) => name !== 'module.exports') };
}
process.stdout.write(JSON.stringify(found), () => process.exit(0));
`;

/**
 * @param root Folder from which the packages are resolved.
 *
 * @example
 * (await readPackageExports('.', ['yaml'])).yaml.names // ['Alias', 'CST', 'Composer', …]
 */
export async function readPackageExports(
  root: string,
  specifiers: readonly string[],
): Promise<Readonly<Record<string, PackageExports>>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', PROGRAM, '--', JSON.stringify(specifiers)],
    { cwd: root, maxBuffer: 10_000_000 },
  );
  return JSON.parse(stdout) as Readonly<Record<string, PackageExports>>;
}
