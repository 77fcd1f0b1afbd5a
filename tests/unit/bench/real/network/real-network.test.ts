import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RouteHost } from '#bench/kernel/edge.ts';
import { LoopbackPorts } from '#bench/real/loopback-ports.ts';
import { RealNetwork } from '#bench/real/network/real-network.ts';

const ORDERS: RouteHost = { name: 'orders', service: 'orders', actor: undefined };
const BANK: RouteHost = { name: 'bank', service: 'bank', actor: undefined };
const EDGE = { from: 'orders', to: 'bank' };

let bank: Server;
let bankPort: number;
let isListening: boolean;
let told: string[];
let network: RealNetwork;
let port: number;

/** A bank that answers everything it hears, behind a proxy for orders. */
beforeEach(async () => {
  bank = createServer((socket) => socket.on('error', () => {}).pipe(socket));
  await once(bank.listen(0, '127.0.0.1'), 'listening');
  bankPort = (bank.address() as AddressInfo).port;
  isListening = true;
  told = [];
  network = new RealNetwork({
    seed: 1,
    nowUs: () => Math.round(performance.now() * 1_000),
    watcher: {
      joined: () => {},
      faultStarted: ({ label, on }) => told.push(`${label} on ${on.join()}`),
      faultEnded: (number) => told.push(`fault ${number} ended`),
      connectionCut: ({ from, to, how, fault }) => told.push(`${from} → ${to} ${how} by ${fault}`),
    },
    backends: (name) => (name === 'bank' && isListening ? [{ host: BANK, localPort: bankPort }] : []),
    onRefused: () => {
      isListening = false;
      network.look();
    },
    onChange: () => {},
  });
  [port = 0] = await new LoopbackPorts().take(1);
  network.addEdge(ORDERS, 'bank', 80, port);
  await look();
});
afterEach(() => {
  network.close();
  bank.close();
});

async function look(): Promise<void> {
  network.look();
  await expect.poll(() => network.isSettled).toBe(true);
}

async function call(): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  return socket;
}

/** What comes back for these bytes, up to so many. */
async function echo(socket: Socket, text: string): Promise<string> {
  let received = '';
  socket.setEncoding('utf8').on('data', (part: string) => (received += part));
  socket.write(text);
  while (received.length < text.length) await once(socket, 'data');
  return received;
}

const codeOf = async (socket: Socket): Promise<unknown> => {
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  return error.code;
};

test('RealNetwork carries bytes both ways, whole, also more of them than a window', async () => {
  const text = 'ü'.repeat(400_000);
  const socket = await call();

  expect(await echo(socket, text)).toBe(text);
  expect(network.isBusy).toBe(false);
  socket.end();
  await once(socket, 'close');
});

test('RealNetwork refuses connections at once when nobody listens any more', async () => {
  isListening = false;
  network.look();

  await expect(call()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('RealNetwork resets a connection that nobody takes, and refuses the next', async () => {
  bank.close();
  const socket = connect({ port, host: '127.0.0.1' });

  expect(await codeOf(socket)).toBe('ECONNRESET');
  await expect(call()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('RealNetwork.addFault() of a proxy resets what is open, refuses what comes, and counts what it did', async () => {
  const socket = await call();
  await echo(socket, 'hello');
  const failed = codeOf(socket);
  const fault = network.addFault({ kind: 'proxy', edge: EDGE });

  expect(await failed).toBe('ECONNRESET');
  await expect(call()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(fault.hits).toBe(1);
  network.removeFault(fault);
  await look();
  expect(await echo(await call(), 'again')).toBe('again');
  expect(told).toEqual([
    'orders → bank: refused on bank',
    'orders → bank reset by orders → bank: refused',
    'fault 1 ended',
  ]);
});

test('RealNetwork.countRefusal() counts for the edges of the one that was refused alone', () => {
  const fault = network.addFault({ kind: 'proxy', edge: EDGE });
  network.countRefusal({ ...ORDERS, name: 'carts', service: 'carts' }, 'bank');
  network.countRefusal(ORDERS, 'bank');

  expect(fault.hits).toBe(1);
});

test('RealNetwork holds what is sent during a partition, and gives it out after healing', async () => {
  const socket = await call();
  await echo(socket, 'before');
  const fault = network.addFault({ kind: 'partition', groups: [['orders'], ['bank']] });
  const answered = echo(socket, 'during');
  await expect.poll(() => fault.hits).toBeGreaterThan(0);

  expect(network.isBusy).toBe(true);
  network.removeFault(fault);
  expect(await answered).toBe('during');
});

test('RealNetwork takes connections during a partition, even to the dead, and is silent on them', async () => {
  isListening = false;
  const fault = network.addFault({ kind: 'partition', groups: [['orders'], ['bank']] });
  await look();
  const socket = await call();
  await expect.poll(() => fault.hits).toBe(1);

  expect(socket.readyState).toBe('open');
  isListening = true;
  network.removeFault(fault);
  expect(await echo(socket, 'late')).toBe('late');
});

test('RealNetwork ends a connection for both sides when a toxic closes it', async () => {
  const fault = network.addFault({
    kind: 'toxic',
    edge: EDGE,
    toxic: { type: 'limit_data', attributes: { bytes: 3 } },
  });
  const socket = await call();
  socket.write('hello');
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  await once(socket, 'end');

  expect(bytes.toString()).toBe('hel');
  expect(fault.hits).toBe(1);
});

test('RealNetwork.close() ends every connection and frees every port', async () => {
  const socket = await call();
  await echo(socket, 'hello');
  network.close();
  await once(socket, 'close');

  await expect(call()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
