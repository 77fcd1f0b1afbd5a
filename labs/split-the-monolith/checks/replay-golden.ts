/**
 * Asks the golden requests again, several customers at the same time, and stops at the first answer that is another one.
 * @module
 */
import type { Bench, Operation } from '../../_kit/bench.ts';
import { compareAnswer, type Difference } from './compare-answer.ts';
import type { GoldenExchange, GoldenPhase } from './golden-exchange.ts';
import { GoldenValues } from './golden-values.ts';
import { seededIdentity } from './seeded-identity.ts';
import { toHttpRequest } from './to-http-request.ts';

export interface ParityFinding {
  readonly operation: Operation;
  readonly exchange: GoldenExchange;
  readonly lane: string;
  /** Undefined when there was no answer. */
  readonly difference: Difference | undefined;
}

export interface Replay {
  readonly equalCount: number;
  /** The earliest. */
  readonly finding: ParityFinding | undefined;
}

/** After a change of the catalogue others may need a moment to hear of it. */
const PAUSE_MS = 2_000;
const LONGEST_THOUGHT_MS = 30;

export async function replayGolden(bench: Bench, phases: readonly GoldenPhase[]): Promise<Replay> {
  const values = new GoldenValues(seededIdentity(bench.choose));
  const findings: ParityFinding[] = [];
  let equalCount = 0;

  const replayLane = async (lane: string, exchanges: readonly GoldenExchange[]): Promise<void> => {
    for (const exchange of exchanges) {
      await bench.sleep(
        exchange.isAfterPause ? PAUSE_MS : bench.choose.integer(`pace of ${lane}`, 0, LONGEST_THOUGHT_MS),
      );
      // What others saw may be a consequence of what was found.
      if (findings.length > 0) return;
      const operation = await bench.request(toHttpRequest(exchange, values));
      const { response } = operation;
      const difference = response && compareAnswer(exchange.answer, response, values);
      if (response && !difference) equalCount += 1;
      else findings.push({ operation, exchange, lane, difference });
    }
  };

  for (const { title, lanes } of phases) {
    bench.progress(`${title}; ${equalCount} answers so far were the monolith's`);
    await Promise.all(Object.entries(lanes).map(([lane, exchanges]) => replayLane(lane, exchanges)));
    if (findings.length > 0) break;
    await bench.sleep(PAUSE_MS);
  }
  return { equalCount, finding: findings.toSorted((a, b) => a.operation.sentAtMs - b.operation.sentAtMs)[0] };
}
