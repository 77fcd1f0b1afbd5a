/**
 * Finds the programs of the contract suite: every file and every folder of processes under `tests/contract/behaviours`.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { bundlePackages } from '#build/bundle-packages.ts';
import { findEngineParts } from '#build/find-engine-parts.ts';
import type { ContractProgram } from '../engines/contract-engine.ts';

const ROOT = new URL('../behaviours/', import.meta.url);
/** Packages that the programs may import: those that labs may. */
const PACKAGES = [
  '@hono/node-server',
  'amqplib',
  'express',
  'fastify',
  'hono',
  'hono/http-exception',
  'hono/validator',
  'opossum',
  'p-retry',
  'prom-client',
  'yaml',
  'zod',
];

/** Programs whose whole output is the behaviour, instead of what they tell with `saw`. */
export const WHOLE_PROGRAMS = 'programs';

/** A folder of modules that programs of the area import. */
const MODULES = 'parts';

/** Sorted by name, and without those whose name does not contain `filter`. */
export async function readPrograms(filter = ''): Promise<readonly ContractProgram[]> {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const programs = folders
    .flatMap(({ name: area }) => readArea(area))
    .filter(({ name }) => name.includes(filter))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  return Promise.all(programs.map(withPackages));
}

type ProgramText = Omit<ContractProgram, 'packages' | 'parts'>;

/** Each program with the packages that it imports, and no others. */
async function withPackages(program: ProgramText): Promise<ContractProgram> {
  const texts = Object.values(program.files);
  const wanted = PACKAGES.filter((specifier) => texts.some((text) => text.includes(`'${specifier}'`)));
  const packages = await bundlePackages(resolve('.'), wanted);
  return { ...program, packages, parts: findEngineParts([], texts) };
}

function readArea(area: string): ProgramText[] {
  const entries = readdirSync(new URL(`${area}/`, ROOT), { withFileTypes: true });
  return entries
    .filter(({ name }) => name !== MODULES)
    .map((entry) => {
      const name = `${area}/${entry.name.replace(/\.ts$/, '')}`;
      const processes = entry.isDirectory() ? processesOf(name) : [{ name: 'main', entry: `${area}/${entry.name}` }];
      const files = Object.assign({}, ...processes.map((process) => readWithImports(process.entry))) as Record<
        string,
        string
      >;
      return { name, area, processes, files };
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
  // What it imports, and the parts that it starts.
  const imported = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  const started = text.matchAll(/new URL\('(\.\/parts\/[^']+)'/g);
  for (const [, specifier = ''] of [...imported, ...started])
    readWithImports(posix.join(posix.dirname(path), specifier), files);
  return files;
}
