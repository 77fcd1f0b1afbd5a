/**
 * The simulated engine in the page: an invisible `<iframe sandbox="allow-scripts">` of opaque origin holds it, so that
 * learner code can reach neither storage nor network nor this page. Works on plain http. Browser only.
 * @module
 */
import { type PeerPort, PortPeer } from '#platform/port-peer.ts';
import { repeat } from '#platform/repeat.ts';
import { untilAborted } from '#platform/until-aborted.ts';
import type { RunReport } from '#bench/judge/report.ts';
import type { EnginePartName } from '#platform/engine-part.ts';
import type {
  LabFiles,
  LabProgram,
  LabRuntime,
  LabSession,
  RunEvent,
  RunRequest,
  SeedSearchEvent,
  SeedSearchReport,
  SeedSearchRequest,
  SessionEvent,
} from '../lab-runtime.ts';
import { LabRuntimeError, type LabRuntimeErrorCode } from '../lab-runtime-error.ts';
import { fetchPart } from './fetch-part.ts';
import { type AddPartInput, CONNECT_MESSAGE, type RunInput, type SearchInput } from './frame-messages.ts';
import { watchFrameBeat } from './frame-beat.ts';
import { FrameSession } from './frame-session.ts';

/** A frame that was refused, or is not there, never answers. */
const ANSWER_LIMIT_MS = 10_000;

export class PageSandboxRuntime implements LabRuntime {
  readonly name = 'page-sandbox';
  readonly #frame: HTMLIFrameElement;
  readonly #peer: PortPeer;
  readonly #frameUrl: string;
  readonly #parts = new Map<EnginePartName, Promise<void>>();
  readonly #sessionListeners = new Map<number, (event: SessionEvent) => void>();
  #nextId = 1;
  #stopBeat: () => void = () => undefined;
  #onLost: ((error: LabRuntimeError) => void) | undefined;

  constructor(frame: HTMLIFrameElement, port: MessagePort, frameUrl: string) {
    this.#frame = frame;
    this.#frameUrl = new URL(frameUrl, document.baseURI).href;
    this.#peer = new PortPeer(port as PeerPort, {
      sessionEvent: ({ sessionId, event }: { sessionId: number; event: SessionEvent }) =>
        this.#sessionListeners.get(sessionId)?.(event),
    });
  }

  /**
   * Adds the frame to the document and waits until its Workers run.
   *
   * @throws {LabRuntimeError} `RUNTIME_START_FAILED` when it does not answer, `RUNTIME_UNSUPPORTED` when its Workers fail.
   */
  static async open(frameUrl: string): Promise<PageSandboxRuntime> {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    frame.title = 'Engine of the lab (nothing to see)';
    frame.hidden = true;
    frame.tabIndex = -1;
    frame.src = frameUrl;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);

    const { port1, port2 } = new MessageChannel();
    const runtime = new PageSandboxRuntime(frame, port1, frameUrl);
    try {
      const isReady = loaded.then(() => {
        // An opaque origin has no name to address; the frame answers to its parent only.
        frame.contentWindow?.postMessage(CONNECT_MESSAGE, '*', [port2]);
        return runtime.#peer.call('warmUp');
      });
      await withinLimit(Promise.race([isReady, rejectWhenMissing(frameUrl)]));
      runtime.#watchBeat();
      return runtime;
    } catch (error) {
      await runtime.close();
      throw restoreError(error);
    }
  }

  async openSession(program: LabProgram, files: LabFiles, onEvent: (event: SessionEvent) => void): Promise<LabSession> {
    await this.#handOverParts(program);
    const sessionId = this.#takeId();
    this.#sessionListeners.set(sessionId, onEvent);
    const call = <Value>(method: string, input: unknown) => this.#call<Value>(method, input);
    const forget = () => this.#sessionListeners.delete(sessionId);
    const session = await FrameSession.open(call, { sessionId, program, files }, forget);
    this.#sessionListeners.set(sessionId, (event) => {
      if (event.kind === 'status') session.follow(event.status);
      onEvent(event);
    });
    return session;
  }

  async runChecks(
    program: LabProgram,
    request: RunRequest,
    onEvent: (event: RunEvent) => void,
    signal?: AbortSignal,
  ): Promise<RunReport> {
    return this.#cancellable<RunReport>(
      program,
      'runChecks',
      (runId): RunInput => ({ runId, program, request }),
      onEvent,
      signal,
    );
  }

  async searchSeeds(
    program: LabProgram,
    request: SeedSearchRequest,
    onEvent: (event: SeedSearchEvent) => void,
    signal?: AbortSignal,
  ): Promise<SeedSearchReport> {
    return this.#cancellable<SeedSearchReport>(
      program,
      'searchSeeds',
      (runId): SearchInput => ({ runId, program, request }),
      onEvent,
      signal,
    );
  }

  onLost(listener: (error: LabRuntimeError) => void): void {
    this.#onLost = listener;
  }

  async close(): Promise<void> {
    this.#end(
      new LabRuntimeError('RUNTIME_CLOSED', {
        message: 'Cannot use the engine any more: it was closed',
        hint: 'Reload the page.',
      }),
    );
  }

  #watchBeat(): void {
    this.#stopBeat = watchFrameBeat({
      ask: () => this.#peer.call('beat'),
      onSilent: () => this.#lose(),
      repeat,
      isVisible: () => document.visibilityState === 'visible',
    });
  }

  #lose(): void {
    const error = new LabRuntimeError('RUNTIME_LOST', {
      message: 'The browser ended the engine: most likely a service used more memory than the browser gives',
      hint: 'Look for what a service keeps for ever, then run again. What was typed is kept.',
    });
    this.#end(error);
    this.#onLost?.(error);
  }

  #end(because: LabRuntimeError): void {
    this.#stopBeat();
    this.#peer.close(because);
    // Removing the frame ends every Worker in it.
    this.#frame.remove();
  }

  /** A call that ends at once, here and in the frame, when the signal says so. */
  async #cancellable<Value>(
    program: LabProgram,
    method: string,
    inputOf: (runId: number) => unknown,
    onEvent: (event: never) => void,
    signal: AbortSignal | undefined,
  ): Promise<Value> {
    signal?.throwIfAborted();
    await this.#handOverParts(program);
    signal?.throwIfAborted();
    const runId = this.#takeId();
    let isCancelled = false;
    const report = this.#call<Value>(method, inputOf(runId), (event: never) => {
      if (!isCancelled) onEvent(event);
    });
    return untilAborted(report, signal, () => {
      isCancelled = true;
      this.#peer.notify('cancel', runId);
    });
  }

  /** The frame may not fetch; the page does, once for each part that a lab names. */
  async #handOverParts(program: LabProgram): Promise<void> {
    await Promise.all((program.parts ?? []).map((name) => this.#handOver(name)));
  }

  #handOver(name: EnginePartName): Promise<void> {
    const known = this.#parts.get(name);
    if (known) return known;
    const handedOver = fetchPart(this.#frameUrl, name).then((part) =>
      this.#call<void>('addPart', { name, part } satisfies AddPartInput),
    );
    this.#parts.set(name, handedOver);
    // What the network refused may come the next time.
    handedOver.catch(() => this.#parts.delete(name));
    return handedOver;
  }

  #takeId(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    return id;
  }

  async #call<Value>(method: string, input: unknown, onEvent?: (event: never) => void): Promise<Value> {
    try {
      return await this.#peer.call<Value>(method, input, onEvent);
    } catch (error) {
      throw restoreError(error);
    }
  }
}

/** A frame cannot say that it is not there; the server can, and at once. Settles only to reject. */
async function rejectWhenMissing(frameUrl: string): Promise<never> {
  // Where the question itself is refused, as in a copy without a server, the frame may still be there.
  const status = await fetch(frameUrl, { method: 'HEAD' }).then(
    (answer) => answer.status,
    () => 0,
  );
  if (status === 403 || status === 404 || status === 410) {
    throw new LabRuntimeError('RUNTIME_START_FAILED', {
      message: `Cannot start the engine: the server answers ${status} for ${new URL(frameUrl, document.baseURI).pathname}`,
      hint: 'A part of the course is missing on this server. What was typed is kept; once the file is there, the next try works.',
    });
  }
  return new Promise(() => undefined);
}

async function withinLimit<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new LabRuntimeError('RUNTIME_START_FAILED', {
          message: `Cannot start the engine: its frame did not answer within ${ANSWER_LIMIT_MS / 1_000} s`,
          hint: 'Allow scripts in frames for this site, or use "npm run lab" in a terminal.',
        }),
      );
    }, ANSWER_LIMIT_MS);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Errors cross a port as plain fields; here they become what the interface promises. */
function restoreError(error: unknown): unknown {
  if (error instanceof LabRuntimeError || !(error instanceof Error) || error.name !== 'LabRuntimeError') return error;
  const { code, hint, curlCode } = error as Error & { code: LabRuntimeErrorCode; hint: string; curlCode?: number };
  const { message } = error;
  return new LabRuntimeError(code, { message, hint, cause: error, ...(curlCode === undefined ? {} : { curlCode }) });
}
