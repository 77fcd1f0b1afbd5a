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
  const namesOf = new Map<string, Set<string>>();
  for (const { imports } of Object.values(metafile.inputs)) {
    for (const { path, original = '' } of imports) namesOf.set(path, (namesOf.get(path) ?? new Set()).add(original));
  }
  const ours = [...namesOf].filter(([path]) => path.startsWith('src/'));
  const polyfills = ours.filter(([, names]) => [...names].some((name) => BARE.test(name)));

  expect(polyfills.length).toBeGreaterThan(0);
  expect(polyfills.filter(([, names]) => ![...names].every((name) => BARE.test(name)))).toEqual([]);
});
