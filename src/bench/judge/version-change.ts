/**
 * What the processes of a program get on top of the lab's files and their own environment: the sum of all its deployments. Pure.
 * @module
 */
import type { LabFiles } from './lab-program.ts';

/** What a deployment changes; the rest stays. */
export interface VersionChange {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: LabFiles;
  /** Modules that new processes evaluate before their entry. */
  readonly imports?: readonly string[];
}

export type ProgramVersion = Required<VersionChange>;

/**
 * A later change over an earlier one: variables and files replace those of the same name, imports come after each other.
 *
 * @example
 * joinVersions({ env: { A: '1' }, files: {}, imports: [] }, { env: { A: '2' } }).env // { A: '2' }
 */
export function joinVersions(
  known: ProgramVersion | undefined,
  { env, files, imports = [] }: VersionChange,
): ProgramVersion {
  return {
    env: { ...known?.env, ...env },
    files: { ...known?.files, ...files },
    imports: [...(known?.imports ?? []), ...imports],
  };
}
