/**
 * Behaviours that the simulated engine does not share with Node, each with its reason. One file an area in
 * `tests/contract/exceptions`.
 * @module
 */
import { existsSync } from 'node:fs';
import type { Capability, EngineName } from '../engines/contract-engine.ts';

export interface ContractException {
  /** The behaviour's whole name. */
  readonly behaviour: string;
  readonly engines: readonly Exclude<EngineName, 'node'>[];
  /** A sentence for whoever reads the table. */
  readonly reason: string;
  /**
   * Given: a skip, because the engine lacks this capability, which the behaviour says it needs. Absent: a known
   * difference.
   */
  readonly capability?: Capability;
}

/** The exceptions of these areas; an area without any needs no file. */
export async function readExceptions(areas: readonly string[]): Promise<readonly ContractException[]> {
  const files = areas
    .map((area) => new URL(`../exceptions/${area}.ts`, import.meta.url))
    .filter((file) => existsSync(file));
  const modules = await Promise.all(
    files.map((file) => import(file.href) as Promise<{ exceptions: readonly ContractException[] }>),
  );
  return modules.flatMap(({ exceptions }) => exceptions);
}
