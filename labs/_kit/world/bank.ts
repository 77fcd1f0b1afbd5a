/**
 * The bank: a world service that keeps the ledger by which payments are judged. Not editable in any lab.
 *
 * It books whatever number it is told, as banks do: a negative amount moves money the other way. Whether an amount makes
 * sense for a payment is the caller's business. It declines charges above CHARGE_LIMIT. One thread, no waiting between
 * reading and writing: linearizable. The ledger lives in memory and ends with the process.
 *
 * Runs on `node:http` alone, in the simulation and in real Node: `PORT=4001 node labs/_kit/world/bank.ts`.
 * @module
 */
import { createServer, type IncomingMessage } from 'node:http';

interface LedgerEntry {
  readonly reference: string;
  readonly orderId: string;
  readonly amount: number;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const port = Number(process.env['PORT'] ?? 4001);
const chargeLimit = Number(process.env['CHARGE_LIMIT'] ?? 10_000);
const BODY_LIMIT_BYTES = 16_384;

const ledger: LedgerEntry[] = [];

const API = {
  'POST /charges': `{ "orderId": string, "amount": number } → 201 { reference, orderId, amount }; 402 above ${chargeLimit}`,
  'GET /charges/:reference': '200 { reference, orderId, amount }',
  'GET /ledger': '200 [{ reference, orderId, amount }, …] in the order of booking',
  'GET /health': '200 { status: "ok" }',
};

const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

/** The body as text, or `undefined` when it is longer than the bank reads. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return sizeBytes > BODY_LIMIT_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

async function book(request: IncomingMessage): Promise<Answer> {
  const text = await readText(request);
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return refuse(415, 'send Content-Type: application/json');
  }
  if (text === undefined) return refuse(413, `the body is longer than ${BODY_LIMIT_BYTES} bytes`);
  const parsed = parseJson(text);
  if (parsed === undefined) return refuse(400, 'the body is not JSON');
  if (typeof parsed.value !== 'object' || parsed.value === null) return refuse(422, 'the body is not a JSON object');

  const { orderId, amount } = parsed.value as { orderId?: unknown; amount?: unknown };
  if (typeof orderId !== 'string') return refuse(422, 'orderId is not a string');
  if (typeof amount !== 'number' || !Number.isFinite(amount)) return refuse(422, 'amount is not a finite number');
  if (amount > chargeLimit) return refuse(402, `declined: the amount is above ${chargeLimit}`);

  const entry: LedgerEntry = { reference: `ch-${ledger.length + 1}`, orderId, amount };
  ledger.push(entry);
  // The timeline draws these lines as ledger changes.
  console.log(`ledger ${JSON.stringify({ orderId, amount, reference: entry.reference })}`);
  return { status: 201, body: entry };
}

function find(reference: string): Answer {
  const entry = ledger.find((candidate) => candidate.reference === reference);
  return entry === undefined ? refuse(404, `no charge "${reference}"`) : { status: 200, body: entry };
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const route = `${request.method} ${path}`;
  if (route === 'POST /charges') return book(request);
  if (route === 'GET /ledger') return { status: 200, body: ledger };
  if (route === 'GET /health') return { status: 200, body: { status: 'ok' } };
  if (route === 'GET /') return { status: 200, body: API };
  if (request.method === 'GET' && path.startsWith('/charges/')) return find(path.slice('/charges/'.length));
  return refuse(404, `no route ${route}`);
}

const server = createServer((request, response) => {
  answer(request).then(
    ({ status, body }) => {
      const text = `${JSON.stringify(body)}\n`;
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    },
    // The caller went away in mid-request: nothing was booked, and nobody is left to answer.
    () => response.destroy(),
  );
});

server.listen(port, () => console.log(`bank listens on ${port}`));
