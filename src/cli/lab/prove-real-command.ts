/**
 * `npm run lab -- prove [<lab>] --real`: every solution of one lab, or of all that have the real engine, as real processes. It
 * says which checks are not judged there, and keeps nothing: times of a machine prove nothing to another one. Node only.
 * @module
 */
import { readLab } from '#build/read-lab.ts';
import { listLabs } from '#build/read-manifest.ts';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';
import type { CommandResult } from './check-command.ts';
import type { ProveCommand } from './lab-command.ts';
import { readLabVariants } from './lab-variants.ts';
import { needRealEngine } from './need-real-engine.ts';
import { proveRealVariants, type RealVariantProof, type RealVariantResult } from './prove-real-variants.ts';
import { selectVariants } from './select-variants.ts';

interface RealProof {
  readonly lab: string;
  readonly engine: 'real';
  readonly ok: boolean;
  readonly notJudged: readonly string[];
  readonly variants: readonly RealVariantProof[];
}

export async function runProveRealCommand(
  command: ProveCommand,
  root: string,
  runtime: LabRuntime,
  onProgress: (line: string) => void,
): Promise<CommandResult> {
  const ids = command.lab === undefined ? await listLabs(root) : [command.lab];
  const proofs: RealProof[] = [];
  for (const id of ids) {
    const { manifest, program } = await readLab(root, id);
    if (command.lab === undefined && !manifest.engines.includes('real')) continue;
    needRealEngine(manifest);
    const variants = selectVariants(id, await readLabVariants(root, id), command.variant);
    onProgress(`${id}: ${variants.length} of its solutions, as real processes`);
    const runs = { runCount: command.seedCount ?? 1, laneCount: command.laneCount };
    const results = await proveRealVariants(runtime, program, variants, runs, (result) =>
      onProgress(describeVariant(result)),
    );
    proofs.push(proofOf(id, results));
  }
  const ok = proofs.every((proof) => proof.ok);
  if (command.json) {
    return { output: JSON.stringify(command.lab === undefined ? proofs : proofs[0], undefined, 2), ok };
  }
  return { output: proofs.map(closingLine).join('\n'), ok };
}

const proofOf = (lab: string, results: readonly RealVariantResult[]): RealProof => ({
  lab,
  engine: 'real',
  ok: results.every(({ proof }) => proof.ok),
  notJudged: [...new Set(results.flatMap(({ proof }) => proof.notJudged))].sort(),
  variants: results.map(({ proof }) => proof),
});

function describeVariant({ proof, findings }: RealVariantResult): string {
  const { name, kind, passed, passedInPart, failed, inconclusive, messageIds, notJudged } = proof;
  const counts = [
    ...(passed > 0 ? [`${passed} passed`] : []),
    ...(passedInPart > 0 ? [`${passedInPart} passed what is judged`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
  ].join(', ');
  const ids = messageIds.length > 0 ? `  ${messageIds.join(', ')}` : '';
  const open = notJudged.length > 0 ? `  (not judged: ${notJudged.join(', ')})` : '';
  const head = `  ${proof.ok ? 'ok  ' : 'FAIL'} ${kind.padEnd(8)} ${name.padEnd(34)} ${counts}${ids}${open}`;
  return [head, ...findings.map((finding) => `       ${name} ${finding}`)].join('\n');
}

function closingLine({ lab, ok, notJudged }: RealProof): string {
  const open = notJudged.length > 0 ? `; not judged here: ${notJudged.join(', ')}` : '; every check was judged';
  return ok ? `${lab}: did what it must as real processes${open}` : `${lab}: NOT PROVEN as real processes${open}`;
}
