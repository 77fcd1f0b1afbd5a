/** The mail service: stores what is to be sent, says 202, and sends it. */
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Confirmation } from '../contract/mail.ts';
import { Mails } from './mails.ts';

const mails = new Mails(process.env.DATABASE_FILE ?? 'mail.db', process.env.MAILBOX_URL ?? 'http://mailbox');

const inEuros = (cents: number): string => `€${(cents / 100).toFixed(2)}`;

function textOf({ name, order }: Confirmation): string {
  const lines = order.lines.map((line) => `${line.quantity} × ${line.name}, ${inEuros(line.priceCents)} each`);
  return [`Dear ${name},`, 'thank you for your order.', ...lines, `Total: ${inEuros(order.totalCents)}`].join('\n');
}

async function answer(request: IncomingMessage): Promise<readonly [number, object]> {
  if (request.url === '/health') return [200, { status: 'ok', service: 'mail', mails: mails.count() }];
  const [, orderId] = /^\/confirmations\/(\d+)$/.exec(request.url ?? '') ?? [];
  if (request.method !== 'PUT' || !orderId) return [404, { code: 'not-found' }];
  const confirmation = (await json(request)) as Confirmation;
  mails.add({ orderId, to: confirmation.email, subject: `Your order ${orderId}`, text: textOf(confirmation) });
  void mails.send();
  return [202, {}];
}

const server = createServer((request, response) => {
  const send = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  answer(request).then(
    ([status, body]) => send(status, body),
    (error: unknown) => {
      console.error(error);
      send(500, { code: 'internal' });
    },
  );
});
server.listen(Number(process.env.PORT ?? '80'), () => console.log(`mail listens on ${process.env.PORT}`));
void mails.send();

process.once('SIGTERM', () => server.close(() => process.exit(0)));
