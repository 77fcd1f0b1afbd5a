/**
 * Puts what real processes and the bench's client tell into one timeline: who asked whom, for which operation. Times come
 * from the machine's monotonic clock, which all of them share. Pure.
 * @module
 */
import type { LabProgram } from '#bench/judge/lab-program.ts';
import { CLIENT_NAME, labColumns } from '#bench/judge/lab-columns.ts';
import type { Timeline } from '#bench/judge/report.ts';
import { TimelineRecorder } from '#bench/judge/timeline-recorder.ts';
import type { ClientRequest } from '#bench/kernel/bench-client.ts';
import type { ObservedProcess, ProcessEnding } from '#bench/kernel/kernel-observer.ts';
import type { EffectSource, LogStream } from '#bench/kernel/protocol.ts';
import { ExchangeLog } from './exchange-log.ts';
import type { LocalAddresses } from './local-addresses.ts';
import type { ObserverMessage } from './observer-message.ts';
import type { ClientWatcher } from './real-client.ts';

const PREVIEW_CHARACTERS = 400;

export class RealTimeline implements ClientWatcher {
  readonly #recorder: TimelineRecorder;
  readonly #exchanges = new ExchangeLog();
  readonly #startUs: number;
  readonly #addresses: LocalAddresses;
  /** The operation that was under way when a process told its last error. */
  readonly #dying = new Map<number, string>();

  /** @param startUs when the run began, on the machine's monotonic clock. */
  constructor(program: LabProgram, addresses: LocalAddresses, startUs: number) {
    this.#recorder = new TimelineRecorder(labColumns(program));
    this.#addresses = addresses;
    this.#startUs = startUs;
  }

  /** Everything in the order of time, whatever the order in which processes were read. */
  timeline(): Timeline {
    const { columns, moments, bands } = this.#recorder.timeline();
    return {
      columns,
      ...this.#exchanges.messages(),
      moments: moments.toSorted((left, right) => left.atMs - right.atMs),
      bands,
    };
  }

  started(process: ObservedProcess, atUs: number): void {
    this.#recorder.processStarted(process, atUs);
  }

  ended(process: ObservedProcess, ending: ProcessEnding, atUs: number): void {
    const error = ending.kind === 'exit' ? ending.error : undefined;
    const operation = error && this.#dying.get(process.pid);
    this.#recorder.processEnded(process, ending, causeOf(atUs, operation, error?.source));
  }

  logged(process: ObservedProcess, stream: LogStream, text: string, atUs: number): void {
    this.#recorder.logged(process, stream, text, { atUs });
  }

  sent(operation: string, request: ClientRequest, localPort: number, atUs: number): void {
    const { method, target, host, body } = request;
    const shown = body?.subarray(0, PREVIEW_CHARACTERS * 4);
    const preview = shown && new TextDecoder().decode(shown).slice(0, PREVIEW_CHARACTERS);
    const label = `${method} ${target}`;
    this.#exchanges.requested(localPort, { from: CLIENT_NAME, to: host, label, atUs, operation, preview });
  }

  refused(operation: string, request: ClientRequest, code: string, atUs: number): void {
    const { host, port } = request;
    const label = code === 'ENOTFOUND' ? `no host named ${host}` : refusal(port);
    this.#exchanges.refused({ from: CLIENT_NAME, to: host, label, atUs, operation });
  }

  answered(localPort: number, atUs: number): void {
    this.#exchanges.answerArrived(localPort, atUs);
  }

  observed(process: ObservedProcess, message: ObserverMessage): void {
    if (message.kind === 'state') return;
    const atUs = Math.max(message.atUs - this.#startUs, 0);
    const operation = 'handling' in message ? this.#exchanges.operationOf(message.handling ?? 0) : undefined;
    switch (message.kind) {
      case 'listening':
        return this.#recorder.processListening(process, message.port, atUs);
      case 'closed':
        return;
      case 'note':
        return this.#recorder.noted(process, message.text, causeOf(atUs, operation));
      case 'error':
        if (operation !== undefined) this.#dying.set(process.pid, operation);
        return;
      case 'asked':
        return this.#exchanges.asked(message.remotePort, atUs);
      case 'answered':
        return this.#exchanges.answered(message.remotePort, message.label, atUs);
      case 'called':
      case 'call-refused': {
        const { port, label } = message;
        const to = this.#addresses.nameAt(port);
        if (to === undefined) return;
        const request = { from: process.name, to, label, atUs, operation };
        if (message.kind === 'called') this.#exchanges.requested(message.localPort, request);
        else this.#exchanges.refused({ ...request, label: refusal(port) });
        return;
      }
      case 'call-answered':
        return this.#exchanges.answerArrived(message.localPort, atUs);
    }
  }
}

function causeOf(atUs: number, operation: string | undefined, source?: EffectSource) {
  return { atUs, ...(operation !== undefined && { operation }), ...(source && { source }) };
}

const refusal = (port: number): string => `port ${port} refused the connection`;
