/**
 * A session in a bench Worker, as the workbench holds it.
 * @module
 */
import type { SendFailure } from '#bench/judge/lab-session-runner.ts';
import type {
  LabFiles,
  LabProgram,
  LabSession,
  ServiceStatus,
  ServiceStores,
  StorePage,
  TerminalRequest,
  TerminalResponse,
} from './lab-runtime.ts';
import type { EngineParts } from '#platform/engine-part.ts';
import { untilAborted } from '#platform/until-aborted.ts';
import { LabRuntimeError } from './lab-runtime-error.ts';

/** Whoever answers a session's calls: a bench Worker, or the frame on its behalf. */
export interface SessionCaller {
  call<Value>(method: string, input?: unknown): Promise<Value>;
}

export class BenchSession implements LabSession {
  readonly #bench: SessionCaller;
  readonly #onClose: () => void;
  #statuses: readonly ServiceStatus[];

  constructor(bench: SessionCaller, onClose: () => void, statuses: readonly ServiceStatus[]) {
    this.#bench = bench;
    this.#onClose = onClose;
    this.#statuses = statuses;
  }

  static async open(
    bench: SessionCaller,
    input: { readonly program: LabProgram; readonly files: LabFiles; readonly parts: EngineParts },
    onClose: () => void,
  ): Promise<BenchSession> {
    return new BenchSession(bench, onClose, await bench.call('openSession', input));
  }

  async send(request: TerminalRequest, signal?: AbortSignal): Promise<TerminalResponse> {
    signal?.throwIfAborted();
    const result = await untilAborted(this.#bench.call<TerminalResponse | SendFailure>('send', request), signal);
    this.#statuses = await this.#bench.call('statuses');
    if (!('curlCode' in result)) return result;
    throw new LabRuntimeError('RUNTIME_CONNECT_FAILED', {
      message: `Cannot get an answer from ${request.url}: ${result.message}`,
      hint: 'Look at the state and the log of the service.',
      curlCode: result.curlCode,
    });
  }

  start(service: string): Promise<ServiceStatus> {
    return this.#change('start', service);
  }

  stop(service: string): Promise<ServiceStatus> {
    return this.#change('stop', service);
  }

  kill(service: string): Promise<void> {
    return this.#change('kill', service);
  }

  wipe(service: string): Promise<ServiceStatus> {
    return this.#change('wipe', service);
  }

  stores(service: string, page?: StorePage): Promise<ServiceStores> {
    return this.#bench.call('stores', { service, page });
  }

  async reload(files: LabFiles): Promise<readonly ServiceStatus[]> {
    this.#statuses = await this.#bench.call('reload', files);
    return this.#statuses;
  }

  statuses(): readonly ServiceStatus[] {
    return this.#statuses;
  }

  async close(): Promise<void> {
    this.#onClose();
  }

  async #change<Value>(method: string, service: string): Promise<Value> {
    const value = await this.#bench.call<Value>(method, service);
    this.#statuses = await this.#bench.call('statuses');
    return value;
  }
}
