/**
 * What `StatementSync.iterate()` gives: rows as they are asked for.
 * @module
 */
const nativeIterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()) as object) as object;

class StatementSyncIterator {
  readonly #next: () => { readonly row: unknown } | undefined;
  readonly #end: () => void;
  #isDone = false;

  constructor(next: () => { readonly row: unknown } | undefined, end: () => void) {
    this.#next = next;
    this.#end = end;
  }

  next(): IteratorResult<unknown> {
    const found = this.#isDone ? undefined : this.#next();
    if (!found) this.#isDone = true;
    return Object.assign(Object.create(null) as IteratorResult<unknown>, {
      done: !found,
      value: found ? found.row : null,
    });
  }

  return(): IteratorResult<unknown> {
    if (!this.#isDone) this.#end();
    this.#isDone = true;
    return Object.assign(Object.create(null) as IteratorResult<unknown>, { done: true, value: null });
  }
}

Object.setPrototypeOf(StatementSyncIterator.prototype, nativeIterator);
for (const name of ['next', 'return'])
  Object.defineProperty(StatementSyncIterator.prototype, name, { enumerable: true });

/** @param next Undefined at the end. @param end Called when it is left early. */
export const createStatementIterator = (
  next: () => { readonly row: unknown } | undefined,
  end: () => void,
): Iterator<unknown> => new StatementSyncIterator(next, end);
