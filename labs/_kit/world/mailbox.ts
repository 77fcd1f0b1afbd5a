/**
 * The mailbox: a world service that sends mails and SMS, and keeps what it sent. Not editable in any lab.
 *
 * It sends what it is told as often as it is told: whether someone gets a mail twice is the caller's business. FAILS says
 * which addresses fail how often, as `ada@example.org=2,bo@example.org=1000`; `PUT /failures/:to` sets it while it runs. What
 * was sent lives in memory and ends with the process.
 *
 * Runs on `node:http` alone, in the simulation and in real Node: `PORT=4002 node labs/_kit/world/mailbox.ts`.
 * @module
 */
import { type Answer, printEntry, refuse, serveWorld, wholeNumber } from './world-service.ts';

interface LedgerEntry {
  readonly reference: string;
  readonly kind: 'mail' | 'sms';
  readonly to: string;
  /** Of mails only. */
  readonly subject?: string;
  readonly text: string;
  /** As the caller gave it. */
  readonly orderId?: string;
}

const MAIL_ADDRESS = /^[^\s@]+@[^\s@]+$/;
const PHONE_NUMBER = /^\+\d{6,15}$/;
const smsLimit = wholeNumber('SMS_LIMIT', 160);

const ledger: LedgerEntry[] = [];
const failuresLeft = new Map<string, number>();

for (const entry of (process.env['FAILS'] ?? '').split(',').filter((text) => text !== '')) {
  const [to = '', times] = entry.split('=');
  const count = Number(times);
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`FAILS names "${entry}" and should read address=times`);
  failuresLeft.set(to, count);
}

function sendMail({ to, subject, text, orderId }: Readonly<Record<string, unknown>>): Answer {
  if (typeof to !== 'string' || !MAIL_ADDRESS.test(to)) return refuse(422, 'to is not a mail address');
  if (typeof subject !== 'string' || subject === '') return refuse(422, 'subject is not a text');
  if (typeof text !== 'string') return refuse(422, 'text is not a string');
  return send({ kind: 'mail', to, subject, text }, orderId);
}

function sendSms({ to, text, orderId }: Readonly<Record<string, unknown>>): Answer {
  if (typeof to !== 'string' || !PHONE_NUMBER.test(to))
    return refuse(422, 'to is not a telephone number such as +491701234567');
  if (typeof text !== 'string' || text === '') return refuse(422, 'text is not a text');
  if (text.length > smsLimit) return refuse(422, `text is longer than ${smsLimit} characters`);
  return send({ kind: 'sms', to, text }, orderId);
}

function send(message: Omit<LedgerEntry, 'reference' | 'orderId'>, orderId: unknown): Answer {
  if (orderId !== undefined && typeof orderId !== 'string') return refuse(422, 'orderId is not a string');
  const failures = failuresLeft.get(message.to) ?? 0;
  if (failures > 0) {
    failuresLeft.set(message.to, failures - 1);
    return refuse(503, `${message.to} cannot be reached`);
  }
  const entry = { reference: `ms-${ledger.length + 1}`, ...message, ...(orderId !== undefined && { orderId }) };
  ledger.push(entry);
  printEntry(entry);
  return { status: 201, body: entry };
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
      '{ "to": address, "subject": string, "text": string, "orderId"?: string } → 201 { reference, kind, … }; 503 when it fails',
    answer: ({ body }) => sendMail(body),
  },
  'POST /sms': {
    about: `{ "to": "+49…", "text": string up to ${smsLimit} characters, "orderId"?: string } → 201 { reference, kind, … }; 503 when it fails`,
    answer: ({ body }) => sendSms(body),
  },
  'GET /messages': {
    about: '?to=… → 200 [{ reference, kind, to, … }, …], what was sent to an address',
    answer: ({ query }) => {
      const to = query.get('to');
      if (to === null) return refuse(422, 'to is missing');
      return { status: 200, body: ledger.filter((entry) => entry.to === to) };
    },
  },
  'PUT /failures/:to': {
    about: '{ "times": number } → 200; so many next attempts to send to this address get 503',
    answer: ({ parameter, body }) => setFailures(parameter, body),
  },
  'GET /ledger': {
    about: '200 [{ reference, kind, to, subject, text, orderId }, …] in the order of sending',
    answer: () => ({ status: 200, body: ledger }),
  },
});
