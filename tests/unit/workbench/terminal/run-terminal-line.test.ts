import { expect, test } from 'vitest';
import { LabRuntimeError } from '#runtimes/lab-runtime-error.ts';
import { runTerminalLine } from '#workbench/terminal/run-terminal-line.ts';
import { answer, recordingMachine } from '../../../support/terminal-machine.ts';

const never = new AbortController().signal;
const failing = (curlCode: number) =>
  recordingMachine(() => {
    throw new LabRuntimeError('RUNTIME_CONNECT_FAILED', { message: 'engine words', hint: 'engine hint', curlCode });
  });

test('runTerminalLine() prints status line, headers and body for -i', async () => {
  const machine = recordingMachine(() => answer(201, '{"id":"p-1"}', [['content-type', 'application/json']]));

  const exitCode = await runTerminalLine('curl -i http://payment-service/', machine, never, 0);

  expect(exitCode).toBe(0);
  expect(machine.text('out')).toBe('HTTP/1.1 201 Created\ncontent-type: application/json\n\n{"id":"p-1"}');
});

test.each([
  [6, 'curl: (6) Could not resolve host: shop'],
  [7, 'curl: (7) Failed to connect to shop port 80: Could not connect to server'],
  [28, 'curl: (28) Operation timed out after 500 milliseconds with 0 bytes received'],
  [52, 'curl: (52) Empty reply from server'],
  [56, 'curl: (56) Recv failure: Connection reset by peer'],
])('runTerminalLine() gives curl’s exit code %i and its words', async (curlCode, text) => {
  const machine = failing(curlCode);

  const exitCode = await runTerminalLine('curl -m 0.5 http://shop/', machine, never, 0);

  expect([exitCode, machine.text('err')]).toEqual([curlCode, text]);
});

test('runTerminalLine() hides errors with -s and shows them again with -S', async () => {
  const silent = failing(7);
  const shown = failing(7);

  await runTerminalLine('curl -s http://shop/', silent, never, 0);
  await runTerminalLine('curl -sS http://shop/', shown, never, 0);

  expect([silent.text('err'), shown.text('err')]).toEqual(['', expect.stringContaining('(7)')]);
});

test('runTerminalLine() ends with 22 and no body for -f, and $? knows it', async () => {
  const machine = recordingMachine(() => answer(404, 'nothing here'));

  await runTerminalLine('curl -f http://shop/x; echo "code $?"', machine, never, 0);

  expect(machine.text('err')).toBe('curl: (22) The requested URL returned error: 404');
  expect(machine.text('out')).toBe('code 22');
});

test('runTerminalLine() runs the right side of && only after success and of || only after failure', async () => {
  const machine = recordingMachine(() => answer(404));

  await runTerminalLine('curl -fs a && echo yes || echo no', machine, never, 0);

  expect(machine.text('out')).toBe('no');
});

test('runTerminalLine() writes what -w asks for and names what it does not know', async () => {
  const machine = recordingMachine(() => answer(201, 'body'));

  await runTerminalLine(
    String.raw`curl -s -o /dev/null -w '%{http_code} %{size_download}%%\n%{nope}' a`,
    machine,
    never,
    0,
  );

  expect(machine.text('out')).toBe('201 4%\n');
  expect(machine.text('err')).toBe("curl: unknown --write-out variable: 'nope'");
});

test('runTerminalLine() shows what was sent with -v', async () => {
  const machine = recordingMachine(() => answer(200));

  await runTerminalLine(`curl -v a/b -d 'ä'`, machine, never, 0);

  expect(machine.text('note')).toContain('> POST /b HTTP/1.1\n> Host: a\n');
  expect(machine.text('note')).toContain('> Content-Length: 2');
});

test.each([
  ['nmap shop', 127, 'sh: nmap: command not found'],
  ['kill shop', 1, 'kill: shop: no such service. There are: payment-service'],
  ['kill', 2, 'kill: name a service: payment-service'],
  ['cat nothing.ts', 1, 'cat: nothing.ts: No such file or directory'],
  ['curl a | jq', 2, 'sh: this terminal has no pipes: run one command at a time'],
])('runTerminalLine() explains the failure of %j', async (line, exitCode, text) => {
  const machine = recordingMachine();

  const received = await runTerminalLine(line, machine, never, 0);

  expect([received, machine.text('err')]).toEqual([exitCode, text]);
});

test.each([
  ['ls', 'payment-service/main.ts'],
  ['cat ./payment-service/main.ts', 'serve();'],
  ['services', 'payment-service      running, listening'],
  ['kill -9 payment-service', 'payment-service killed'],
  ['stop payment-service', 'payment-service      exited (exit 0)'],
  ['restart payment-service', 'payment-service      running, listening'],
  ['echo $?', '3'],
])('runTerminalLine() answers %j', async (line, text) => {
  const machine = recordingMachine();

  const exitCode = await runTerminalLine(line, machine, never, 3);

  expect([exitCode, machine.text('out')]).toEqual([0, text]);
});

test('runTerminalLine() says that a service has ended when curl cannot connect to it', async () => {
  const machine = failing(7);
  const ended = { name: 'shop', state: 'exited', listening: false, ending: 'exit 1' } as const;

  await runTerminalLine('curl http://shop/', { ...machine, services: async () => [ended] }, never, 0);

  expect(machine.text('note')).toBe('shop has ended (exit 1); its logs may say why. "start shop" starts it.');
});

test.each([
  ['cat main.ts', 'There is payment-service/main.ts.'],
  ['cat ain.ts', '"ls" lists the files.'],
])('runTerminalLine() says after %j which file is there', async (line, text) => {
  const machine = recordingMachine();

  await runTerminalLine(line, machine, never, 0);

  expect(machine.text('note')).toBe(text);
});

test('runTerminalLine() stops the line when Ctrl+C ends a command', async () => {
  const abort = new AbortController();
  const machine = recordingMachine(() => {
    abort.abort();
    throw new DOMException('stopped', 'AbortError');
  });

  const exitCode = await runTerminalLine('curl a; echo after', machine, abort.signal, 0);

  expect([exitCode, machine.text('out')]).toEqual([130, '^C']);
});
