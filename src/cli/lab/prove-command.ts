/**
 * `npm run lab -- prove [<lab>]`: proves one lab or all, and keeps the proof. Node only.
 * @module
 */
import { join } from 'node:path';
import { readLab } from '#build/read-lab.ts';
import { listLabs } from '#build/read-manifest.ts';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';
import type { CommandResult } from './check-command.ts';
import { keepProof } from './kept-proof.ts';
import type { ProveCommand } from './lab-command.ts';
import { readLabVariants } from './lab-variants.ts';
import { type LabProofResult, proveLab, type SeedCounts } from './prove-lab.ts';
import type { VariantResult } from './prove-variant.ts';
import { selectVariants } from './select-variants.ts';

/** The counts of a kept proof; design.md, section 3. */
const PROOF_SEEDS: SeedCounts = { right: 50, wrong: 20 };

export async function runProveCommand(
  command: ProveCommand,
  root: string,
  runtime: LabRuntime,
  onProgress: (line: string) => void,
): Promise<CommandResult> {
  const ids = command.lab === undefined ? await listLabs(root) : [command.lab];
  const { seedCount } = command;
  const seeds = seedCount === undefined ? PROOF_SEEDS : { right: seedCount, wrong: seedCount };
  const proven: LabProofResult[] = [];
  for (const id of ids) {
    const { program } = await readLab(root, id);
    const variants = selectVariants(id, await readLabVariants(root, id), command.variant);
    onProgress(`${id}: ${variants.length} of its solutions`);
    proven.push(await proveLab(runtime, program, variants, seeds, (result) => onProgress(describeVariant(result))));
  }
  const ok = proven.every(({ proof }) => proof.ok);
  if (command.json) {
    const proofs = proven.map(({ proof }) => proof);
    return { output: JSON.stringify(command.lab === undefined ? proofs : proofs[0], undefined, 2), ok };
  }
  const isWhole = command.variant === undefined;
  const lines = await Promise.all(proven.map((result) => closingLine(result, isWhole, seeds, join(root, 'labs'))));
  return { output: lines.join('\n'), ok };
}

function describeVariant({ proof, findings }: VariantResult): string {
  const counts = [
    `${proof.passed} passed`,
    `${proof.failed} failed`,
    ...(proof.inconclusive > 0 ? [`${proof.inconclusive} inconclusive`] : []),
  ].join(', ');
  const ids = proof.messageIds.length > 0 ? `  ${proof.messageIds.join(', ')}` : '';
  const head = `  ${proof.ok ? 'ok  ' : 'FAIL'} ${proof.kind.padEnd(8)} ${proof.name.padEnd(34)} ${counts}${ids}`;
  return [head, ...findings.map((finding) => `       ${proof.name} ${finding}`)].join('\n');
}

async function closingLine(
  result: LabProofResult,
  isWhole: boolean,
  seeds: SeedCounts,
  labsFolder: string,
): Promise<string> {
  const { lab, ok } = result.proof;
  if (!ok) return `${lab}: NOT PROVEN`;
  if (!isWhole) return `${lab}: did what it must, and nothing was kept: a proof is of every solution`;
  const isComplete = seeds.right >= PROOF_SEEDS.right && seeds.wrong >= PROOF_SEEDS.wrong;
  if (!isComplete) return `${lab}: proven on fewer seeds than a proof takes, so nothing was kept`;
  await keepProof(labsFolder, result);
  return `${lab}: proven, kept in labs/${lab}/proof.json`;
}
