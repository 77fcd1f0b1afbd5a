/**
 * Puts what real processes and the bench's client tell into one timeline: who asked whom, for which operation. Times come
 * from the machine's monotonic clock, which all of them share. Pure.
 * @module
 */
import type { LabProgram } from '#bench/judge/lab-program.ts';
import { CLIENT_NAME, labColumns } from '#bench/judge/lab-columns.ts';
import type { DiskAccess } from '#bench/judge/operation.ts';
import type { Timeline } from '#bench/judge/report.ts';
import { TimelineRecorder } from '#bench/judge/timeline-recorder.ts';
import type { ClientRequest } from '#bench/kernel/bench-client.ts';
import type { ObservedCut, ObservedFault, ObservedProcess, ProcessEnding } from '#bench/kernel/kernel-observer.ts';
import type { EffectSource, LogStream } from '#bench/kernel/protocol.ts';
import { ExchangeLog } from './exchange-log.ts';
import type { ObserverMessage } from './observer-message.ts';
import type { ConnectionSide } from './network/proxied-connection.ts';
import type { NetworkWatcher } from './network/real-network.ts';
import type { ClientWatcher } from './real-client.ts';

const PREVIEW_CHARACTERS = 400;

/** The name and the port of the lab behind a port of this machine. */
export type TargetLookup = (localPort: number) => { readonly name: string; readonly port: number } | undefined;

export class RealTimeline implements ClientWatcher, NetworkWatcher {
  readonly #recorder: TimelineRecorder;
  readonly #exchanges = new ExchangeLog();
  readonly #startUs: number;
  readonly #targetAt: TargetLookup;
  /** A request has two connections with a proxy between them: the one of who asked, by the one of who answers. */
  readonly #askedOn = new Map<string, string>();
  /** The operation of each request that a process handles; what it does for it may come when its connection has another. */
  readonly #handled = new Map<string, string | undefined>();
  /** The operation that was under way when a process told its last error. */
  readonly #dying = new Map<number, string>();

  /** @param startUs when the run began, on the machine's monotonic clock. */
  constructor(program: LabProgram, targetAt: TargetLookup, startUs: number) {
    this.#recorder = new TimelineRecorder(labColumns(program));
    this.#targetAt = targetAt;
    this.#startUs = startUs;
  }

  /**
   * Everything in the order of time, whatever the order in which processes were read.
   *
   * @param nowMs Until when faults that are in force have lasted.
   */
  timeline(nowMs: number): Timeline {
    const { columns, moments, bands } = this.#recorder.timeline(nowMs);
    return {
      columns,
      ...this.#exchanges.messages(),
      moments: moments.toSorted((left, right) => left.atMs - right.atMs),
      bands,
    };
  }

  /** A process more, right of the one named. */
  addReplica(name: string, rightOf: string): void {
    this.#recorder.addColumn({ process: name, role: 'service' }, rightOf);
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
    this.#exchanges.requested(connectionName({ name: CLIENT_NAME, port: localPort }), {
      from: CLIENT_NAME,
      to: host,
      label,
      atUs,
      operation,
      preview,
    });
  }

  refused(operation: string, request: ClientRequest, code: string, atUs: number): void {
    const { host, port } = request;
    const label = code === 'ENOTFOUND' ? `no host named ${host}` : refusal(port);
    this.#exchanges.refused({ from: CLIENT_NAME, to: host, label, atUs, operation });
  }

  answered(localPort: number, atUs: number): void {
    this.#exchanges.answerArrived(connectionName({ name: CLIENT_NAME, port: localPort }), atUs);
  }

  joined(near: ConnectionSide, far: ConnectionSide): void {
    this.#askedOn.set(connectionName(far), connectionName(near));
  }

  faultStarted(fault: ObservedFault, atUs: number): void {
    this.#recorder.faultStarted(fault, atUs);
  }

  faultEnded(number: number, atUs: number): void {
    this.#recorder.faultEnded(number, atUs);
  }

  connectionCut(cut: ObservedCut, atUs: number): void {
    this.#recorder.connectionCut(cut, atUs);
  }

  /** What processes opened or were refused, in the order in which they told it. */
  accesses(): readonly DiskAccess[] {
    return this.#recorder.accesses();
  }

  /** @param source Where in the program it came from, when that is known. */
  observed(process: ObservedProcess, message: ObserverMessage, source?: EffectSource): void {
    if (message.kind === 'state') return;
    const atUs = Math.max(message.atUs - this.#startUs, 0);
    const operation = 'handling' in message ? this.#handled.get(`${process.pid}:${message.handling}`) : undefined;
    switch (message.kind) {
      case 'listening':
        return this.#recorder.processListening(process, message.port, atUs);
      case 'closed':
      case 'contextless':
        return;
      case 'note':
        return this.#recorder.noted(process, message.text, causeOf(atUs, operation));
      case 'error':
        if (operation !== undefined) this.#dying.set(process.pid, operation);
        return;
      case 'stored':
        return this.#recorder.stored(process, [message.path], causeOf(atUs, operation));
      case 'accessed':
        return this.#recorder.diskAccessed(process, message.path, message.mode, causeOf(atUs, operation, source));
      case 'asked': {
        const connection = this.#askedBy(process, message.remotePort);
        this.#handled.set(`${process.pid}:${message.request}`, this.#exchanges.operationOf(connection));
        return this.#exchanges.asked(connection, atUs);
      }
      case 'answered': {
        const { label, preview } = message;
        return this.#exchanges.answered(this.#askedBy(process, message.remotePort), { label, atUs, preview });
      }
      case 'called':
      case 'call-refused': {
        const { port, label } = message;
        const to = this.#targetAt(port);
        if (to === undefined) return;
        const request = { from: process.name, to: to.name, label, atUs, operation };
        if (message.kind === 'called') this.#exchanges.requested(sideOf(process, message.localPort), request);
        else this.#exchanges.refused({ ...request, label: refusal(to.port) });
        return;
      }
      case 'call-answered':
        return this.#exchanges.answerArrived(sideOf(process, message.localPort), atUs);
    }
  }

  /** The connection on which the request was made that came from this port; without a proxy a program calls itself. */
  #askedBy(process: ObservedProcess, remotePort: number): string {
    const own = sideOf(process, remotePort);
    return this.#askedOn.get(own) ?? own;
  }
}

const connectionName = ({ name, port }: ConnectionSide): string => `${name}:${port}`;
const sideOf = ({ name }: ObservedProcess, port: number): string => connectionName({ name, port });

function causeOf(atUs: number, operation: string | undefined, source?: EffectSource) {
  return { atUs, ...(operation !== undefined && { operation }), ...(source && { source }) };
}

const refusal = (port: number): string => `port ${port} refused the connection`;
