/**
 * One of many services: answers its name, and at `/go` misbehaves as its environment says. Runs in the simulation and in
 * real Node.
 * @module
 */
import { createServer } from 'node:http';
import { connect } from 'node:net';

const MEGABYTE = 1024 * 1024;
const kept: Buffer[] = [];

function misbehave(how: string): void {
  switch (how) {
    case 'loop':
      for (;;);
    case 'throw-in-timer':
      setTimeout(() => {
        throw new Error('thrown in a timer');
      }, 5);
      return;
    case 'leak-sockets':
      // Little at a time: on a slow machine, too, the limit that is meant ends it, and not the one on computing.
      setInterval(() => {
        for (let opened = 0; opened < 200; opened += 1) {
          connect(80, 'users').on('error', (error) => {
            throw error;
          });
        }
      }, 1);
      return;
    case 'flood-log':
      for (let line = 0; line < 20_000; line += 1) console.log('x'.repeat(1_000));
      return;
    case 'take-gigabyte':
      for (let part = 0; part < 16; part += 1) kept.push(Buffer.allocUnsafe(64 * MEGABYTE));
  }
}

createServer(async (incoming, outgoing) => {
  if (incoming.url === '/go') misbehave(process.env['MISBEHAVIOUR'] ?? '');
  if (incoming.url === '/later') await new Promise((resolve) => setTimeout(resolve, 200));
  outgoing.end(process.env['NAME']);
}).listen(Number(process.env['PORT']));
