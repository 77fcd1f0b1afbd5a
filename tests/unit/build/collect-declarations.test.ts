import { expect, test } from 'vitest';
import { collectDeclarations } from '#build/collect-declarations.ts';

const collected = collectDeclarations(process.cwd(), ['hono', 'hono/cors', '@hono/node-server']);

test('collectDeclarations() says which file describes each import', () => {
  expect(collected.entries).toMatchObject({
    hono: 'node_modules/hono/dist/types/index.d.ts',
    'hono/cors': 'node_modules/hono/dist/types/middleware/cors/index.d.ts',
    '@hono/node-server': 'node_modules/@hono/node-server/dist/index.d.mts',
  });
});

test('collectDeclarations() holds every file that it names, and Node’s built-ins', () => {
  const paths = Object.keys(collected.declarations);

  expect(paths).toEqual(
    expect.arrayContaining([...Object.values(collected.entries), 'node_modules/@types/node/http.d.ts']),
  );
});

test('collectDeclarations() leaves TypeScript’s own library to the editor', () => {
  expect(Object.keys(collected.declarations).filter((path) => path.includes('/typescript/'))).toEqual([]);
});
