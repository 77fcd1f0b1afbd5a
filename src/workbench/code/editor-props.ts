/**
 * What an editor of the lab page is given; the full and the plain editor take the same.
 * @module
 */
import type { SourceNote } from '#bench/judge/report.ts';
import type { Reveal } from '../state/workbench-state.ts';
import type { WorkbenchTypes } from '../state/workbench-data.ts';

/** A mistake that an engine found in a file. Lines and columns count from 1. */
export interface EditorProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface EditorProps {
  /** Every file by path; the editor keeps one model for each. */
  readonly files: Readonly<Record<string, string>>;
  readonly path: string;
  readonly isReadOnly: boolean;
  readonly label: string;
  /** Notes on the shown file, in the order of lines. */
  readonly notes: readonly SourceNote[];
  readonly problems: readonly EditorProblem[];
  readonly reveal: Reveal | undefined;
  readonly tabMovesFocus: boolean;
  readonly types: WorkbenchTypes | undefined;
  readonly onEdit: (path: string, text: string) => void;
  /** Ctrl+Enter or Cmd+Enter inside the editor. */
  readonly onRunChecks: () => void;
}
