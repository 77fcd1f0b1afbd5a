/**
 * How the logs are shown. Kept while the page is open. Pure types.
 * @module
 */
export interface LogChoice {
  readonly layout: 'merged' | 'columns';
  /** Processes whose lines are left out. */
  readonly hidden: readonly string[];
  /** Lines without it are left out; upper and lower case are one. */
  readonly text: string;
  /** Lines as they were printed, where they would be shown readably. */
  readonly isRaw: boolean;
  /** The one column that a narrow screen has room for. */
  readonly column?: string;
}

export const firstLogChoice: LogChoice = { layout: 'merged', hidden: [], text: '', isRaw: false };
