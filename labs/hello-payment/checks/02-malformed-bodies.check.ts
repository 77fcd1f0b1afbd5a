/**
 * C2: two hundred malformed bodies are each refused with 4xx, none reaches the bank, and the process lives through them.
 * @module
 */
import { answerClass, describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench, HttpRequest, Operation } from '../../_kit/bench.ts';
import { defineCheck, fail, inconclusive, type LearnerMessage, pass } from '../../_kit/check.ts';
import { curlData, curlDataAsJson } from '../../_kit/curl-request.ts';
import { type MalformedBody, malformedBodies } from '../../_kit/malformed-bodies.ts';
import { showBody } from '../../_kit/show-body.ts';
import { contentTypeOf, type LedgerEntry, refusedWithSuccess } from './ledger-promise.ts';
import { type Payment, PAYMENTS_URL, post, SERVICE, seededPayments } from './payment-calls.ts';
import { noAnswer, postAndCompare, SETTLE_MS } from './post-and-compare.ts';

const BODY_COUNT = 200;

interface Sent {
  readonly body: MalformedBody;
  readonly operation: Operation;
}

export default defineCheck({
  run: async (bench) => {
    const [before, after] = seededPayments(bench, 'sound', 2) as [Payment, Payment];
    const warm = await postAndCompare(bench, post(before), before);
    if (warm.message !== undefined) {
      return inconclusive('a sound payment was not accepted, so refusing malformed ones proves nothing');
    }

    const sent: Sent[] = [];
    for (const body of malformedBodies(bench.choose, BODY_COUNT)) {
      if (sent.length % 50 === 0) bench.progress(`${sent.length} of ${BODY_COUNT} malformed bodies sent`);
      const operation = await bench.request(requestFor(body, sent.length));
      sent.push({ body, operation });
      if (answerClass(operation) === 'none') break;
    }

    const refused = sent.filter(({ operation }) => answerClass(operation) === 'refused').length;
    const held = `${refused} of ${BODY_COUNT} refused with 4xx`;
    const message = (await crashed(bench, sent)) ?? (await judge(bench, sent, before));
    if (message !== undefined) return fail(held, message);

    const last = await postAndCompare(bench, post(after), after);
    return last.message === undefined ? pass(`${held}, none recorded`) : fail(held, last.message);
  },
});

/** Each fourth goes out as the printed line does; real form fields do not, since a service may well take those. */
const requestFor = (body: MalformedBody, index: number): HttpRequest =>
  index % 4 === 3 && body.kind !== 'form fields'
    ? curlData(PAYMENTS_URL, body.text)
    : curlDataAsJson(PAYMENTS_URL, body.text);

/** The process ended: told by the body that ended it and by what the next caller met. */
async function crashed(bench: Bench, sent: readonly Sent[]): Promise<LearnerMessage | undefined> {
  await bench.settle(SETTLE_MS);
  const status = bench.status(SERVICE);
  const culprit = sent.at(-1);
  if (status.state !== 'exited' || culprit === undefined) return undefined;
  const next = await bench.request(post({ orderId: '9999', amount: 1 }));
  return {
    id: 'crashed-on-malformed',
    seen: `${SERVICE} ended (${status.ending ?? 'unknown cause'}) after [[${culprit.operation.id}]] sent \`${showBody(culprit.body.text)}\`; the next request met ${next.error?.code === 'ECONNREFUSED' ? 'a closed port' : describeAnswer(next)}.`,
    expected: 'a status from 400 to 499, and a process that goes on serving',
    received: `${describeAnswer(culprit.operation)}${status.lastError === undefined ? '' : `; ${status.lastError}`}`,
    why: 'One careless caller takes the service away from all the others.',
    example: { label: culprit.operation.id, lookAt: { operation: culprit.operation.id, at: 'crash' } },
  };
}

/** The gravest finding first: money moved, then a false success, then the wrong kind of refusal. */
async function judge(bench: Bench, sent: readonly Sent[], sound: Payment): Promise<LearnerMessage | undefined> {
  const strays = (await bench.ledger<LedgerEntry>('bank')).filter((entry) => entry.orderId !== sound.orderId);
  if (strays[0] !== undefined) return recorded(strays[0], strays.length, sent);

  const accepted = sent.find(({ operation }) => answerClass(operation) === 'accepted');
  if (accepted) return refusedWithSuccess(accepted.operation, describeAnswer(accepted.operation), describe(accepted));

  const silent = sent.find(({ operation }) => answerClass(operation) === 'none');
  if (silent) return noAnswer(silent.operation);

  const other = sent.find(({ operation }) => answerClass(operation) !== 'refused');
  return other && notRefused(other);
}

const describe = ({ body, operation }: Sent): string =>
  `${body.kind}, \`${showBody(body.text)}\` sent as ${contentTypeOf(operation)}`;

function recorded(entry: LedgerEntry, count: number, sent: readonly Sent[]): LearnerMessage {
  // An entry without a body's own order number came from a body that named none: the first that was accepted.
  const cause =
    sent.find(({ body }) => body.text.includes(`"${String(entry.orderId)}"`)) ??
    sent.find(({ operation }) => answerClass(operation) === 'accepted') ??
    (sent[0] as Sent);
  const status = describeAnswer(cause.operation);
  return {
    id: 'malformed-recorded',
    seen: `Amount ${String(entry.amount)} was recorded for [[${cause.operation.id}]], which had ${describe(cause)}.`,
    expected: 'a status from 400 to 499, and no entry at the bank',
    received: `${status}, and ${JSON.stringify({ orderId: entry.orderId, amount: entry.amount })}${count > 1 ? `; ${count} such entries in all` : ''}`,
    why: 'The ledger is the truth about money: what was never a valid payment is one now.',
    example: { label: cause.operation.id, lookAt: { operation: cause.operation.id, at: 'call' } },
  };
}

function notRefused(sent: Sent): LearnerMessage {
  const { operation } = sent;
  const status = describeAnswer(operation);
  return {
    id: 'malformed-not-4xx',
    seen: `[[${operation.id}]] had ${describe(sent)}, and the answer was ${status}.`,
    expected: 'a status from 400 to 499',
    received: `${status}, with ${showBody(operation.response?.body ?? '')}`,
    why: '5xx says "my fault, try again": callers retry what can never succeed, and the alarm wakes the wrong team.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}
