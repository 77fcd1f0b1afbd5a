/**
 * A lab as the engine takes it: programs, checks, packages. Plain data. Pure types.
 * @module
 */
import type { EnginePartName } from '#platform/engine-part.ts';

/** A lab as data: what `src/build` writes for the page and what the terminal reads from disk. */
export interface LabProgram {
  readonly id: string;
  /** Of a lab that lets learners declare their own: the starter's. */
  readonly services: readonly ProgramSpec[];
  /** The file that says which services there are, the one that customers talk to, and what each has in its environment. */
  readonly declared?: {
    readonly file: string;
    readonly entrance: string;
    readonly env: Readonly<Record<string, string>>;
  };
  readonly world: readonly WorldSpec[];
  /** Code of the checks by slug, bundled, as the engine loads it; in the terminal too. */
  readonly checks: readonly {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly code: string;
  }[];
  /** Files of world services by path; never shown to the learner, never editable. */
  readonly worldFiles: Readonly<Record<string, string>>;
  /** Packages by import specifier, as the process loader takes them. */
  readonly packages: Readonly<Record<string, string>>;
  /** Parts of the engine that its programs may import. None when absent. */
  readonly parts?: readonly EnginePartName[];
}

export interface ProgramSpec {
  readonly name: string;
  readonly entry: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
}

export interface WorldSpec extends ProgramSpec {
  /** A broker of messages; otherwise part of the world around the system. */
  readonly role?: 'broker';
  /** Endings of the learner's files, of those in no folder, that processes which it starts find at `/`. None when absent. */
  readonly reads?: readonly string[];
}

/** The learner's files by path, as they are right now. */
export type LabFiles = Readonly<Record<string, string>>;
