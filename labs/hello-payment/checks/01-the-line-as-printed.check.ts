/**
 * C1: the line of the source documents, byte for byte; the same kind of request with the right content type; then a bank
 * that declines and a bank that is gone. Each time, a 2xx answer means one entry at the bank, and no entry means no 2xx.
 * @module
 */
import { answerClass, describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench, Operation } from '../../_kit/bench.ts';
import { defineCheck, fail, type LearnerMessage, pass } from '../../_kit/check.ts';
import { curlData, curlDataAsJson, curlJson } from '../../_kit/curl-request.ts';
import { showBody } from '../../_kit/show-body.ts';
import { compareWithLedger, noAnswer, postAndCompare } from './post-and-compare.ts';
import { type Payment, PAYMENTS_URL, post, SEED_PAYMENT, seedLine, seededPayments } from './payment-calls.ts';

/** The bank declines above 10 000. */
const DECLINED_FROM = 10_001;
const DECLINED_TO = 90_000;

const STEPS = [theSeedLine, asJsonByHeader, asJsonByOption, whenTheBankDeclines, whenTheBankIsGone];

export default defineCheck({
  run: async (bench) => {
    for (const [index, step] of STEPS.entries()) {
      const message = await step(bench);
      if (message !== undefined) return fail(`${index} of ${STEPS.length} steps agreed with the ledger`, message);
    }
    return pass(`answers and ledger agreed in ${STEPS.length} of ${STEPS.length} steps`);
  },
});

async function theSeedLine(bench: Bench): Promise<LearnerMessage | undefined> {
  bench.progress('sending the printed curl line, byte for byte');
  const operation = await bench.request(seedLine());
  const message = await compareWithLedger(bench, operation, SEED_PAYMENT);
  if (message !== undefined) return message;
  const answer = answerClass(operation);
  if (answer === 'none') return noAnswer(operation);
  if (answer !== 'accepted') return namesTheContentType(operation) ? undefined : refusedWithoutReason(operation);
  return notCreated(operation) ?? theSameOfAnotherOrder(bench);
}

/** A service that takes the printed line takes its like; it does not know the line by heart. */
async function theSameOfAnotherOrder(bench: Bench): Promise<LearnerMessage | undefined> {
  const payment = seededPayments(bench, 'form', 1)[0] as Payment;
  const { message } = await postAndCompare(bench, curlData(PAYMENTS_URL, spaced(payment)), payment);
  return message;
}

/** JSON with the spaces of the printed line. */
const spaced = ({ orderId, amount }: Payment): string => `{ "orderId": "${orderId}", "amount": ${amount} }`;

async function asJsonByHeader(bench: Bench): Promise<LearnerMessage | undefined> {
  bench.progress('sending a payment with -H "Content-Type: application/json"');
  const payment = seededPayments(bench, 'header', 1)[0] as Payment;
  const { operation, message } = await postAndCompare(
    bench,
    curlDataAsJson(PAYMENTS_URL, JSON.stringify(payment)),
    payment,
  );
  return message ?? notCreated(operation);
}

async function asJsonByOption(bench: Bench): Promise<LearnerMessage | undefined> {
  bench.progress('sending a payment with --json');
  const payment = seededPayments(bench, 'option', 1)[0] as Payment;
  const { operation, message } = await postAndCompare(bench, curlJson(PAYMENTS_URL, spaced(payment)), payment);
  return message ?? notCreated(operation);
}

async function whenTheBankDeclines(bench: Bench): Promise<LearnerMessage | undefined> {
  const amount = bench.choose.integer('declined amount', DECLINED_FROM, DECLINED_TO);
  const payment = { ...(seededPayments(bench, 'declined', 1)[0] as Payment), amount };
  bench.progress(`asking for ${amount}, which the bank declines`);
  const operation = await bench.request(post(payment));
  const message = await compareWithLedger(bench, operation, payment);
  return message && ignoredByTheService(operation, message, 'bank-refusal-ignored', 'the bank had declined the charge');
}

async function whenTheBankIsGone(bench: Bench): Promise<LearnerMessage | undefined> {
  bench.progress('asking for a payment while the bank is down');
  const payment = seededPayments(bench, 'gone', 1)[0] as Payment;
  await bench.kill('bank');
  const operation = await bench.request(post(payment));
  if (answerClass(operation) !== 'accepted') return undefined;
  return {
    id: 'bank-down-ignored',
    seen: `The answer to [[${operation.id}]] was ${describeAnswer(operation)} while the bank was down.`,
    expected: 'a status that is no success, such as 502 or 503',
    received: `${describeAnswer(operation)}, and nobody who could have recorded order ${payment.orderId}`,
    why: 'The customer has a receipt for a payment that was never made, and nothing will make it later.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}

/** The same broken promise, told with its cause. */
function ignoredByTheService(operation: Operation, message: LearnerMessage, id: string, cause: string): LearnerMessage {
  if (message.id !== 'accepted-without-record') return message;
  return {
    ...message,
    id,
    seen: `The answer to [[${operation.id}]] was ${describeAnswer(operation)}, although ${cause}.`,
    expected: 'a status that is no success, such as 402 or 502',
  };
}

function notCreated(operation: Operation): LearnerMessage | undefined {
  if (operation.response?.status === 201) return undefined;
  return {
    id: 'accepted-not-201',
    seen: `[[${operation.id}]] made a payment, and the answer was ${describeAnswer(operation)}.`,
    expected: '201 Created',
    received: describeAnswer(operation),
    why: '201 tells the caller that a new payment exists; 200 or 202 leave open whether there is one, and whose.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}

/** A refusal that tells the sender of JSON what was wrong with it: the label, not the content. */
function namesTheContentType(operation: Operation): boolean {
  const { status, headers, body } = operation.response ?? { status: 0, headers: {}, body: '' };
  const type = /content[\s_-]?type|media[\s_-]?type|application\/(?:\S+\+)?json|urlencoded/i;
  const hint = `${headers['accept-post'] ?? ''} ${headers['accept'] ?? ''}`;
  if (status === 415) return type.test(`${body} ${hint}`) || /json/i.test(body);
  return (status === 400 || status === 422) && type.test(body);
}

function refusedWithoutReason(operation: Operation): LearnerMessage {
  return {
    id: 'refusal-without-reason',
    seen: `[[${operation.id}]] was refused with ${describeAnswer(operation)}, and the answer does not say that the content type was the reason.`,
    expected: 'either 201 and one entry at the bank, or 415 (or 400) with a body that names the content type',
    received: `${describeAnswer(operation)}, with ${showBody(operation.response?.body ?? '')}`,
    why: 'The body was complete JSON, so the sender looks for the mistake where there is none. The header was at fault.',
    example: { label: operation.id, lookAt: { operation: operation.id, at: 'answer' } },
  };
}
