/**
 * A terminal machine that records what was asked and printed; answers come from a function.
 * @module
 */
import type { LabCommand } from '#course/lab-manifest.ts';
import type { LabFiles, ServiceStatus, TerminalRequest, TerminalResponse } from '#runtimes/lab-runtime.ts';
import type { TerminalMachine, TerminalOutput } from '#workbench/terminal/terminal-machine.ts';

export interface RecordingMachine extends TerminalMachine {
  readonly requests: readonly TerminalRequest[];
  readonly printed: readonly TerminalOutput[];
  /** Everything printed on one stream, joined by newlines. */
  text(stream: TerminalOutput['stream']): string;
}

export const answer = (
  status: number,
  body = '',
  headers: readonly (readonly [string, string])[] = [],
): TerminalResponse => ({
  status,
  statusText:
    ({ 200: 'OK', 201: 'Created', 404: 'Not Found', 415: 'Unsupported Media Type' } as Record<number, string>)[
      status
    ] ?? '',
  headers,
  body,
  tookMs: 12.4,
});

export function recordingMachine(
  respond: (request: TerminalRequest) => TerminalResponse | Promise<TerminalResponse> = () => answer(200, 'ok'),
  files: LabFiles = { 'payment-service/main.ts': 'serve();' },
  commands: readonly LabCommand[] = [],
): RecordingMachine {
  const requests: TerminalRequest[] = [];
  const printed: TerminalOutput[] = [];
  const status: ServiceStatus = { name: 'payment-service', state: 'running', listening: true };
  return {
    requests,
    printed,
    text: (stream) =>
      printed
        .filter((output) => output.stream === stream)
        .map(({ text }) => text)
        .join('\n'),
    send: async (request) => {
      requests.push(request);
      return respond(request);
    },
    services: async () => [status],
    start: async () => status,
    stop: async () => ({ ...status, state: 'exited', listening: false, ending: 'exit 0' }),
    kill: async () => undefined,
    files: () => files,
    commands: () => commands,
    clear: () => void printed.splice(0),
    print: (output) => void printed.push(output),
  };
}
