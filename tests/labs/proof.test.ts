/**
 * Proves every lab anew on a few seeds, and holds the kept proof to the files that it proves.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLab } from '#build/read-lab.ts';
import { listLabs, readManifest } from '#build/read-manifest.ts';
import { readKeptProof } from '#cli/lab/kept-proof.ts';
import { readLabVariants } from '#cli/lab/lab-variants.ts';
import { proveLab } from '#cli/lab/prove-lab.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';

const ROOT = process.cwd();
/** Each solution also runs a second time and strict, which is most of the work. */
const FEW_SEEDS = { right: 3, wrong: 1 };

const manifests = await Promise.all((await listLabs(ROOT)).map((lab) => readManifest(ROOT, lab)));
const labs = manifests.filter(({ draft }) => !draft).map(({ id }): string => id);
const drafts = manifests.filter(({ draft }) => draft).map(({ id }): string => id);
/** What must hold of a draft from its first day on. */
const ENDS: readonly string[] = ['starter', 'solution'];

let runtime: LabRuntime;

beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread(ROOT));
});

afterAll(() => runtime.close());

test.each(drafts)('%s: is a draft; its starter and its solution do what they must on the first seed', async (lab) => {
  const { program } = await readLab(ROOT, lab);
  const variants = await readLabVariants(ROOT, lab);
  const ends = variants.filter(({ kind }) => ENDS.includes(kind));

  const { proof, results } = await proveLab(runtime, program, ends, { right: 1, wrong: 1 });

  expect(results.flatMap((result) => result.findings.map((finding) => `${result.proof.name} ${finding}`))).toEqual([]);
  expect(proof).toMatchObject({ lab, ok: true, deterministic: true });
});

test.each(labs)('%s: the kept proof is of these files and covers every solution', async (lab) => {
  const kept = await readKeptProof('labs', lab);
  const variants = await readLabVariants(ROOT, lab);

  expect(kept.variants.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
    variants.map(({ kind, name }) => `${kind} ${name}`),
  );
  expect(Math.min(...kept.variants.map(({ seeds }) => seeds))).toBeGreaterThanOrEqual(20);
});

test.each(labs)('%s: is proven again on the first seeds', async (lab) => {
  const { program } = await readLab(ROOT, lab);
  const variants = await readLabVariants(ROOT, lab);

  const { proof, results } = await proveLab(runtime, program, variants, FEW_SEEDS);

  expect(results.flatMap((result) => result.findings.map((finding) => `${result.proof.name} ${finding}`))).toEqual([]);
  expect(proof).toMatchObject({ lab, ok: true, deterministic: true });
});
