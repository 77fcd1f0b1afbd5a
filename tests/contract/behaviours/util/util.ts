/** node:util without inspect, after Node's test/parallel/test-util-*, test-parse-args.mjs, test-mime-api.js. */
import util, { callbackify, deprecate, inherits, isDeepStrictEqual, promisify, styleText, types } from 'node:util';
import { behaviour } from '../behaviour.ts';

behaviour('promisify: resolves, rejects, keeps the receiver and takes a custom version', async (saw) => {
  const service = {
    name: 'shop',
    ask(question: string, done: (error: Error | null, answer?: string) => void) {
      if (question === '') done(new Error('empty'));
      else done(null, `${this.name} ${question}`);
    },
  };
  const ask = promisify(service.ask);
  saw(await ask.call(service, 'open?'));
  await ask.call(service, '').catch(saw);
  const own = Object.assign(() => {}, { [promisify.custom]: async () => 'custom' });
  saw(await (promisify(own) as unknown as () => Promise<string>)());
  try {
    promisify('x' as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('callbackify: calls back, and wraps a falsy rejection', async (saw) => {
  const run = (make: () => Promise<unknown>) =>
    new Promise<void>((resolve) =>
      callbackify(make)((error, value) => {
        saw([error?.message ?? null, (error as { code?: string } | null)?.code ?? null, value ?? null]);
        resolve();
      }),
    );
  await run(async () => 5);
  await run(() => Promise.reject(new Error('no')));
  await run(() => Promise.reject(null));
});

behaviour('isDeepStrictEqual: types, order of keys, NaN, sparse arrays, maps and sets', (saw) => {
  const pairs: [unknown, unknown][] = [
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [
      [1, , 3],
      [1, undefined, 3],
    ],
    [Number.NaN, Number.NaN],
    [0, -0],
    [new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]])],
    [new Set([[1], [2]]), new Set([[2], [1]])],
    [new Date(1), new Date(1)],
    [/a/g, /a/i],
    [Object(1), 1],
    [new Error('a'), new Error('b')],
    [Object.create(null), {}],
    [new Uint8Array([1]), new Uint8Array([1])],
    [new Uint8Array([1]), Buffer.from([1])],
    [{ [Symbol.for('a')]: 1 }, { [Symbol.for('a')]: 2 }],
  ];
  saw(pairs.map(([a, b]) => isDeepStrictEqual(a, b)));
});

behaviour('styleText: puts escape codes around text', (saw) => {
  saw(styleText('red', 'x', { validateStream: false }));
  saw(styleText(['bold', 'underline'], 'x', { validateStream: false }));
  try {
    styleText('purpleish' as never, 'x', { validateStream: false });
  } catch (error) {
    saw((error as { code: string }).code);
  }
});

behaviour('deprecate: warns once and calls through', async (saw) => {
  const old = deprecate((value: number) => value + 1, 'old() is old', 'DEP_TEST');
  const warned = new Promise<Error & { code?: string }>((resolve) => process.once('warning', resolve as never));
  saw(old(1));
  saw(old(2));
  const { name, message, code } = await warned;
  saw([name, message, code]);
});

behaviour('inherits: links prototypes', (saw) => {
  function Old(this: unknown) {}
  function Older(this: unknown) {}
  inherits(Old as never, Older as never);
  saw(Object.getPrototypeOf(Old.prototype) === Older.prototype);
  saw((Old as unknown as { super_: unknown }).super_ === Older);
  try {
    inherits(Old as never, null as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('types: tells built-in objects apart', (saw) => {
  const values: [keyof typeof types, unknown][] = [
    ['isAsyncFunction', async () => {}],
    ['isAsyncFunction', () => Promise.resolve()],
    ['isGeneratorFunction', function* () {}],
    ['isGeneratorObject', (function* () {})()],
    ['isPromise', Promise.resolve()],
    ['isPromise', { then() {} }],
    ['isMap', new Map()],
    ['isSetIterator', new Set().values()],
    ['isDate', new Date()],
    ['isRegExp', /x/],
    ['isNativeError', new TypeError()],
    ['isNativeError', { name: 'Error' }],
    ['isBoxedPrimitive', Object('x')],
    ['isTypedArray', new Uint8Array()],
    ['isUint8Array', Buffer.from('')],
    ['isArrayBuffer', new ArrayBuffer(1)],
    [
      'isArgumentsObject',
      (function () {
        return arguments;
      })(),
    ],
    ['isProxy', new Proxy({}, {})],
    ['isExternal', {}],
    ['isWeakMap', new WeakMap()],
    ['isAnyArrayBuffer', new ArrayBuffer(1)],
    ['isSymbolObject', Object(Symbol('x'))],
  ];
  saw(values.map(([name, value]) => [name, (types[name] as (value: unknown) => boolean)(value)]));
});

behaviour('util: stripVTControlCharacters, toUSVString, getSystemErrorName, debuglog', (saw) => {
  saw(util.stripVTControlCharacters('\u001b[31mred\u001b[0m'));
  saw(util.toUSVString('a\ud800'));
  saw([util.getSystemErrorName(-111), util.getSystemErrorMap().get(-2)]);
  saw(util.debuglog('nothing').enabled);
});

behaviour('util: parseEnv, stripping types and arrays', (saw) => {
  saw({ ...util.parseEnv('A=1\nB="two words"\n# no\nC=\'x\'\nexport D=4 # rest') });
  saw([util.isArray([]), util.types.isModuleNamespaceObject(util)]);
});
