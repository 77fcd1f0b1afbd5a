/**
 * A session that runs in the sandbox frame, as the page holds it. Browser only.
 * @module
 */
import { untilAborted } from '#platform/until-aborted.ts';
import type {
  LabFiles,
  LabSession,
  ServiceStatus,
  ServiceStores,
  StorePage,
  TerminalRequest,
  TerminalResponse,
} from '../lab-runtime.ts';
import type { OpenSessionInput, SessionAnswer, SessionCall, StoresInput } from './frame-messages.ts';

/** Calls a handler of the frame. */
export type FrameCall = <Value>(method: string, input: unknown) => Promise<Value>;

export class FrameSession implements LabSession {
  readonly #call: FrameCall;
  readonly #sessionId: number;
  readonly #onClose: () => void;
  #statuses: readonly ServiceStatus[];

  constructor(call: FrameCall, sessionId: number, onClose: () => void, statuses: readonly ServiceStatus[]) {
    this.#call = call;
    this.#sessionId = sessionId;
    this.#onClose = onClose;
    this.#statuses = statuses;
  }

  static async open(call: FrameCall, input: OpenSessionInput, onClose: () => void): Promise<FrameSession> {
    const statuses = await call<readonly ServiceStatus[]>('openSession', input);
    return new FrameSession(call, input.sessionId, onClose, statuses);
  }

  async send(request: TerminalRequest, signal?: AbortSignal): Promise<TerminalResponse> {
    signal?.throwIfAborted();
    return untilAborted(this.#ask<TerminalResponse>('send', request), signal);
  }

  start(service: string): Promise<ServiceStatus> {
    return this.#ask('start', service);
  }

  stop(service: string): Promise<ServiceStatus> {
    return this.#ask('stop', service);
  }

  kill(service: string): Promise<void> {
    return this.#ask('kill', service);
  }

  wipe(service: string): Promise<ServiceStatus> {
    return this.#ask('wipe', service);
  }

  stores(service: string, page?: StorePage): Promise<ServiceStores> {
    return this.#ask('stores', { service, page } satisfies StoresInput);
  }

  reload(files: LabFiles): Promise<readonly ServiceStatus[]> {
    return this.#ask('reload', files);
  }

  statuses(): readonly ServiceStatus[] {
    return this.#statuses;
  }

  async close(): Promise<void> {
    this.#onClose();
    await this.#call('closeSession', this.#sessionId);
  }

  /** Statuses change between calls as well, and with calls that fail. */
  follow(status: ServiceStatus): void {
    this.#statuses = this.#statuses.map((known) => (known.name === status.name ? status : known));
  }

  async #ask<Value>(method: SessionCall['method'], input: unknown): Promise<Value> {
    const call: SessionCall = { sessionId: this.#sessionId, method, input };
    const { value, statuses } = await this.#call<SessionAnswer>('session', call);
    this.#statuses = statuses;
    return value as Value;
  }
}
