/**
 * The mailbox of this lab: it sends what it is told, and what it is told a second time under the same `Idempotency-Key` it does not
 * send again. Not editable.
 *
 * `PUT /failures/:to` says how often the next attempts for an address fail. What was sent, and the keys, live in memory and end with
 * the process. Runs on `node:http` alone, in the simulation and in real Node.
 * @module
 */
import { type Answer, printEntry, refuse, serveWorld } from '../../_kit/world/world-service.ts';

interface Mail {
  readonly reference: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly orderId?: string;
  readonly atMs: number;
}

const MAIL_ADDRESS = /^[^\s@]+@[^\s@]+$/;

const ledger: Mail[] = [];
const failuresLeft = new Map<string, number>();
const attempts = new Map<string, number>();

function send({ to, subject, text, orderId }: Readonly<Record<string, unknown>>): Answer {
  if (typeof to !== 'string' || !MAIL_ADDRESS.test(to)) return refuse(422, 'to is not a mail address');
  if (typeof subject !== 'string' || subject === '') return refuse(422, 'subject is not a text');
  if (typeof text !== 'string') return refuse(422, 'text is not a string');
  if (orderId !== undefined && typeof orderId !== 'string') return refuse(422, 'orderId is not a string');
  attempts.set(to, (attempts.get(to) ?? 0) + 1);
  const failures = failuresLeft.get(to) ?? 0;
  if (failures > 0) {
    failuresLeft.set(to, failures - 1);
    return refuse(503, `${to} cannot be reached`);
  }
  const reference = `ms-${ledger.length + 1}`;
  const mail = { reference, to, subject, text, ...(orderId !== undefined && { orderId }), atMs: Date.now() };
  ledger.push(mail);
  printEntry(mail);
  return { status: 201, body: mail };
}

function setFailures(to: string, { times }: Readonly<Record<string, unknown>>): Answer {
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 0) {
    return refuse(422, 'times is not a whole number from 0');
  }
  failuresLeft.set(to, times);
  return { status: 200, body: { to, times } };
}

serveWorld('mailbox', 4002, {
  'POST /mails': {
    about:
      '{ "to": address, "subject": string, "text": string, "orderId"?: string } → 201 { reference, … }; 503 when it fails; the same under one Idempotency-Key is sent once',
    answer: ({ body }) => send(body),
    isIdempotent: true,
  },
  'PUT /failures/:to': {
    about: '{ "times": number } → 200; so many next attempts to send to this address get 503',
    answer: ({ parameter, body }) => setFailures(parameter, body),
  },
  'GET /attempts': {
    about:
      '200 { address: how often somebody tried to send to it, … }; repetitions under a key that worked are not counted',
    answer: () => ({ status: 200, body: Object.fromEntries(attempts) }),
  },
  'GET /ledger': {
    about: '200 [{ reference, to, subject, text, orderId, atMs }, …] in the order of sending',
    answer: () => ({ status: 200, body: ledger }),
  },
});
