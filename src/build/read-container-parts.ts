/**
 * The packages behind a lab's engine parts for a WebContainer: as npm has them, because their WebAssembly is read from beside
 * their script. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ENGINE_PART_SPECIFIERS, type EnginePartName } from '#platform/engine-part.ts';
import type { ContainerFile, ContainerFiles } from '#runtimes/webcontainer/container-files.ts';

const require = createRequire(import.meta.url);

/** What is read at run time. Node has SQLite itself. */
const FILES: Readonly<Record<EnginePartName, readonly string[]>> = {
  sqlite: [],
  micropython: ['package.json', 'micropython.mjs', 'micropython.wasm'],
};

/**
 * @example
 * Object.keys(await readContainerParts(['micropython']))
 * // ['node_modules/@micropython/micropython-webassembly-pyscript/package.json', …]
 */
export async function readContainerParts(parts: readonly EnginePartName[]): Promise<ContainerFiles> {
  const files = parts.flatMap((part) => FILES[part].map((name) => readPart(ENGINE_PART_SPECIFIERS[part], name)));
  return Object.fromEntries(await Promise.all(files));
}

async function readPart(specifier: string, name: string): Promise<readonly [string, ContainerFile]> {
  const bytes = await readFile(join(dirname(require.resolve(specifier)), name));
  const file = name.endsWith('.wasm') ? { base64: bytes.toString('base64') } : bytes.toString();
  return [`node_modules/${specifier}/${name}`, file];
}
