/**
 * The frame's side: holds the engine and answers the page. Runs inside the sandbox frame.
 * @module
 */
import type { EnginePartName } from '#platform/engine-part.ts';
import { type PeerPort, PortPeer } from '#platform/port-peer.ts';
import { BenchHost } from '../bench-host.ts';
import type { HostWorker } from '../host-workers.ts';
import type { LabFiles, LabSession, TerminalRequest } from '../lab-runtime.ts';
import { LabRuntimeError } from '../lab-runtime-error.ts';
import type {
  AddPartInput,
  OpenSessionInput,
  PartBytes,
  RunInput,
  SearchInput,
  SessionAnswer,
  SessionCall,
  StoresInput,
} from './frame-messages.ts';

/**
 * Serves one page over `port`.
 *
 * @example
 * serveFrame(event.ports[0], startWorker);
 */
export function serveFrame(port: MessagePort, startWorker: () => HostWorker): void {
  const parts = new Map<EnginePartName, PartBytes>();
  const host = new BenchHost({
    name: 'page-sandbox',
    startWorker,
    readPart: async (name) => readPart(parts, name),
  });
  const runs = new Map<number, AbortController>();
  const sessions = new Map<number, LabSession>();

  const peer = new PortPeer(port as PeerPort, {
    warmUp: () => host.warmUp(),
    // The frame reaches no address: the page fetches what a lab needs.
    addPart: ({ name, part }: AddPartInput) => void parts.set(name, part),
    beat: () => undefined,
    runChecks: ({ runId, program, request }: RunInput, emit) =>
      cancellable(runId, (signal) => host.runChecks(program, request, emit, signal)),
    searchSeeds: ({ runId, program, request }: SearchInput, emit) =>
      cancellable(runId, (signal) => host.searchSeeds(program, request, emit, signal)),
    cancel: (runId: number) => runs.get(runId)?.abort(),
    openSession: async ({ sessionId, program, files }: OpenSessionInput) => {
      const onEvent = (event: unknown) => peer.notify('sessionEvent', { sessionId, event });
      const session = await host.openSession(program, files, onEvent);
      sessions.set(sessionId, session);
      return session.statuses();
    },
    session: async ({ sessionId, method, input }: SessionCall): Promise<SessionAnswer> => {
      const session = sessions.get(sessionId);
      if (!session) {
        throw new LabRuntimeError('RUNTIME_CLOSED', {
          message: `Cannot ${method}: the session was closed`,
          hint: 'Open a new session.',
        });
      }
      const value = await callSession(session, method, input);
      return { value, statuses: session.statuses() };
    },
    closeSession: async (sessionId: number) => {
      await sessions.get(sessionId)?.close();
      sessions.delete(sessionId);
    },
  });

  async function cancellable<Value>(runId: number, run: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const controller = new AbortController();
    runs.set(runId, controller);
    try {
      return await run(controller.signal);
    } finally {
      runs.delete(runId);
    }
  }
}

function readPart(parts: ReadonlyMap<EnginePartName, PartBytes>, name: EnginePartName): PartBytes {
  const part = parts.get(name);
  if (part) return part;
  throw new LabRuntimeError('RUNTIME_START_FAILED', {
    message: `Cannot run the lab: the page has not handed over the part "${name}" of the engine`,
    hint: 'Reload the page.',
  });
}

function callSession(session: LabSession, method: SessionCall['method'], input: unknown): Promise<unknown> {
  switch (method) {
    case 'send':
      return session.send(input as TerminalRequest);
    case 'start':
      return session.start(input as string);
    case 'stop':
      return session.stop(input as string);
    case 'kill':
      return session.kill(input as string);
    case 'wipe':
      return session.wipe(input as string);
    case 'stores': {
      const { service, page } = input as StoresInput;
      return session.stores(service, page);
    }
    case 'reload':
      return session.reload(input as LabFiles);
  }
}
