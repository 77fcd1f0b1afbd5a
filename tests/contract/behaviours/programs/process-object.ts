console.log(
  process.argv.length,
  typeof process.pid,
  process.platform,
  process.version.split('.')[0],
  typeof process.hrtime.bigint(),
  process.cwd().startsWith('/'),
);
process.env['NUMBER'] = 5 as never;
console.log(process.env['NUMBER'], process.env['MISSING'], 'NUMBER' in process.env);
process.stdout.write('no newline');
process.stdout.write('\n', () => console.log('written'));
console.log(import.meta.filename?.endsWith('.ts'), import.meta.url.startsWith('file:///'), typeof import.meta.dirname);
console.log(
  typeof require,
  typeof module,
  typeof window,
  typeof WebSocketStream,
  typeof globalThis.setTimeout,
  globalThis === global,
);
(globalThis as Record<string, unknown>)['shared'] = 1;
console.log(typeof shared, Object.prototype.toString.call(process));
declare const shared: unknown;
declare const window: unknown;
declare const WebSocketStream: unknown;
console.timeStamp('nothing is printed');
