/**
 * A module as the loader takes it: a function in source form, plus what linking needs to know. Pure data that survives
 * structured cloning, so that a module is compiled once and started many times.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';
import type { Anchor } from './text-edits.ts';

export interface ImportRequest {
  readonly specifier: string;
  /** Names asked of it, with their places; `default` among them, `*` not. */
  readonly names: readonly { readonly name: string; readonly line: number; readonly column: number }[];
  readonly line: number;
  readonly column: number;
  readonly isJson: boolean;
}

export interface CompiledModule {
  /** What a stack trace calls it: the path of a learner's file, `node_modules/hono/index.js` for a package. */
  readonly path: string;
  /**
   * A generator function of the names in `parameters` order: `exports`, `load`, `meta`, `now`, `back`, then one namespace an import.
   * Its first step defines the exports, its second runs the module.
   */
  readonly code: string;
  readonly isAsync: boolean;
  readonly imports: readonly ImportRequest[];
  /** Names that the module exports itself. */
  readonly exports: readonly string[];
  /** Indexes of the imports that are exported whole: `export * from`. */
  readonly stars: readonly number[];
  /** Where columns of the running code differ from those of the file, in order. */
  readonly anchors: readonly Anchor[];
}

/** Takes a place in the running code back to the file as written. Lines and columns count from 1. */
export const originalPosition = (module: CompiledModule, line: number, column: number): EffectSource => {
  let original = column;
  for (const [anchorLine, anchorColumn, sourceColumn, isInserted] of module.anchors) {
    if (anchorLine !== line || anchorColumn > column) continue;
    original = isInserted ? sourceColumn : sourceColumn + column - anchorColumn;
  }
  return { file: module.path, line, column: original };
};
