/**
 * What a learner reads about services that talk too much, or in a circle.
 * @module
 */
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import type { TimelineMessage } from '../../_kit/timeline.ts';
import type { CallCycle } from './find-call-cycle.ts';

const inQuotes = (name: string): string => `\`${name}\``;

/** @param calls All that the history caused. */
export function oneCallPerOrder(
  { id }: Operation,
  calls: readonly TimelineMessage[],
  { mostCalls, orderCount }: { readonly mostCalls: number; readonly orderCount: number },
): LearnerMessage {
  const pairs = Map.groupBy(calls, ({ from, to }) => `${inQuotes(from)} to ${inQuotes(to)}`);
  const [[pair, most] = ['', []]] = [...pairs].toSorted(([, a], [, b]) => b.length - a.length);
  return {
    id: 'one-call-per-order',
    seen: `[[${id}]], a history of ${orderCount} orders, caused ${calls.length} calls between services, ${most.length} of them from ${pair}.`,
    expected: `at most ${mostCalls} calls, however long the history is`,
    received: `${calls.length} calls; one of them: ${most[0]?.label ?? 'none'}`,
    why: 'Each call has a share in the delay and a chance to fail. A page of a hundred orders would be slower than a page of ten, and wait for whichever of its calls is the slowest.',
    example: { label: id, lookAt: { operation: id, at: 'call' } },
  };
}

export function callCycle({ operation, path }: CallCycle): LearnerMessage {
  const [waiting = '', ...rest] = path.map(inQuotes);
  const caller = rest.at(-2) ?? waiting;
  return {
    id: 'call-cycle',
    seen: `During [[${operation}]], ${waiting} waited for ${rest[0] ?? ''}, and was asked by ${caller} before the answer came.`,
    expected: 'calls that go one way: nobody is asked by whom they wait for',
    received: [waiting, ...rest].join(' → '),
    why: 'Both wait for each other. Under load each is full of requests that wait for the other, and neither can be deployed or fail alone.',
    example: { label: operation, lookAt: { operation, at: 'call' } },
  };
}
