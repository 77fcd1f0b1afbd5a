/**
 * Proves a lab: its right solutions pass, its starter and its wrong ones fail for their own reason. Node only.
 * @module
 */
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
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
  const results: VariantResult[] = [];
  for (const variant of variants) {
    const isRight = variant.kind === 'solution' || variant.kind === 'right';
    const result = await proveVariant(runtime, program, variant, isRight ? seedCounts.right : seedCounts.wrong);
    results.push(result);
    onVariant(result);
  }
  const deterministic = results.every(({ isDeterministic }) => isDeterministic);
  const proof: LabProof = {
    lab: program.id,
    ok: deterministic && results.every((result) => result.proof.ok),
    deterministic,
    variants: results.map((result) => result.proof),
  };
  return { proof, results };
}
