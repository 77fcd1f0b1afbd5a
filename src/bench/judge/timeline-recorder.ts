/**
 * Turns what the kernel tells into the timeline that the report shows, and streams it where someone watches.
 * Runs beside the kernel; cannot change a run.
 * @module
 */
import type {
  Cause,
  ConnectionEnding,
  KernelObserver,
  ObservedBytes,
  ObservedConnection,
  ObservedCut,
  ObservedFault,
  ObservedMessage,
  ObservedProcess,
  ProcessEnding,
} from '#bench/kernel/kernel-observer.ts';
import type { LogStream } from '#bench/kernel/protocol.ts';
import { ByteRecorder } from './byte-recorder.ts';
import { BrokerFeed } from './broker-feed.ts';
import { FaultBands } from './fault-bands.ts';
import { describeEnding, firstErrorLine } from './process-ending.ts';
import type { DiskAccess } from './operation.ts';
import type { ProcessRole, Timeline, TimelineColumn, TimelineMessage, TimelineMoment } from './report.ts';
import type { TimelineWatcher } from './timeline-watcher.ts';

/** A run keeps its beginning, where causes are; a session keeps what happened last. */
export type KeptMessages = 'first' | 'latest';

const MESSAGE_LIMIT = 10_000;
const MOMENT_LIMIT = 10_000;
const ACCESS_LIMIT = 10_000;
/** World services print one such line per entry of their ledger. */
const LEDGER_PREFIX = 'ledger ';

/**
 * @example
 * const recorder = new TimelineRecorder([{ process: 'client', role: 'client' }]);
 * const kernel = new Kernel({ seed, transport, observer: recorder, hosts: [] });
 * recorder.timeline();
 */
/** Says which of a service's processes, where it is not the first. */
const tell = ({ child }: ObservedProcess): string => (child === undefined ? '' : `${child}: `);

export class TimelineRecorder implements KernelObserver {
  readonly #columns: TimelineColumn[];
  readonly #roles: Map<string, ProcessRole>;
  readonly #watcher: TimelineWatcher;
  readonly #messages = new Map<number, TimelineMessage>();
  readonly #moments: TimelineMoment[] = [];
  readonly #accesses: DiskAccess[] = [];
  readonly #keeps: KeptMessages;
  readonly #faults = new FaultBands();
  readonly #bytes: ByteRecorder;
  readonly #broker = new BrokerFeed();
  #droppedCount = 0;
  #hasSeenStop = false;
  #lastAtMs = 0;

  constructor(columns: readonly TimelineColumn[], watcher: TimelineWatcher = {}, keeps: KeptMessages = 'first') {
    this.#keeps = keeps;
    this.#columns = [...columns];
    this.#roles = new Map(columns.map(({ process, role }) => [process, role]));
    this.#watcher = watcher;
    this.#bytes = new ByteRecorder(keeps, (connection, transfer) => this.#watcher.connection?.(connection, transfer));
    for (const { process } of columns) this.#broker.name(process);
  }

  /** @param nowMs Until when faults that are in force have lasted. Default: when something was last heard of. */
  timeline(nowMs = this.#lastAtMs): Timeline {
    const bytes = this.#bytes.bytes();
    const broker = this.#broker.history();
    return {
      columns: [...this.#columns],
      messages: [...this.#messages.values()],
      moments: this.#moments,
      bands: this.#faults.bands(this.#columns, nowMs),
      droppedCount: this.#droppedCount,
      ...(bytes && { bytes }),
      ...(broker && { broker }),
    };
  }

  /** A process more, right of the one named; nothing when it has its column. */
  addColumn(column: TimelineColumn, rightOf: string): void {
    if (this.#roles.has(column.process)) return;
    this.#roles.set(column.process, column.role);
    this.#broker.name(column.process);
    const at = this.#columns.findIndex(({ process }) => process === rightOf);
    this.#columns.splice(at === -1 ? this.#columns.length : at + 1, 0, column);
  }

  /** The processes that there are from now on; what was recorded of others stays. */
  replaceColumns(columns: readonly TimelineColumn[]): void {
    this.#columns.splice(0, this.#columns.length, ...columns);
    for (const { process, role } of columns) {
      this.#roles.set(process, role);
      this.#broker.name(process);
    }
    this.#watcher.columns?.(columns);
  }

  /** What processes opened or were refused, in order. Apart from the timeline, which would drown in it. */
  accesses(): readonly DiskAccess[] {
    return this.#accesses;
  }

  processStarted(process: ObservedProcess, atUs: number): void {
    if (process.child === undefined) this.#addMoment(process.name, 'started', 'started', { atUs });
    else this.#addMoment(process.name, 'note', `started ${process.child}`, { atUs });
    this.#watcher.changed?.(process);
  }

  processListening(process: ObservedProcess, port: number, atUs: number): void {
    this.#addMoment(process.name, 'listening', `${tell(process)}listens on port ${port}`, { atUs });
    this.#watcher.changed?.(process);
  }

  /** A process had to be stopped in real time. */
  get hasSeenStop(): boolean {
    return this.#hasSeenStop;
  }

  processEnded(process: ObservedProcess, ending: ProcessEnding, cause: Cause): void {
    this.#hasSeenStop ||= ending.kind === 'stopped';
    const error = firstErrorLine(ending);
    if (error !== undefined) this.#addMoment(process.name, 'error', `${tell(process)}${error}`, cause);
    // The service goes on without a child.
    if (process.child !== undefined) {
      this.#addMoment(process.name, 'note', `${tell(process)}ended: ${describeEnding(ending)}`, cause);
      return;
    }
    this.#addMoment(process.name, ending.kind === 'exit' ? 'exited' : 'killed', describeEnding(ending), cause);
    this.#watcher.ended?.(process, ending);
    this.#watcher.changed?.(process);
  }

  messageSent(sent: ObservedMessage): void {
    const { id, from, to, atUs, kind, label, port, answers, preview, fault, operation, source } = sent;
    this.#lastAtMs = atUs / 1_000;
    const message: TimelineMessage = {
      id: `m-${id}`,
      from,
      to,
      sentAtMs: atUs / 1_000,
      kind,
      label,
      ...(port === undefined ? {} : { port }),
      ...(answers === undefined ? {} : { answers: `m-${answers}` }),
      ...(preview === undefined ? {} : { preview }),
      ...(fault === undefined ? {} : { fault }),
      ...(operation === undefined ? {} : { operation }),
      ...(source === undefined ? {} : { source }),
    };
    const isFull = this.#messages.size >= MESSAGE_LIMIT;
    if (isFull) this.#droppedCount += 1;
    if (isFull && this.#keeps === 'latest') this.#messages.delete(this.#messages.keys().next().value ?? 0);
    if (!isFull || this.#keeps === 'latest') this.#messages.set(id, message);
    // Requests, copies and answers are told when they arrive; these never do.
    if (kind === 'refused' || kind === 'reset' || kind === 'lost') this.#watcher.message?.(message);
  }

  messageArrived(id: number, atUs: number): void {
    const sent = this.#messages.get(id);
    if (!sent) return;
    const arrived = { ...sent, receivedAtMs: atUs / 1_000 };
    this.#messages.set(id, arrived);
    this.#watcher.message?.(arrived);
  }

  messageHeld(id: number, fault: string): void {
    const sent = this.#messages.get(id);
    if (sent) this.#messages.set(id, { ...sent, fault: `held by ${fault}` });
  }

  messageLost(id: number, fault: string): void {
    const sent = this.#messages.get(id);
    if (!sent) return;
    const lost = { ...sent, kind: 'lost', fault: `lost by ${fault}` } as const;
    this.#messages.set(id, lost);
    this.#watcher.message?.(lost);
  }

  faultStarted(fault: ObservedFault, atUs: number): void {
    this.#lastAtMs = atUs / 1_000;
    this.#faults.started(fault, this.#lastAtMs);
  }

  faultEnded(number: number, atUs: number): void {
    this.#lastAtMs = atUs / 1_000;
    this.#faults.ended(number, this.#lastAtMs);
  }

  connectionCut({ from, to, how, fault }: ObservedCut, atUs: number): void {
    const what = how === 'close' ? 'closed' : 'reset';
    this.#addMoment(to, 'fault', `the connection from ${from} was ${what} by ${fault}`, { atUs });
  }

  connectionOpened(connection: ObservedConnection, atUs: number): void {
    this.#bytes.opened(connection, atUs);
  }

  bytesSent(connectionId: number, bytes: ObservedBytes, cause: Cause): void {
    this.#bytes.sent(connectionId, bytes, cause);
  }

  bytesHeld(connectionId: number, fault: string, atUs: number): void {
    this.#bytes.held(connectionId, fault, atUs);
  }

  bytesFreed(connectionId: number, atUs: number): void {
    this.#bytes.freed(connectionId, atUs);
  }

  connectionEnded(connectionId: number, ending: ConnectionEnding, atUs: number): void {
    this.#bytes.ended(connectionId, ending, atUs);
  }

  logged(process: ObservedProcess, stream: LogStream, text: string, cause: Cause): void {
    const { operation, source } = cause;
    const lines = text.replace(/\n$/, '').split('\n');
    for (const [index, line] of lines.entries()) {
      const isLedger =
        stream === 'stdout' && this.#roles.get(process.name) === 'world' && line.startsWith(LEDGER_PREFIX);
      if (isLedger) this.#addMoment(process.name, 'ledger', line.slice(LEDGER_PREFIX.length), cause);
      else this.#addMoment(process.name, 'log', line, cause);
      this.#watcher.log?.({
        service: process.name,
        stream,
        text: line,
        atMs: cause.atUs / 1_000,
        ...(operation === undefined ? {} : { operation }),
        ...(source === undefined ? {} : { source }),
        ...(index === lines.length - 1 && !text.endsWith('\n') && { isOpen: true }),
      });
    }
  }

  stored(process: ObservedProcess, paths: readonly string[], cause: Cause): void {
    const label = paths.join(', ');
    const last = this.#moments.at(-1);
    // One call, such as writeFileSync, is several commits: of the file's size, then of its content.
    const isSame = last?.kind === 'stored' && last.process === process.name && last.atMs === cause.atUs / 1_000;
    if (isSame && last.label === label && last.source?.line === cause.source?.line) return;
    this.#addMoment(process.name, 'stored', label, cause);
  }

  diskAccessed(process: ObservedProcess, path: string, mode: DiskAccess['mode'], cause: Cause): void {
    const { atUs, operation, source } = cause;
    const access: DiskAccess = {
      process: process.name,
      path,
      mode,
      atMs: atUs / 1_000,
      ...(operation === undefined ? {} : { operation }),
      ...(source === undefined ? {} : { source }),
    };
    if (this.#accesses.length < ACCESS_LIMIT) this.#accesses.push(access);
    if (mode === 'denied') this.#addMoment(process.name, 'denied', path, cause);
  }

  noted(process: ObservedProcess, text: string, cause: Cause): void {
    this.#addMoment(process.name, 'note', text, cause);
  }

  told(process: ObservedProcess, channel: string, text: string, cause: Cause): void {
    const record = this.#broker.take(process, channel, text, cause);
    if (record) this.#watcher.broker?.(record);
  }

  #addMoment(process: string, kind: TimelineMoment['kind'], label: string, cause: Cause): void {
    const { atUs, operation, source } = cause;
    this.#lastAtMs = atUs / 1_000;
    const moment: TimelineMoment = {
      process,
      atMs: atUs / 1_000,
      kind,
      label,
      ...(operation === undefined ? {} : { operation }),
      ...(source === undefined ? {} : { source }),
    };
    if (this.#moments.length >= MOMENT_LIMIT && this.#keeps === 'latest') this.#moments.shift();
    if (this.#moments.length < MOMENT_LIMIT) this.#moments.push(moment);
    this.#watcher.moment?.(moment);
  }
}
