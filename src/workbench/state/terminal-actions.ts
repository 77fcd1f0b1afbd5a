/**
 * Actions of the terminal: lines run one at a time, on services that follow the files.
 * @module
 */
import { parseHttpAddress } from '#bench/judge/http-address.ts';
import type { LabSession, TerminalRequest } from '#runtimes/lab-runtime.ts';
import { runTerminalLine } from '../terminal/run-terminal-line.ts';
import type { TerminalMachine, TerminalOutput } from '../terminal/terminal-machine.ts';
import { explainEngineFailure } from './engine-control.ts';
import type { WorkbenchActions } from './workbench-actions.ts';
import type { WorkbenchContext } from './create-workbench.ts';

type TerminalActions = Pick<WorkbenchActions, 'wakeEngine' | 'offerLine' | 'enterLine' | 'interrupt' | 'clearTerminal'>;

const entryLimit = 200;

export function createTerminalActions({ store, engine }: WorkbenchContext): TerminalActions {
  let abort: AbortController | undefined;
  let lastExitCode = 0;
  let entryCount = 0;
  const sentCounts = new WeakMap<LabSession, number>();

  const print = (id: number, output: TerminalOutput): void =>
    store.update(({ terminal }) => ({
      terminal: terminal.map((entry) => (entry.id === id ? { ...entry, output: [...entry.output, output] } : entry)),
    }));

  const machineFor = (id: number): TerminalMachine => {
    const session = (): Promise<LabSession> =>
      engine.session((services) =>
        print(id, { stream: 'note', text: `The files changed: ${services.join(', ')} started again.` }),
      );
    return {
      send: async (request, signal) => {
        showLive();
        const open = await session();
        remember(open, request);
        return open.send(request, signal);
      },
      services: async () => (await session()).statuses(),
      start: async (service) => (await session()).start(service),
      stop: async (service) => (await session()).stop(service),
      kill: async (service) => (await session()).kill(service),
      files: () => store.get().files,
      commands: () => store.get().data.commands,
      clear: () => store.update({ terminal: [] }),
      print: (output) => print(id, output),
    };
  };

  /** The engine numbers the requests of a session in the order of sending; an address that is none gets no number. */
  const remember = (session: LabSession, request: TerminalRequest): void => {
    if (!parseHttpAddress(request.url)) return;
    const number = (sentCounts.get(session) ?? 0) + 1;
    sentCounts.set(session, number);
    store.update(({ sent }) => ({ sent: new Map([...(number === 1 ? [] : sent), [`r-${number}`, request]]) }));
  };

  const showLive = (): void => store.update({ shown: 'live', at: undefined });

  const enter = async (line: string, signal: AbortSignal): Promise<void> => {
    const id = (entryCount += 1);
    store.update(({ terminal }) => ({ terminal: [...terminal, { id, line, output: [] }].slice(-entryLimit) }));
    try {
      lastExitCode = await runTerminalLine(line, machineFor(id), signal, lastExitCode);
    } catch (error) {
      const { message, hint } = explainEngineFailure(error);
      print(id, { stream: 'err', text: message });
      print(id, { stream: 'note', text: hint });
      lastExitCode = 1;
    }
    const exitCode = lastExitCode;
    store.update(({ terminal }) => ({
      terminal: terminal.map((entry) => (entry.id === id ? { ...entry, exitCode } : entry)),
    }));
  };

  return {
    wakeEngine: () => void engine.wake().catch(() => undefined),
    offerLine: (line) =>
      store.update(({ offered }) => ({
        offered: { line, request: (offered?.request ?? 0) + 1 },
        instrument: 'terminal',
        pane: 'instruments',
      })),
    enterLine: (line) => {
      if (abort || line.trim() === '') return;
      const own = new AbortController();
      abort = own;
      store.update({ isTerminalBusy: true });
      void enter(line, own.signal).finally(() => {
        abort = undefined;
        store.update({ isTerminalBusy: false });
      });
    },
    interrupt: () => abort?.abort(new DOMException('Interrupted', 'AbortError')),
    clearTerminal: () => store.update({ terminal: [] }),
  };
}
