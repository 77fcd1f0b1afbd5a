/**
 * `Session` and `applyChangeset`: what changed in a database, as bytes that can be applied to another.
 * @module
 */
import type { Connection, Dependent } from './connection.ts';
import { functionOption, type Options, textOption } from './read-options.ts';
import { illegalConstructor, resultError, wrongState } from './sqlite-error.ts';

const ABORT = 4;
const ABORT_CHANGESET = 2;

export const recording = Symbol('recording');

export class Session {
  readonly #connection: Connection;
  readonly #dependent: Dependent;
  #handle: number;

  constructor(key: unknown, connection: Connection, options: Options) {
    if (key !== recording) throw illegalConstructor();
    const { library } = connection;
    const table = textOption(options, 'table');
    const database = textOption(options, 'db') ?? 'main';
    const { code, pointer } = library.withText(database, (name) =>
      library.callForPointer((slot) => library.call('sqlite3session_create', connection.handle, name, slot)),
    );
    connection.check(code);
    const attach = (name: number) => connection.check(library.call('sqlite3session_attach', pointer, name));
    if (table === undefined) attach(0);
    else library.withText(table, attach);
    this.#connection = connection;
    this.#handle = pointer;
    this.#dependent = { release: () => this.#release() };
    connection.dependents.add(this.#dependent);
  }

  changeset(): Uint8Array {
    return this.#bytes('sqlite3session_changeset');
  }

  patchset(): Uint8Array {
    return this.#bytes('sqlite3session_patchset');
  }

  close(): void {
    this.#requireHandle();
    this.#release();
    this.#connection.dependents.delete(this.#dependent);
  }

  [Symbol.dispose](): void {
    if (this.#handle !== 0) this.close();
  }

  #bytes(name: string): Uint8Array {
    const handle = this.#requireHandle();
    const { library } = this.#connection;
    const length = library.call('malloc', 4);
    const { code, pointer } = library.callForPointer((slot) => library.call(name, handle, length, slot));
    const bytes = library.heap.part(pointer, library.heap.int32(length)).slice();
    library.call('sqlite3_free', pointer);
    library.call('free', length);
    this.#connection.check(code);
    return bytes;
  }

  #requireHandle(): number {
    this.#connection.requireOpen();
    if (this.#handle === 0) throw wrongState('session is not open');
    return this.#handle;
  }

  #release(): void {
    if (this.#handle !== 0) this.#connection.library.call('sqlite3session_delete', this.#handle);
    this.#handle = 0;
  }
}

/** @returns False when a conflict ended it. */
export const applyChangeset = (connection: Connection, changeset: Uint8Array, options: Options): boolean => {
  const { library } = connection;
  const filter = functionOption(options, 'filter');
  const onConflict = functionOption(options, 'onConflict');
  const guard = (run: () => number, otherwise: number): number => {
    try {
      return run();
    } catch (error) {
      connection.keepThrown(error);
      return otherwise;
    }
  };
  const [xFilter = 0, xConflict = 0] = library.callbacks([
    {
      type: 'ii:i',
      run: (_: number, table: number) => guard(() => (!filter || filter(library.heap.text(table)) ? 1 : 0), 0),
    },
    {
      type: 'iii:i',
      run: (_: number, kind: number) =>
        guard(() => {
          const answer = onConflict ? onConflict(kind) : ABORT_CHANGESET;
          // SQLite refuses what is no answer.
          return Number.isInteger(answer) ? (answer as number) : -1;
        }, ABORT_CHANGESET),
    },
  ]);
  const code = library.withBytes(changeset, (address) =>
    library.call(
      'sqlite3changeset_apply',
      connection.handle,
      changeset.length,
      address,
      filter ? xFilter : 0,
      xConflict,
      0,
    ),
  );
  connection.check(0);
  if (code !== 0 && code !== ABORT) throw resultError(library, code);
  return code === 0;
};
