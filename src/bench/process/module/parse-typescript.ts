/**
 * The tokens of a TypeScript file, or the mistake in it at the place where a reader would look for it. Pure.
 *
 * sucrase tries a parenthesis as an arrow function first and as an expression then. A mistake inside the function is
 * forgotten with the first try, and the second stumbles over the arrow, lines above. So the mistake furthest down is kept.
 * @module
 */
import { parse, type Token } from 'sucrase/dist/parser/index.js';
import state from 'sucrase/dist/parser/tokenizer/state.js';

interface Failure extends Error {
  readonly pos: number;
}

let furthest: Failure | undefined;

// Hosts differ in whether they unwrap the default export of a CommonJS module.
const { prototype } = 'default' in state ? state.default : state;
const { restoreFromSnapshot } = prototype;
prototype.restoreFromSnapshot = function restore(snapshot) {
  const failure = this.error as Failure | null;
  if (failure && failure.pos > (furthest?.pos ?? -1)) furthest = failure;
  restoreFromSnapshot.call(this, snapshot);
};

/** @throws {SyntaxError} with the offset as `pos`. */
export const parseTypeScript = (source: string): readonly Token[] => {
  furthest = undefined;
  try {
    return parse(source, false, true, false).tokens;
  } catch (error) {
    // Assigned while parsing, which the compiler cannot see.
    const kept = furthest as Failure | undefined;
    throw kept && kept.pos > (error as Failure).pos ? kept : error;
  }
};
