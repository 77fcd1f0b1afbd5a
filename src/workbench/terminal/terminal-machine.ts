/**
 * What the terminal's commands act on; the workbench provides it, tests provide a small one.
 * @module
 */
import type { LabCommand } from '#course/lab-manifest.ts';
import type { LabFiles, ServiceStatus, TerminalRequest, TerminalResponse } from '#runtimes/lab-runtime.ts';

export interface TerminalOutput {
  /** `note`: a line of the terminal's own, not of the command. */
  readonly stream: 'out' | 'err' | 'note';
  readonly text: string;
}

export interface TerminalMachine {
  send(request: TerminalRequest, signal: AbortSignal): Promise<TerminalResponse>;
  services(): Promise<readonly ServiceStatus[]>;
  start(service: string): Promise<ServiceStatus>;
  stop(service: string): Promise<ServiceStatus>;
  kill(service: string): Promise<void>;
  files(): LabFiles;
  /** What this lab's terminal can do beside the commands of every terminal. */
  commands(): readonly LabCommand[];
  clear(): void;
  print(output: TerminalOutput): void;
}

/** Exit code of a command that Ctrl+C ended, as in a shell. */
export const interruptedExitCode = 130;
