/**
 * The commands of the lab's terminal beside curl: services, kill, start, stop, restart, ls, cat, echo, clear, help.
 * Runs in the page; acts through the machine alone.
 * @module
 */
import type { ServiceStatus } from '#runtimes/lab-runtime.ts';
import { parseCurl } from './parse-curl.ts';
import { runCurl } from './run-curl.ts';
import type { TerminalMachine } from './terminal-machine.ts';

export interface TerminalCommand {
  /** How it is called, for `help`. */
  readonly usage: string;
  readonly about: string;
  /** @returns exit code, 0 when all is well. */
  readonly run: (args: readonly string[], machine: TerminalMachine, signal: AbortSignal) => Promise<number>;
}

const fail = (machine: TerminalMachine, exitCode: number, text: string): number => {
  machine.print({ stream: 'err', text });
  return exitCode;
};

const describe = ({ name, state, listening, ending }: ServiceStatus): string =>
  `${name.padEnd(20)} ${state}${listening ? ', listening' : ''}${ending === undefined ? '' : ` (${ending})`}`;

async function curl(args: readonly string[], machine: TerminalMachine, signal: AbortSignal): Promise<number> {
  const parsed = parseCurl(args);
  if ('plan' in parsed) return runCurl(parsed.plan, machine, signal);
  machine.print({ stream: 'err', text: parsed.refusal.message });
  if (parsed.refusal.note) machine.print({ stream: 'note', text: parsed.refusal.note });
  return parsed.refusal.exitCode;
}

async function services(_args: readonly string[], machine: TerminalMachine): Promise<number> {
  machine.print({ stream: 'out', text: (await machine.services()).map(describe).join('\n') });
  return 0;
}

/** Names of services; `-9` and `-KILL` are what this kill always does. */
const namesIn = (args: readonly string[]): readonly string[] => args.filter((argument) => !argument.startsWith('-'));

async function forEachService(
  verb: 'kill' | 'start' | 'stop' | 'restart',
  args: readonly string[],
  machine: TerminalMachine,
  act: (name: string) => Promise<number>,
): Promise<number> {
  const names = namesIn(args);
  const known = (await machine.services()).map(({ name }) => name);
  if (names.length === 0) return fail(machine, 2, `${verb}: name a service: ${known.join(', ')}`);
  let exitCode = 0;
  for (const name of names) {
    const code = known.includes(name)
      ? await act(name)
      : fail(machine, 1, `${verb}: ${name}: no such service. There are: ${known.join(', ')}`);
    exitCode = code === 0 ? exitCode : code;
  }
  return exitCode;
}

const kill: TerminalCommand['run'] = (args, machine) =>
  forEachService('kill', args, machine, async (name) => {
    await machine.kill(name);
    machine.print({ stream: 'out', text: `${name} killed` });
    return 0;
  });

const start: TerminalCommand['run'] = (args, machine) =>
  forEachService('start', args, machine, async (name) => {
    const status = await machine.start(name);
    machine.print({ stream: 'out', text: describe(status) });
    return status.state === 'running' ? 0 : 1;
  });

const stop: TerminalCommand['run'] = (args, machine) =>
  forEachService('stop', args, machine, async (name) => {
    machine.print({ stream: 'out', text: describe(await machine.stop(name)) });
    return 0;
  });

const restart: TerminalCommand['run'] = (args, machine) =>
  forEachService('restart', args, machine, async (name) => {
    await machine.stop(name);
    const status = await machine.start(name);
    machine.print({ stream: 'out', text: describe(status) });
    return status.state === 'running' ? 0 : 1;
  });

const list: TerminalCommand['run'] = async (_args, machine) => {
  machine.print({ stream: 'out', text: Object.keys(machine.files()).join('\n') });
  return 0;
};

const cat: TerminalCommand['run'] = async (args, machine) => {
  const files = machine.files();
  if (args.length === 0) return fail(machine, 1, 'cat: name a file; "ls" lists them');
  let exitCode = 0;
  for (const path of args) {
    const text = files[path.replace(/^\.\//, '')];
    if (text === undefined) {
      exitCode = fail(machine, 1, `cat: ${path}: No such file or directory`);
      const meant = Object.keys(files).find((known) => known.endsWith(`/${path}`));
      machine.print({ stream: 'note', text: meant ? `There is ${meant}.` : '"ls" lists the files.' });
    } else machine.print({ stream: 'out', text });
  }
  return exitCode;
};

const echo: TerminalCommand['run'] = async (args, machine) => {
  machine.print({ stream: 'out', text: args.join(' ') });
  return 0;
};

const help: TerminalCommand['run'] = async (_args, machine) => {
  const commands = [...terminalCommands.values(), ...machine.commands()];
  const width = Math.max(...commands.map(({ usage }) => usage.length)) + 2;
  const lines = commands.map(({ usage, about }) => `${usage.padEnd(width)}${about}`);
  machine.print({
    stream: 'out',
    text: [
      ...lines,
      '',
      'curl: -X -d --data-raw --data-urlencode --json -H -G -i -I -s -S -f --fail-with-body -m -v -o /dev/null -w -u -A -V',
      'Quotes as in a shell; "cmd; cmd", "cmd && cmd", "cmd || cmd", $? is the last exit code.',
      'Arrow keys bring back earlier lines, Ctrl+C ends a command, Ctrl+L clears. A service answers under its own name.',
      "In a service, console.timeStamp('charged the card') puts a note on the timeline; in Node itself it prints nothing.",
    ].join('\n'),
  });
  return 0;
};

/** Every command by name, in the order in which `help` lists them. */
export const terminalCommands: ReadonlyMap<string, TerminalCommand> = new Map<string, TerminalCommand>([
  ['curl', { usage: 'curl [options] <url>', about: 'send a request to a service', run: curl }],
  ['services', { usage: 'services', about: 'which services are up', run: services }],
  ['kill', { usage: 'kill <service>', about: 'end a service at once, as kill -9 does', run: kill }],
  ['start', { usage: 'start <service>', about: 'start a service that has ended', run: start }],
  ['stop', { usage: 'stop <service>', about: 'ask a service to end (SIGTERM)', run: stop }],
  ['restart', { usage: 'restart <service>', about: 'stop a service and start it again', run: restart }],
  ['ls', { usage: 'ls', about: 'the files of the lab', run: list }],
  ['cat', { usage: 'cat <file>', about: 'print a file', run: cat }],
  ['echo', { usage: 'echo <words>', about: 'print words; echo $? prints the last exit code', run: echo }],
  [
    'clear',
    {
      usage: 'clear',
      about: 'empty the screen',
      run: async (_args, machine) => {
        machine.clear();
        return 0;
      },
    },
  ],
  ['help', { usage: 'help', about: 'this list', run: help }],
]);
