/**
 * Proves a lab: its right solutions pass, its starter and its wrong ones fail for their own reason. Node only.
 * @module
 */
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { inLanes } from './in-lanes.ts';
import type { LabVariant } from './lab-variants.ts';
import { proveVariant, type VariantProof, type VariantResult } from './prove-variant.ts';

export interface LabProof {
  readonly lab: string;
  readonly ok: boolean;
  readonly deterministic: boolean;
  readonly variants: readonly VariantProof[];
}

export interface LabProofResult {
  readonly proof: LabProof;
  readonly results: readonly VariantResult[];
}

export interface SeedCounts {
  /** For the solution and the right ones. */
  readonly right: number;
  /** For the starter and the wrong ones. */
  readonly wrong: number;
}

const FEW_SEEDS = 6;

/**
 * @param onVariant called after each variant, for progress.
 *
 * @example
 * const { proof } = await proveLab(runtime, program, variants, { right: 50, wrong: 20 });
 */
export async function proveLab(
  runtime: LabRuntime,
  program: LabProgram,
  variants: readonly LabVariant[],
  seedCounts: SeedCounts,
  onVariant: (result: VariantResult) => void = () => {},
): Promise<LabProofResult> {
  // Seeds of one variant share a warm engine and go side by side; where there are few, variants do.
  const laneCount = seedCounts.right + seedCounts.wrong <= FEW_SEEDS ? 2 : 1;
  const results = await inLanes(variants, laneCount, async (variant) => {
    const isRight = variant.kind === 'solution' || variant.kind === 'right';
    const result = await proveVariant(runtime, program, variant, isRight ? seedCounts.right : seedCounts.wrong);
    onVariant(result);
    return result;
  });
  const deterministic = results.every(({ isDeterministic }) => isDeterministic);
  const proof: LabProof = {
    lab: program.id,
    ok: deterministic && results.every((result) => result.proof.ok),
    deterministic,
    variants: results.map((result) => result.proof),
  };
  return { proof, results };
}
