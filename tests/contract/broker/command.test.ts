/**
 * `npm run broker` as a person uses it: one line where it listens, clear words when it cannot, and an end that clients understand.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import amqp from 'amqplib';
import { afterEach, expect, test } from 'vitest';

interface Command {
  /** What it has printed so far, line by line. */
  readonly printed: { readonly out: string[]; readonly error: string[] };
  firstLine(): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Its exit code. */
  readonly ended: Promise<unknown>;
}

const running: Command[] = [];
afterEach(async () => {
  for (const command of running.splice(0)) {
    command.signal('SIGTERM');
    await command.ended;
  }
});

function run(...given: readonly string[]): Command {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/cli/broker.ts', ...given]);
  const printed: Command['printed'] = { out: [], error: [] };
  const lines = createInterface(child.stdout);
  const first = once(lines, 'line').then(([line]) => String(line));
  lines.on('line', (line) => printed.out.push(line));
  createInterface(child.stderr).on('line', (line) => printed.error.push(line));
  const ended = once(child, 'close').then(([code]) => code as unknown);
  const command = { printed, firstLine: () => first, signal: (name: NodeJS.Signals) => void child.kill(name), ended };
  running.push(command);
  return command;
}

test('npm run broker says as JSON where it listens, serves on both loopbacks, and tells its clients when it ends', async () => {
  const command = run('--port', '0', '--json');
  const told = JSON.parse(await command.firstLine()) as { url: string; port: number; pid: number };
  const { port } = told;
  const connection = await amqp.connect(told.url);
  const overIpv6 = await amqp.connect(`amqp://[::1]:${port}`);
  await overIpv6.close();
  const closed = once(connection, 'close').then(([error]) => (error as Error).message);
  command.signal('SIGINT');

  expect(told).toEqual({ url: `amqp://127.0.0.1:${port}`, port, pid: expect.any(Number) });
  expect(await closed).toBe(
    `Connection closed: 320 (CONNECTION-FORCED) with message "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'"`,
  );
  expect(await command.ended).toBe(0);
  expect(command.printed.out).toHaveLength(1);
  expect(command.printed.error).toEqual([]);
});

test('npm run broker says in one line where it listens, and that a port is in use', async () => {
  const first = run('--port', '0');
  const line = await first.firstLine();
  const [, port = ''] = line.split(/127\.0\.0\.1:(\d+)/);
  const second = run('--port', port);

  expect(line).toBe(`The broker listens on amqp://127.0.0.1:${port} (Ctrl+C ends it). Nothing is kept when it ends.`);
  expect(await second.ended).toBe(1);
  expect(second.printed.error).toEqual([
    'BROKER_PORT_TAKEN',
    `Cannot start the broker: port ${port} is in use, it should be free`,
    'Hint: Stop the program that listens there, or choose another: npm run broker -- --port 5673.',
  ]);
});

test('npm run broker refuses what it does not understand with exit code 2', async () => {
  const command = run('--port', 'rabbit');

  expect(await command.ended).toBe(2);
  expect(command.printed.error.slice(0, 2)).toEqual([
    'BROKER_USAGE',
    'Cannot start the broker: --port is "rabbit" and should be a whole number from 0 to 65535',
  ]);
});
