/**
 * Runs solutions of a lab as real processes, once for each seed, and says of each whether it did what it must there. What the real
 * engine does not judge counts neither for a solution nor against it. Node only.
 * @module
 */
import type { CheckReport } from '#bench/judge/report.ts';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { inLanes } from './in-lanes.ts';
import type { LabVariant, VariantKind } from './lab-variants.ts';

export interface RealVariantProof {
  readonly name: string;
  readonly kind: VariantKind;
  readonly runs: number;
  /** Nothing failed, and everything was judged. */
  readonly passed: number;
  /** Nothing failed, and some checks were not judged. */
  readonly passedInPart: number;
  readonly failed: number;
  readonly inconclusive: number;
  /** Every message id that was given, in the order of their first run. */
  readonly messageIds: readonly string[];
  /** Ids of the checks that were not judged here in one run or more. */
  readonly notJudged: readonly string[];
  readonly ok: boolean;
}

export interface RealVariantResult {
  readonly proof: RealVariantProof;
  /** What is not as it must be, in sentences; empty when `ok`. */
  readonly findings: readonly string[];
}

interface RealOutcome {
  readonly seed: number;
  readonly verdict: 'passed' | 'passedInPart' | 'failed' | 'inconclusive';
  readonly judgedCount: number;
  readonly messageId: string | undefined;
  /** The check that did not pass. */
  readonly stoppedAt: string | undefined;
  readonly notJudged: readonly string[];
}

export interface RealRuns {
  /** Of each solution; seeds 1, 2, 3 … */
  readonly runCount: number;
  /** So many at the same time: real processes share the machine, and what one run takes is missing in the other. */
  readonly laneCount: number;
}

/**
 * A right solution passes whatever is judged. The starter fails. A wrong one fails with a message of its own, unless
 * all that it would fail is not judged.
 *
 * @param onResult Told of each solution when its last run has ended.
 * @returns In the order of the solutions.
 *
 * @example
 * const [{ proof }] = await proveRealVariants(runtime, program, [solution], { runCount: 20, laneCount: 1 }, () => {});
 * proof.notJudged // ['C2', 'C5']
 */
export async function proveRealVariants(
  runtime: LabRuntime,
  program: LabProgram,
  variants: readonly LabVariant[],
  { runCount, laneCount }: RealRuns,
  onResult: (result: RealVariantResult) => void,
): Promise<readonly RealVariantResult[]> {
  const seeds = Array.from({ length: runCount }, (_, index) => index + 1);
  const runs = variants.flatMap((variant) => seeds.map((seed) => ({ variant, seed })));
  const ended = new Map<LabVariant, RealOutcome[]>(variants.map((variant) => [variant, []]));
  const results = new Map<LabVariant, RealVariantResult>();
  await inLanes(runs, laneCount, async ({ variant, seed }) => {
    const { checks } = await runtime.runChecks(program, { files: variant.files, seed }, () => {});
    const outcomes = ended.get(variant) ?? [];
    outcomes.push(outcomeOf(checks, seed));
    if (outcomes.length < runCount) return;
    const result = judgeOutcomes(
      variant,
      outcomes.toSorted((left, right) => left.seed - right.seed),
    );
    results.set(variant, result);
    onResult(result);
  });
  return variants.flatMap((variant) => results.get(variant) ?? []);
}

function judgeOutcomes(variant: LabVariant, outcomes: readonly RealOutcome[]): RealVariantResult {
  const { name, kind } = variant;
  const count = (verdict: RealOutcome['verdict']) => outcomes.filter((outcome) => outcome.verdict === verdict).length;
  const isRight = kind === 'solution' || kind === 'right';
  const findings = isRight ? refusedThoughRight(outcomes) : acceptedThoughWrong(variant, outcomes);
  return {
    proof: {
      name,
      kind,
      runs: outcomes.length,
      passed: count('passed'),
      passedInPart: count('passedInPart'),
      failed: count('failed'),
      inconclusive: count('inconclusive'),
      messageIds: [...new Set(outcomes.flatMap(({ messageId }) => messageId ?? []))],
      notJudged: [...new Set(outcomes.flatMap(({ notJudged }) => notJudged))].sort(),
      ok: findings.length === 0,
    },
    findings,
  };
}

function outcomeOf(checks: readonly CheckReport[], seed: number): RealOutcome {
  const notJudged = checks.filter(({ verdict }) => verdict === 'not-judged').map(({ check }) => check);
  const judged = checks.filter(({ verdict }) => verdict !== 'not-judged' && verdict !== 'not-run');
  const stopped = judged.find(({ verdict }) => verdict !== 'pass');
  const common = { seed, notJudged, judgedCount: judged.length };
  if (!stopped) {
    const verdict = notJudged.length > 0 ? 'passedInPart' : 'passed';
    return { ...common, verdict, messageId: undefined, stoppedAt: undefined };
  }
  const verdict = stopped.verdict === 'inconclusive' ? 'inconclusive' : 'failed';
  return { ...common, verdict, messageId: stopped.message?.id ?? stopped.verdict, stoppedAt: stopped.check };
}

function refusedThoughRight(outcomes: readonly RealOutcome[]): string[] {
  const refused = outcomes.filter(({ stoppedAt }) => stoppedAt !== undefined);
  const unseen = outcomes.find(({ judgedCount }) => judgedCount === 0);
  return [
    ...(refused[0]
      ? [`is right and did not pass in ${refused.length} of ${outcomes.length} runs; first: ${describe(refused[0])}`]
      : []),
    ...(unseen ? [`is right, and not one check was judged in run ${unseen.seed}`] : []),
  ];
}

function acceptedThoughWrong({ kind, expected }: LabVariant, outcomes: readonly RealOutcome[]): string[] {
  const own = expected?.messages ?? [];
  const isAccepted = ({ verdict }: RealOutcome): boolean =>
    verdict === 'passed' || verdict === 'inconclusive' || (kind === 'starter' && verdict === 'passedInPart');
  const accepted = outcomes.filter(isAccepted);
  const strange = outcomes.find(({ verdict, messageId }) => verdict === 'failed' && !own.includes(messageId ?? ''));
  return [
    ...(accepted[0]
      ? [`is wrong and did not fail in ${accepted.length} of ${outcomes.length} runs; first: ${describe(accepted[0])}`]
      : []),
    ...(strange ? [`was caught with a message that expect.yaml does not name; first: ${describe(strange)}`] : []),
  ];
}

const describe = ({ seed, verdict, messageId, stoppedAt }: RealOutcome): string =>
  stoppedAt === undefined ? `${verdict} in run ${seed}` : `${messageId} at ${stoppedAt} in run ${seed}`;
