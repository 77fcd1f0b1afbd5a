/**
 * All parts of the engine that labs load on demand. Node only.
 * @module
 */
import { type EnginePartName, enginePartFiles } from '#platform/engine-part.ts';
import { bundleMicropython } from './bundle-micropython.ts';
import { bundleSqlite } from './bundle-sqlite.ts';

interface PartBundle {
  readonly name: EnginePartName;
  readonly bundle: () => Promise<{ readonly code: string; readonly wasm: Uint8Array }>;
}

export const PART_BUNDLES: readonly PartBundle[] = [
  { name: 'sqlite', bundle: bundleSqlite },
  { name: 'micropython', bundle: bundleMicropython },
];

/** As the files that stand beside the engine. */
export async function bundleEngineParts(): Promise<
  readonly { readonly name: string; readonly content: string | Uint8Array }[]
> {
  const parts = await Promise.all(
    PART_BUNDLES.map(async ({ name, bundle }) => {
      const [files, { code, wasm }] = [enginePartFiles(name), await bundle()];
      return [
        { name: files.code, content: code },
        { name: files.wasm, content: wasm },
      ];
    }),
  );
  return parts.flat();
}
