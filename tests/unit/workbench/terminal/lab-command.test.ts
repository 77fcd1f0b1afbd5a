import { expect, test } from 'vitest';
import { runTerminalLine } from '#workbench/terminal/run-terminal-line.ts';
import { answer, recordingMachine } from '../../../support/terminal-machine.ts';

const PYTHON = { name: 'python', usage: 'python <file>', about: 'run a Python program', url: 'http://log/python' };
const never = new AbortController().signal;
const machineWith = (body: string, status = 200) => recordingMachine(() => answer(status, body), {}, [PYTHON]);

test('labCommand() sends its arguments, prints what was printed in order, and ends with the exit code', async () => {
  const printed = [
    { stream: 'out', text: 'one\ntwo\n' },
    { stream: 'err', text: 'bad' },
    { stream: 'out', text: '\n' },
  ];
  const machine = machineWith(JSON.stringify({ printed, exitCode: 3 }));

  const exitCode = await runTerminalLine('python "my producer.py" -v', machine, never, 0);

  expect(exitCode).toBe(3);
  expect(machine.requests).toMatchObject([
    { method: 'POST', url: 'http://log/python', body: '{"args":["my producer.py","-v"]}' },
  ]);
  expect(machine.printed).toEqual([
    { stream: 'out', text: 'one\ntwo' },
    { stream: 'err', text: 'bad' },
    { stream: 'out', text: '' },
  ]);
});

test.each([
  'null',
  '[]',
  'text',
  '{"printed":[],"exitCode":"0"}',
  '{"printed":[{"stream":"in","text":""}],"exitCode":0}',
])('labCommand() shows an answer that is none as it came: %s', async (body) => {
  const machine = machineWith(body);

  expect(await runTerminalLine('python a.py', machine, never, 0)).toBe(1);
  expect(machine.text('err')).toBe(`python: http://log/python answered 200: ${body}`);
});

test('labCommand() fails when its program refuses', async () => {
  const machine = machineWith('{"error":"no"}', 422);

  expect(await runTerminalLine('python a.py', machine, never, 0)).toBe(1);
  expect(machine.text('err')).toContain('answered 422');
});

test('help lists the commands of the lab behind those of every terminal, and other labs do not know them', async () => {
  const machine = machineWith('');
  const other = recordingMachine();

  await runTerminalLine('help', machine, never, 0);

  expect(machine.text('out')).toMatch(/^help .*\npython <file> +run a Python program$/m);
  expect(await runTerminalLine('python a.py', other, never, 0)).toBe(127);
});
