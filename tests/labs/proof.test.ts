/**
 * Proves every lab anew on a few seeds, and holds the kept proof to the files that it proves.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLab } from '#build/read-lab.ts';
import { listLabs, readManifest } from '#build/read-manifest.ts';
import { inLanes } from '#cli/lab/in-lanes.ts';
import { type KeptProof, readKeptProof } from '#cli/lab/kept-proof.ts';
import { readLabVariants } from '#cli/lab/lab-variants.ts';
import { proveLab } from '#cli/lab/prove-lab.ts';
import { type SeedOutcome, seedOutcome } from '#cli/lab/seed-outcome.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';

const ROOT = process.cwd();
/** An engine each. */
const LANE_COUNT = 2;
const ONE_SEED = { right: 1, wrong: 1 };

const manifests = await Promise.all((await listLabs(ROOT)).map((lab) => readManifest(ROOT, lab)));
const labs = manifests.map(({ id }): string => id);
const provenLabs = manifests.filter(({ draft }) => !draft).map(({ id }): string => id);
/** What must hold of a lab from its first day on. */
const ENDS: readonly string[] = ['starter', 'solution'];

/** `passed`, or the id of the message that a variant got. */
const sayingOf = (outcome?: SeedOutcome): string => outcome?.messageId ?? outcome?.verdict ?? 'never ran';
const sayingsOf = (proof?: KeptProof['variants'][number]): readonly string[] =>
  proof && proof.passed < proof.seeds ? proof.messageIds : ['passed'];

let runtime: LabRuntime;

beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread(ROOT));
});

afterAll(() => runtime.close());

test.each(labs)('%s: starter and solution do what they must on the first seed, twice and strict', async (lab) => {
  const { program } = await readLab(ROOT, lab);
  const variants = await readLabVariants(ROOT, lab);
  const ends = variants.filter(({ kind }) => ENDS.includes(kind));

  const { proof, results } = await proveLab(runtime, program, ends, ONE_SEED);

  expect(results.flatMap((result) => result.findings.map((finding) => `${result.proof.name} ${finding}`))).toEqual([]);
  expect(proof).toMatchObject({ lab, ok: true, deterministic: true });
});

test.each(provenLabs)('%s: the kept proof is of these files and covers every solution', async (lab) => {
  const kept = await readKeptProof('labs', lab);
  const variants = await readLabVariants(ROOT, lab);

  expect(kept.variants.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
    variants.map(({ kind, name }) => `${kind} ${name}`),
  );
  expect(Math.min(...kept.variants.map(({ seeds }) => seeds))).toBeGreaterThanOrEqual(20);
});

// The proof was kept by an engine that may have changed since: each solution once more, on one seed.
test.each(provenLabs)('%s: each solution still does on the first seed what its kept proof says', async (lab) => {
  const { program } = await readLab(ROOT, lab);
  const variants = await readLabVariants(ROOT, lab);
  const kept = await readKeptProof('labs', lab);

  const outcomes = await inLanes(variants, LANE_COUNT, async ({ files }) =>
    seedOutcome(await runtime.runChecks(program, { files, seed: 1, transport: 'fleet' }, () => {})),
  );

  const unlike = variants
    .map(({ name }, at) => ({ name, said: sayingOf(outcomes[at]), proven: sayingsOf(kept.variants[at]) }))
    .filter(({ said, proven }) => !proven.includes(said));
  expect(unlike).toEqual([]);
  expect(outcomes.length).toBe(kept.variants.length);
});
