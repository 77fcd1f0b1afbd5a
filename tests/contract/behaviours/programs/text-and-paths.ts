import path from 'node:path';
import querystring from 'node:querystring';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { callbackify, format, inherits, inspect, isDeepStrictEqual, promisify, types } from 'node:util';
console.log(
  path.join('/a', '../b', './c.ts'),
  path.resolve('/a', 'b', '..', 'c'),
  path.basename('/x/y.ts', '.ts'),
  path.extname('a.b.c'),
  path.dirname('/a/b/c'),
  path.relative('/a/b', '/a/c/d'),
  path.parse('/home/x.tar.gz'),
  path.normalize('a//b/./c/..'),
);
console.log(querystring.parse('a=1&b=2&a=3&c=%20x+y'), querystring.stringify({ a: [1, 2], b: 'x y', c: '' }));
console.log(fileURLToPath('file:///a%20b'), pathToFileURL('/a b#c').href, new URL('../x?y=1#z', 'http://a/b/c/d').href);
console.log(
  format('%s:%s', 'a'),
  inspect('text'),
  isDeepStrictEqual({ a: [1, new Set([2])] }, { a: [1, new Set([2])] }),
  types.isPromise(Promise.resolve()),
);
const later = promisify((value: number, done: (error: Error | null, result: number) => void) =>
  setTimeout(done, 1, null, value * 2),
);
console.log(await later(21));
callbackify(async () => 'value')((error, value) => console.log(error, value));
function Old() {}
function Older() {}
inherits(Old as never, Older as never);
console.log(Object.getPrototypeOf(Old.prototype) === Older.prototype);
