/**
 * Runs one line of the terminal: parses it, then runs its commands one after the other as a shell does.
 * Runs in the page.
 * @module
 */
import { LabRuntimeError } from '#runtimes/lab-runtime-error.ts';
import { labCommand } from './lab-command.ts';
import { expandWord, parseShellLine } from './parse-shell-line.ts';
import { terminalCommands } from './terminal-commands.ts';
import { interruptedExitCode, type TerminalMachine } from './terminal-machine.ts';

/**
 * @param lastExitCode What `$?` stands for at the start of the line.
 * @returns The exit code of the last command that ran.
 *
 * @example
 * await runTerminalLine('curl -f http://shop/nothing; echo $?', machine, signal, 0) // 0, after printing "22"
 */
export async function runTerminalLine(
  line: string,
  machine: TerminalMachine,
  signal: AbortSignal,
  lastExitCode: number,
): Promise<number> {
  const parsed = parseShellLine(line);
  if (parsed.kind !== 'commands') {
    const message = parsed.kind === 'error' ? parsed.message : `sh: ${parsed.reason}`;
    machine.print({ stream: 'err', text: message });
    return 2;
  }
  for (const text of parsed.notes) machine.print({ stream: 'note', text });

  let exitCode = lastExitCode;
  for (const { when, words } of parsed.commands) {
    if ((when === 'and' && exitCode !== 0) || (when === 'or' && exitCode === 0)) continue;
    const current = exitCode;
    const [name = '', ...args] = words.map((word) =>
      expandWord(word, (variable) => (variable === '?' ? `${current}` : '')),
    );
    exitCode = await runCommand(name, args, machine, signal);
    if (signal.aborted) return interruptedExitCode;
  }
  return exitCode;
}

async function runCommand(
  name: string,
  args: readonly string[],
  machine: TerminalMachine,
  signal: AbortSignal,
): Promise<number> {
  const own = machine.commands().find((other) => other.name === name);
  const command = terminalCommands.get(name) ?? (own && labCommand(own));
  if (!command) {
    machine.print({ stream: 'err', text: `sh: ${name}: command not found` });
    machine.print({ stream: 'note', text: '"help" lists the commands of this terminal.' });
    return 127;
  }
  try {
    return await command.run(args, machine, signal);
  } catch (error) {
    if (signal.aborted) {
      machine.print({ stream: 'out', text: '^C' });
      return interruptedExitCode;
    }
    if (!(error instanceof LabRuntimeError)) throw error;
    machine.print({ stream: 'err', text: `${name}: ${error.message}` });
    machine.print({ stream: 'note', text: error.hint });
    return 1;
  }
}
