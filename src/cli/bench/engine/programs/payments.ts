/**
 * The benchmark's payment service: answers each payment with a reference. Runs in the simulation and in real Node.
 * @module
 */
import { createServer } from 'node:http';

let count = 0;

createServer(async (incoming, outgoing) => {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const payment = JSON.parse(body) as { orderId: string };
  count += 1;
  outgoing.writeHead(201, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ reference: `p-${count}`, orderId: payment.orderId }));
}).listen(Number(process.env['PORT']));
