/**
 * Judges single answers of the minute in which a service is deployed anew. Pure.
 * @module
 */
import type { Operation } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import type { Timeline } from '../../_kit/timeline.ts';
import { deployBrokeOthers, notUnderstood } from './deploy-messages.ts';
import type { RollingUpdate } from './rolling-update.ts';

export interface Observed {
  /** Which is deployed. */
  readonly service: string;
  readonly update: RollingUpdate;
  readonly timeline: Timeline;
}

const SELLING = /^(GET|PUT) \/cart(\/|$)|^POST \/orders$/;
const OF_THE_CATALOGUE = /^\w+ \/products(\/|$)/;
/** A refusal that comes later than this is none that a customer waits for. */
const CLEAN_MS = 2_000;
/** Right after the start a caller may still believe that nobody is there. */
const CALM_MS = 1_000;

/** An operation of the time of the deployment; `undefined` when it went as it should, or had a right to fail. */
export function judgeDuring(observed: Observed, operation: Operation): LearnerMessage | undefined {
  const { update, service } = observed;
  const status = operation.response?.status ?? 0;
  if (status >= 200 && status < 300) return undefined;
  const route = `${operation.request.method} ${new URL(operation.request.url).pathname}`;
  const isMeanwhile = operation.sentAtMs < update.upAtMs + CALM_MS;
  if (isAnsweredByNew(observed, operation)) return works(observed, operation, '200, as before');
  if (OF_THE_CATALOGUE.test(route) && isMeanwhile) return undefined;
  const isSelling = SELLING.test(route);
  const isClean = status === 503 && operation.endedAtMs - operation.sentAtMs <= CLEAN_MS;
  if (isSelling && isClean && isMeanwhile) return undefined;
  const expected =
    isSelling && isMeanwhile ? 'the answer of before, or 503 until the new process is up' : 'the answer of before';
  return deployBrokeOthers(service, operation, expected, operation.sentAtMs >= update.upAtMs);
}

/** Something failed with the new version; whether it was asked and answered says who is at fault. */
export function works(observed: Observed, operation: Operation, expected: string): LearnerMessage {
  return isAnsweredByNew(observed, operation)
    ? notUnderstood(observed.service, operation, expected)
    : deployBrokeOthers(observed.service, operation, expected, true);
}

const isAnsweredByNew = ({ service, update, timeline }: Observed, { id }: Operation): boolean =>
  timeline.messages.some(({ from, kind, label, operation, sentAtMs }) => {
    return (
      operation === id && from === service && kind === 'response' && label.startsWith('2') && sentAtMs >= update.upAtMs
    );
  });
