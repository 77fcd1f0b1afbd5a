/**
 * Which parts of the engine the programs of a lab need: those that the manifest lists, and those that a shipped file
 * imports. Node only.
 * @module
 */
import { ENGINE_PART_SPECIFIERS as PARTS, type EnginePartName } from '#platform/engine-part.ts';

/** Specifiers that "packages" may list and that no bundle of packages holds. */
export const PART_SPECIFIERS: readonly string[] = Object.values(PARTS);

/**
 * @param listed Import specifiers that services may use.
 * @param sources Texts of program files.
 *
 * @example
 * findEngineParts(['hono'], ["import { DatabaseSync } from 'node:sqlite';"]) // ['sqlite']
 */
export function findEngineParts(listed: readonly string[], sources: readonly string[]): readonly EnginePartName[] {
  const names = Object.keys(PARTS) as EnginePartName[];
  return names.filter((name) => {
    const imports = new RegExp(`(?:from|import)\\s*\\(?\\s*['"]${PARTS[name]}['"]`);
    return listed.includes(PARTS[name]) || sources.some((source) => imports.test(source));
  });
}
