/**
 * What a lab page carries in its HTML: enough to show the page before anything else is fetched. Written at build time.
 * @module
 */
import type { HintLadder, LabCheck, LabCommand, LabManifest, LabStep } from '#course/lab-manifest.ts';
import type { LabFiles, LabProgram } from '#runtimes/lab-runtime.ts';

export interface WorkbenchFile {
  readonly path: string;
  readonly isEditable: boolean;
  readonly about: string;
  readonly starter: string;
}

export interface WorkbenchData {
  readonly id: LabManifest['id'];
  readonly number: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly lesson: { readonly title: string; readonly href: string };
  readonly steps: readonly LabStep[];
  readonly checks: readonly LabCheck[];
  readonly files: readonly WorkbenchFile[];
  /** Names of the services that the learner edits, and of those that only the judge reads. */
  readonly services: readonly string[];
  readonly world: readonly string[];
  /** Those of the world that are brokers of messages; none when absent. */
  readonly brokers?: readonly string[] | undefined;
  /** What the terminal can do beside its own commands. */
  readonly commands: readonly LabCommand[];
  /**
   * The file in which the learner declares the services, such as "services.json"; then files and services may be added,
   * renamed and deleted. Absent where both are fixed.
   */
  readonly declaredIn?: string | undefined;
  /** The service that customers talk to, which has to be declared. */
  readonly entrance?: string | undefined;
  /** Whether services may keep data in SQLite, which the page then can look into. */
  readonly hasDatabases: boolean;
  /** The lab has a page on which the same files run as real processes. */
  readonly runsForReal?: boolean | undefined;
}

/** `program.json` beside the page: fetched when the engine is first asked for. */
export interface WorkbenchProgram {
  readonly program: LabProgram;
  /** Third and fourth rung of the hint ladders, by message id. */
  readonly hints: Readonly<Record<string, HintLadder>>;
}

/** `solution.json` beside the page: fetched when the learner compares, after a first attempt. */
export interface WorkbenchSolution {
  readonly files: LabFiles;
}

/** `types.json` beside the page: declarations of the packages that services may import, by path. */
export interface WorkbenchTypes {
  readonly declarations: Readonly<Record<string, string>>;
  /** Import specifier to the declaration that describes it. */
  readonly entries: Readonly<Record<string, string>>;
}
