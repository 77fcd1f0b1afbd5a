import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { engineModules } from '#build/engine-modules.ts';

/** As packages name them. */
const BARE = /^[a-z_-]+\/?$/;

test('engineModules() finds files of ours that nothing else imports, so that two builds give the same bytes', async () => {
  const { metafile } = await build({
    entryPoints: ['src/runtimes/page-sandbox/engine-worker.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    plugins: [engineModules()],
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const importsOf = Map.groupBy(imports, ({ path }) => path);
  const namesOf = [...importsOf].map(([path, found]) => [path, found.map(({ original = '' }) => original)] as const);
  const ours = namesOf.filter(([path]) => path.startsWith('src/'));
  const polyfills = ours.filter(([, names]) => names.some((name) => BARE.test(name)));

  expect(polyfills.length).toBeGreaterThan(0);
  expect(polyfills.filter(([, names]) => !names.every((name) => BARE.test(name)))).toEqual([]);
});
