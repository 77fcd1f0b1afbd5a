/**
 * The proof of a lab as it is kept in the repository: `labs/<lab>/proof.json`. Node only.
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CourseError } from '#course/course-error.ts';
import { labIdSchema } from '#course/ids.ts';
import { labFingerprint } from './lab-fingerprint.ts';
import type { LabProofResult } from './prove-lab.ts';

const keptProofSchema = z.strictObject({
  /** How this file came about. */
  command: z.string(),
  lab: labIdSchema,
  /** `labFingerprint` of the files that were proven. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  ok: z.literal(true),
  deterministic: z.literal(true),
  /** Mean real milliseconds of one run by check id, to two significant digits, over the right solutions. */
  checkMs: z.record(z.string(), z.number()),
  variants: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['starter', 'solution', 'right', 'wrong']),
      seeds: z.int().min(1),
      passed: z.int().min(0),
      failed: z.int().min(0),
      inconclusive: z.int().min(0),
      messageIds: z.array(z.string()),
      ok: z.literal(true),
    }),
  ),
});

export type KeptProof = z.output<typeof keptProofSchema>;

const proofFile = (labsFolder: string, lab: string): string => join(labsFolder, lab, 'proof.json');

/**
 * Writes the proof of a lab.
 *
 * @throws {CourseError} `LAB_NOT_PROVEN` when a variant did not do what it must.
 */
export async function keepProof(labsFolder: string, result: LabProofResult): Promise<void> {
  const { lab, ok } = result.proof;
  if (!ok) {
    throw new CourseError('LAB_NOT_PROVEN', {
      message: `Cannot keep a proof of lab "${lab}": not every solution did what it must`,
      hint: 'Correct the check or the solution that "npm run lab -- prove" names.',
    });
  }
  const kept: KeptProof = keptProofSchema.parse({
    command: `npm run lab -- prove ${lab}`,
    ...result.proof,
    fingerprint: await labFingerprint(labsFolder, lab),
    checkMs: meanCheckMs(result),
  });
  await writeFile(proofFile(labsFolder, lab), `${JSON.stringify(kept, undefined, 2)}\n`);
}

/**
 * @throws {CourseError} `LAB_PROOF_MISSING`, or `LAB_PROOF_STALE` when the lab changed after it was proven.
 *
 * @example
 * const proof = await readKeptProof('labs', 'hello-payment');
 */
export async function readKeptProof(labsFolder: string, lab: string): Promise<KeptProof> {
  const hint = `Run "npm run lab -- prove ${lab}" and commit labs/${lab}/proof.json.`;
  const text = await readFile(proofFile(labsFolder, lab), 'utf8').catch((cause: unknown) => {
    throw new CourseError('LAB_PROOF_MISSING', {
      message: `Cannot trust lab "${lab}": labs/${lab}/proof.json does not exist`,
      hint,
      cause,
    });
  });
  const kept = keptProofSchema.parse(JSON.parse(text));
  if (kept.fingerprint === (await labFingerprint(labsFolder, lab))) return kept;
  throw new CourseError('LAB_PROOF_STALE', {
    message: `Cannot trust lab "${lab}": its files or the kit changed after labs/${lab}/proof.json was written`,
    hint,
  });
}

function meanCheckMs({ results }: LabProofResult): Record<string, number> {
  const sums: Record<string, { totalMs: number; count: number }> = {};
  for (const { proof, outcomes } of results) {
    if (proof.kind !== 'solution' && proof.kind !== 'right') continue;
    for (const [check, tookMs] of outcomes.flatMap((outcome) => Object.entries(outcome.tookMs))) {
      const sum = (sums[check] ??= { totalMs: 0, count: 0 });
      sum.totalMs += tookMs;
      sum.count += 1;
    }
  }
  return Object.fromEntries(
    Object.entries(sums).map(([check, { totalMs, count }]) => [check, Number((totalMs / count).toPrecision(2))]),
  );
}
