/**
 * A database as bytes, and bytes as a database.
 * @module
 */
import type { Connection } from './connection.ts';
import { type Options, textOption } from './read-options.ts';
import { connectionError, wrongType, wrongValue } from './sqlite-error.ts';

const FREE_ON_CLOSE = 1;
const RESIZABLE = 2;

export const serialize = (connection: Connection, name: string): Uint8Array => {
  const { library } = connection;
  const size = library.call('malloc', 8);
  try {
    const address = library.withText(name, (text) =>
      library.call('sqlite3_serialize', connection.handle, text, size, 0),
    );
    if (address === 0) throw connectionError(library, connection.handle);
    const bytes = library.heap.part(address, library.heap.int32(size)).slice();
    library.call('sqlite3_free', address);
    return bytes;
  } finally {
    library.call('free', size);
  }
};

export const deserialize = (connection: Connection, buffer: unknown, options: Options): void => {
  if (!(buffer instanceof Uint8Array)) throw wrongType('The "buffer" argument must be a Uint8Array.');
  if (buffer.length === 0) throw wrongValue('The "buffer" argument must not be empty.');
  const name = textOption(options, 'dbName') ?? 'main';
  const { library } = connection;
  connection.run(() => {
    for (const dependent of connection.dependents) dependent.release();
    connection.dependents.clear();
    const address = library.call('sqlite3_malloc64', BigInt(buffer.length));
    library.heap.bytes.set(buffer, address);
    const size = BigInt(buffer.length);
    const flags = FREE_ON_CLOSE | RESIZABLE;
    connection.check(
      library.withText(name, (text) =>
        library.call('sqlite3_deserialize', connection.handle, text, address, size, size, flags),
      ),
    );
  });
};
