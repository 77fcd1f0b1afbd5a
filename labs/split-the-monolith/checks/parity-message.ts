/**
 * What a learner reads about an answer that is not the monolith's.
 * @module
 */
import type { LearnerMessage } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import type { ParityFinding } from './replay-golden.ts';

const LONGEST_SHOWN = 160;

export function parityMessage(finding: ParityFinding): LearnerMessage {
  const { operation, exchange, lane, difference } = finding;
  const { id, request } = operation;
  const what = `[[${id}]] ${request.method} ${request.url.replace('http://shop', '')}, asked by "${lane}",`;
  const recorded = exchange.answer;
  if (!difference) {
    return {
      id: 'answer-missing',
      seen: `${what} got no answer. The monolith answered it.`,
      expected: `${recorded.status}, as recorded from the monolith`,
      received: `no answer: ${operation.error?.code ?? 'the connection ended'} after ${Math.round(operation.endedAtMs - operation.sentAtMs)} ms`,
      why: 'A route without an owner is a feature that customers have lost, whatever the parts behind it do.',
      example: { label: id, lookAt: { operation: id, at: 'request' } },
    };
  }
  const { where, expected, received } = difference;
  return {
    id: 'answer-differs',
    seen: `${what} was answered in another way than by the monolith: ${where} differs.`,
    expected: `${where}: ${showBody(expected, LONGEST_SHOWN)}`,
    received: `${where}: ${showBody(received, LONGEST_SHOWN)}`,
    why: 'Customers, their apps and their scripts were promised that nothing changes. A split that shows outside breaks them all on the same day.',
    example: { label: id, lookAt: { operation: id, at: 'answer' } },
  };
}
