/**
 * Finds the programs of the contract suite: every file and every folder of processes under `tests/contract/behaviours`.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { bundlePackages } from '#build/bundle-packages.ts';
import type { ContractProgram } from '../engines/contract-engine.ts';

const ROOT = new URL('../behaviours/', import.meta.url);
/** Packages that the programs may import. */
const PACKAGES = ['@hono/node-server', 'hono', 'hono/http-exception', 'hono/validator'];

/** Programs whose whole output is the behaviour, instead of what they tell with `saw`. */
export const WHOLE_PROGRAMS = 'programs';

/** Sorted by name, and without those whose name does not contain `filter`. */
export async function readPrograms(filter = ''): Promise<readonly ContractProgram[]> {
  const packages = await bundlePackages(resolve('.'), PACKAGES);
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .flatMap(({ name: area }) => readArea(area, packages))
    .filter(({ name }) => name.includes(filter))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

function readArea(area: string, packages: ContractProgram['packages']): ContractProgram[] {
  return readdirSync(new URL(`${area}/`, ROOT), { withFileTypes: true }).map((entry) => {
    const name = `${area}/${entry.name.replace(/\.ts$/, '')}`;
    const processes = entry.isDirectory() ? processesOf(name) : [{ name: 'main', entry: `${area}/${entry.name}` }];
    const files = Object.assign({}, ...processes.map((process) => readWithImports(process.entry))) as Record<
      string,
      string
    >;
    const wanted = Object.values(files).some((text) => PACKAGES.some((specifier) => text.includes(`'${specifier}'`)));
    return { name, area, processes, files, packages: wanted ? packages : {} };
  });
}

/** `client.ts` is started last, and the program is over when it ends. */
function processesOf(folder: string): ContractProgram['processes'] {
  const names = readdirSync(new URL(`${folder}/`, ROOT))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort((left, right) => Number(left === 'client') - Number(right === 'client') || (left < right ? -1 : 1));
  return names.map((name) => ({ name, entry: `${folder}/${name}.ts` }));
}

function readWithImports(path: string, files: Record<string, string> = {}): Record<string, string> {
  if (path in files) return files;
  const text = readFileSync(new URL(path, ROOT), 'utf8');
  files[path] = text;
  for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g))
    readWithImports(posix.join(posix.dirname(path), specifier), files);
  return files;
}
