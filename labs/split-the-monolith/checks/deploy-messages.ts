/**
 * What C4 says when it does not hold.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import type { TimelineMoment } from '../../_kit/timeline.ts';
import { NEW_FIELD } from './new-version.ts';
import { answerOf } from './point-at.ts';

const LONGEST_BODY = 120;

const received = (operation: Operation): string =>
  `${describeAnswer(operation)}, with ${showBody(operation.response?.body ?? '', LONGEST_BODY)}`;
const routeOf = ({ request }: Operation): string => `${request.method} ${new URL(request.url).pathname}`;

/** @param isUp Whether the new process was there when the operation was sent. */
export function deployBrokeOthers(
  service: string,
  operation: Operation,
  expected: string,
  isUp: boolean,
): LearnerMessage {
  return {
    id: 'deploy-broke-others',
    seen: `\`${service}\` was deployed anew. [[${operation.id}]], ${routeOf(operation)}, ${isUp ? 'sent when the new process was up' : 'sent meanwhile'}, was answered ${describeAnswer(operation)}.`,
    expected,
    received: received(operation),
    why: 'A team that has to tell all others before it deploys has no service of its own.',
    example: answerOf(operation),
  };
}

export function notUnderstood(service: string, operation: Operation, expected: string): LearnerMessage {
  return {
    id: 'v2-not-understood',
    seen: `The new version of \`${service}\` answers what it answered before, with a field "${NEW_FIELD}" more and its fields in another order. \`${service}\` answered, and [[${operation.id}]], ${routeOf(operation)}, got ${describeAnswer(operation)}.`,
    expected,
    received: received(operation),
    why: 'A field more is the smallest change there is. If it breaks a reader, the two can be deployed only together.',
    example: answerOf(operation),
  };
}

export function restartedWithIt(service: string, { process, kind, operation, label }: TimelineMoment): LearnerMessage {
  const mark = operation?.startsWith('r-') === true ? operation : undefined;
  return {
    id: 'restarted-with-it',
    seen: `\`${service}\` was deployed anew, and \`${process}\` ${kind === 'started' ? 'was started anew' : `ended: ${label}`}${mark === undefined ? '' : ` during [[${mark}]]`}.`,
    expected: `a new process of \`${service}\`, and no other`,
    received: `\`${process}\` ${kind}`,
    why: 'What has to be started again with another is a part of it, whatever its name.',
    ...(mark !== undefined && { example: { label: mark, lookAt: { operation: mark, at: 'crash' } } }),
  };
}

export function healthyTooEarly(service: string, health: Operation, asked: Operation): LearnerMessage {
  return {
    id: 'healthy-too-early',
    seen: `A new process of \`${service}\` answered GET /health with ${describeAnswer(health)} (${health.id}), and right after it [[${asked.id}]], ${routeOf(asked)}, was answered ${describeAnswer(asked)}.`,
    expected: '200; or no 200 from /health yet',
    received: received(asked),
    why: 'Whoever deploys sends customers to a process as soon as it says that it is healthy, and ends the old one.',
    example: answerOf(asked),
  };
}
