/**
 * Runs one solution of a lab on many seeds and says whether it did what it must. Node only.
 * @module
 */
import type { LabProgram, LabRuntime, RunRequest } from '#runtimes/lab-runtime.ts';
import { inLanes } from './in-lanes.ts';
import type { LabVariant, VariantKind } from './lab-variants.ts';
import { type SeedOutcome, seedOutcome } from './seed-outcome.ts';

/** A wrong solution is caught for its own reason on at least this share of the seeds. */
const CAUGHT_SHARE = 0.95;
const LANE_COUNT = 2;
/** Every third request of a traffic plan: what a search for the smallest failing traffic may leave. */
const SHORTENED = Array.from({ length: 1_000 }, (_, index) => 1 + 3 * index);

export interface VariantProof {
  readonly name: string;
  readonly kind: VariantKind;
  readonly seeds: number;
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  /** Every message id that was given, the most frequent first. */
  readonly messageIds: readonly string[];
  readonly ok: boolean;
}

export interface VariantResult {
  readonly proof: VariantProof;
  /** Two runs of one seed, and a strict and a fleet run of it, gave the same event-log hashes. */
  readonly isDeterministic: boolean;
  readonly outcomes: readonly SeedOutcome[];
  /** What is not as it must be, in sentences; empty when `ok`. */
  readonly findings: readonly string[];
}

/**
 * Seeds are 1, 2, 3 … Runs are of the fleet transport. The check that a wrong solution fails on the first seed is asked alone
 * on the others; where it passes there, all are. The first seed runs once more and once strict; every failure of a
 * right solution, and the first failure of each other, is replayed strict, and the strict verdict counts. A right solution
 * must not fail either when a part of the traffic is left out, or the smallest failing traffic of a wrong one would mislead.
 *
 * @example
 * const { proof } = await proveVariant(runtime, program, variant, 50);
 * proof.ok // true
 */
export async function proveVariant(
  runtime: LabRuntime,
  program: LabProgram,
  variant: LabVariant,
  seedCount: number,
): Promise<VariantResult> {
  const { files } = variant;
  const run = async (
    seed: number,
    transport: 'fleet' | 'strict',
    more: Pick<RunRequest, 'checks' | 'keep'> = {},
  ): Promise<SeedOutcome> =>
    seedOutcome(await runtime.runChecks(program, { files, seed, transport, ...more }, () => {}));

  const mustPass = variant.kind === 'solution' || variant.kind === 'right';
  const first = await run(1, 'fleet');
  const only = mustPass || first.stoppedAt === undefined ? {} : { checks: [first.stoppedAt] };
  const runOther = async (seed: number): Promise<SeedOutcome> => {
    const outcome = await run(seed, 'fleet', only);
    return outcome.verdict === 'passed' && only.checks ? run(seed, 'fleet') : outcome;
  };
  const others = Array.from({ length: seedCount - 1 }, (_, index) => index + 2);
  const fast = [first, ...(await inLanes(others, LANE_COUNT, runOther))];

  const strictFirst = await run(1, 'strict', only);
  const again = [await run(1, 'fleet', only), strictFirst];
  const firstFailure = fast.find(({ verdict }) => verdict !== 'passed');
  const doubted = fast.filter((outcome) => outcome.verdict !== 'passed' && (mustPass || outcome === firstFailure));
  const replayed = await inLanes(doubted, LANE_COUNT, async ({ seed }) =>
    seed === 1 ? strictFirst : run(seed, 'strict', only),
  );
  const bySeed = new Map(replayed.map((outcome) => [outcome.seed, outcome]));
  const outcomes = fast.map((outcome) => bySeed.get(outcome.seed) ?? outcome);

  const shortened = mustPass ? await run(1, 'strict', { keep: SHORTENED }) : undefined;

  const unlike = [
    ...again.filter(({ hashes }) => !sameHashes(hashes, fast[0]?.hashes)),
    ...replayed.filter(({ hashes, seed }) => !sameHashes(hashes, fast[seed - 1]?.hashes)),
  ];
  const findings = [
    ...unlike.slice(0, 1).map(({ seed }) => `seed ${seed} gave another event log when it ran again`),
    ...(mustPass ? refusedThoughRight(outcomes) : wronglyCaught(variant, outcomes)),
    ...(shortened?.verdict === 'failed' && strictFirst.verdict === 'passed'
      ? [`is right and fails when a part of the traffic is left out: ${describe(shortened)}; match by operation.index`]
      : []),
  ];
  return {
    proof: { name: variant.name, kind: variant.kind, ...countOutcomes(outcomes), ok: findings.length === 0 },
    isDeterministic: unlike.length === 0,
    outcomes,
    findings,
  };
}

/** Of the checks that the first ran, which may be one of many. */
const sameHashes = (left: SeedOutcome['hashes'], right: SeedOutcome['hashes'] = {}): boolean =>
  Object.keys(left).length > 0 && Object.entries(left).every(([check, hash]) => hash === right[check]);

function countOutcomes(outcomes: readonly SeedOutcome[]) {
  const count = (verdict: SeedOutcome['verdict']) => outcomes.filter((outcome) => outcome.verdict === verdict).length;
  const tally = new Map<string, number>();
  for (const { messageId } of outcomes) {
    if (messageId !== undefined) tally.set(messageId, (tally.get(messageId) ?? 0) + 1);
  }
  return {
    seeds: outcomes.length,
    passed: count('passed'),
    failed: count('failed'),
    inconclusive: count('inconclusive'),
    messageIds: [...tally].sort((left, right) => right[1] - left[1]).map(([id]) => id),
  };
}

function refusedThoughRight(outcomes: readonly SeedOutcome[]): string[] {
  const refused = outcomes.filter(({ verdict }) => verdict !== 'passed');
  const first = refused[0];
  return first === undefined
    ? []
    : [`is right and did not pass on ${refused.length} of ${outcomes.length} seeds; first: ${describe(first)}`];
}

function wronglyCaught(variant: LabVariant, outcomes: readonly SeedOutcome[]): string[] {
  const own = variant.expected?.messages ?? [];
  const strange = outcomes.find(({ messageId, verdict }) => verdict === 'failed' && !own.includes(messageId ?? ''));
  const caught = outcomes.filter(({ messageId, verdict }) => verdict === 'failed' && own.includes(messageId ?? ''));
  const isMainSeen = outcomes.some(({ messageId }) => messageId === own[0]);
  return [
    ...(caught.length < CAUGHT_SHARE * outcomes.length
      ? [`is wrong and was caught with its own message on ${caught.length} of ${outcomes.length} seeds only`]
      : []),
    ...(strange ? [`was caught with a message that expect.yaml does not name; first: ${describe(strange)}`] : []),
    ...(isMainSeen ? [] : [`never got "${own[0]}", the message that it was written for`]),
  ];
}

const describe = ({ messageId, verdict, replay }: SeedOutcome): string =>
  `${messageId ?? verdict} at ${replay ?? 'an unknown check'}`;
