/**
 * A session: services that stay up between requests. Virtual time moves while a request is under way or services start, and on
 * until all is quiet, so that what was set in motion is seen. Then it stands still. Runs beside the kernel.
 * @module
 */
import type { ClientErrorCode } from '#bench/kernel/bench-client.ts';
import type { ProcessEnding } from '#bench/kernel/kernel-observer.ts';
import type { ProcessTransport } from '#bench/kernel/process-transport.ts';
import { Afterglow } from './afterglow.ts';
import type { DrivePlatform } from './drive.ts';
import { parseHttpAddress } from './http-address.ts';
import type { LabFiles, LabProgram, ProgramSpec } from './lab-program.ts';
import type { DiskView } from '#bench/kernel/disks.ts';
import { CLIENT_NAME } from './lab-columns.ts';
import { LabSystem } from './lab-system.ts';
import { describeEnding } from './process-ending.ts';
import { ProcessVerbs } from './process-verbs.ts';
import type { FileProblem, ServiceStatus, SessionEvent, TerminalRequest, TerminalResponse } from './session-event.ts';
import { type DeclarationProblem, type DeclaredProgram, withDeclaredServices } from './declared-services.ts';
import { type DiskFacts, explainDisk } from './explain-disk.ts';
import { findStartProblem } from './start-problem.ts';

export interface SessionOptions {
  readonly program: LabProgram;
  readonly files: LabFiles;
  readonly seed: number;
  readonly transport: ProcessTransport;
  readonly platform: DrivePlatform;
  readonly onEvent: (event: SessionEvent) => void;
}

/** What the terminal's client says when nothing came back: a code, a sentence and curl's own exit code. */
export interface SendFailure {
  readonly code: ClientErrorCode | 'URL_INVALID';
  readonly message: string;
  readonly curlCode: number;
}

/** `curl --max-time` has no default; five virtual minutes, as a Node server grants a request, cost little and end. */
const LONGEST_REQUEST_MS = 300_000;
/** Events of services that call each other without end, per request. */
const EVENTS_PER_REQUEST_LIMIT = 100_000;
/** Who presses Stop waits for it; five virtual seconds are enough to let go of what is open. */
const STOP_GRACE_MS = 5_000;

/** https://curl.se/docs/manpage.html#EXIT */
const CURL_CODES: Readonly<Record<ClientErrorCode, number>> = {
  ENOTFOUND: 6,
  ECONNREFUSED: 7,
  BAD_REPLY: 8,
  PARTIAL_REPLY: 18,
  ETIMEDOUT: 28,
  EMPTY_REPLY: 52,
  ECONNRESET: 56,
};

export class LabSessionRunner {
  readonly #options: SessionOptions;
  readonly #system: LabSystem;
  readonly #declared: DeclaredProgram;
  #requestCount = 0;
  #waitingCount = 0;
  #isPumping = false;
  readonly #onIdle: (() => void)[] = [];
  readonly #glow: Afterglow;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { onEvent } = options;
    this.#declared = withDeclaredServices(options.program, options.files);
    this.#system = new LabSystem({
      ...options,
      program: 'program' in this.#declared ? this.#declared.program : { ...options.program, services: [] },
      keeps: 'latest',
      watcher: {
        message: (message) => {
          this.#glow.heard();
          onEvent({ kind: 'message', message });
        },
        moment: (moment) => onEvent({ kind: 'moment', moment }),
        connection: (connection, transfer) => {
          this.#glow.heard();
          onEvent({ kind: 'connection', connection, ...(transfer && { transfer }) });
        },
        log: (line) => onEvent({ kind: 'log', line }),
        broker: (record) => onEvent({ kind: 'broker', record }),
        columns: (columns) => onEvent({ kind: 'columns', columns }),
        changed: ({ name }) => {
          if (name !== CLIENT_NAME) onEvent({ kind: 'status', status: this.status(name) });
        },
        ended: ({ name }, ending) => {
          const problem = problemOf(name, ending, this.#disks());
          if (problem) onEvent({ kind: 'problem', problem });
        },
      },
    });
    this.#glow = new Afterglow(this.#system);
  }

  /** Starts everything, the world first. */
  async open(): Promise<readonly ServiceStatus[]> {
    if (this.#options.program.declared) {
      this.#options.onEvent({ kind: 'columns', columns: this.#system.recorder.timeline().columns });
    }
    if ('problem' in this.#declared) this.#tell(this.#declared.problem);
    await this.#start(this.#system.programs);
    return this.statuses();
  }

  async send(request: TerminalRequest): Promise<TerminalResponse | SendFailure> {
    const address = parseHttpAddress(request.url);
    if (!address) {
      return { code: 'URL_INVALID', message: `"${request.url}" is not an http address`, curlCode: 3 };
    }
    await this.#settled();
    this.#requestCount += 1;
    const { method, headers, body, timeoutMs = LONGEST_REQUEST_MS } = request;
    const sentUs = this.#system.kernel.nowUs;
    const result = await this.#while(
      this.#system.client.send(
        { ...address, method, headers, timeoutMs, ...(body !== undefined && { body: new TextEncoder().encode(body) }) },
        `r-${this.#requestCount}`,
      ),
    );
    if (!result) {
      return {
        code: 'ETIMEDOUT',
        message: 'the services called each other without end',
        curlCode: CURL_CODES.ETIMEDOUT,
      };
    }
    if ('error' in result) return { ...result.error, curlCode: CURL_CODES[result.error.code] };
    const { response, atUs } = result;
    return {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      body: new TextDecoder().decode(response.body),
      tookMs: (atUs - sentUs) / 1_000,
    };
  }

  /** Starts a program that has ended; one that runs is left alone. */
  async start(name: string): Promise<ServiceStatus> {
    await this.#settled();
    const program = this.#system.find(name);
    if (program && this.#system.view(name)?.state === 'exited') await this.#start([program]);
    return this.status(name);
  }

  async kill(name: string): Promise<void> {
    await this.#settled();
    this.#system.kill(name);
    void this.#pump();
  }

  /** SIGTERM, and SIGKILL when it has not ended after the time of grace. */
  async stop(name: string): Promise<ServiceStatus> {
    await this.#settled();
    if (this.#system.find(name)) await this.#while(new ProcessVerbs(this.#system).stop(name, STOP_GRACE_MS));
    this.#system.kill(name);
    return this.status(name);
  }

  /** Starts a service as if it had never been: what it had stored is gone. */
  async wipe(name: string): Promise<ServiceStatus> {
    await this.#settled();
    this.#system.kill(name);
    this.#system.kernel.wipeDisk(name);
    return this.start(name);
  }

  /** What is durable on a service's disk, at {@link nowMs}. */
  disk(name: string): DiskView {
    return this.#system.kernel.disk(name);
  }

  get nowMs(): number {
    return this.#system.nowMs;
  }

  /**
   * New files, every service new; the world stays as it is. When the files declare no services that could run, those that
   * run go on as they are.
   */
  async reload(files: LabFiles): Promise<readonly ServiceStatus[]> {
    const declared = withDeclaredServices(this.#options.program, files);
    if ('problem' in declared) {
      this.#tell(declared.problem);
      return this.statuses();
    }
    await this.#settled();
    for (const { name } of this.#system.services) this.#system.kill(name);
    this.#system.replaceFiles(files, declared.program);
    await this.#start(this.#system.services);
    return this.statuses();
  }

  status(name: string): ServiceStatus {
    const view = this.#system.view(name);
    if (!view) return { name, state: 'stopped', listening: false };
    const ending = view.ending && { ending: describeEnding(view.ending) };
    const { state, ports } = view;
    return { name, state, listening: ports.length > 0, ...(ports.length > 0 && { ports: [...ports] }), ...ending };
  }

  statuses(): readonly ServiceStatus[] {
    return this.#system.programs.map(({ name }) => this.status(name));
  }

  close(): void {
    this.#system.close();
  }

  #disks(): DiskFacts {
    return { programs: this.#system.programs, accesses: this.#system.recorder.accesses() };
  }

  #tell({ message, at }: DeclarationProblem): void {
    this.#options.onEvent({ kind: 'problem', problem: { service: at.file, kind: 'syntax', message, at } });
  }

  async #start(programs: readonly ProgramSpec[]): Promise<void> {
    await this.#while(this.#system.start(programs));
    for (const program of programs) {
      const view = this.#system.view(program.name);
      const problem = findStartProblem(program, view, this.#disks());
      // Errors of a program are told when they happen; this is for those that never listen.
      if (problem && !(view?.ending && problemOf(program.name, view.ending, this.#disks()))) {
        const { service, reason: message } = problem;
        this.#options.onEvent({ kind: 'problem', problem: { service, kind: 'thrown', message } });
      }
    }
  }

  /** Moves time until the promise is settled; `undefined` when it can never be. */
  async #while<Value>(promise: Promise<Value>): Promise<Value | undefined> {
    this.#waitingCount += 1;
    let isOver = false;
    const finish = () => {
      isOver = true;
      this.#waitingCount -= 1;
    };
    const watched = promise.then((value) => {
      finish();
      return value;
    });
    const gaveUp = this.#pump().then(() => undefined);
    const value = await Promise.race([watched, gaveUp]);
    if (!isOver) finish();
    return value;
  }

  /** Resolves when time stands still, or somebody waits: what comes next happens at a moment that the seed alone decides. */
  async #settled(): Promise<void> {
    if (this.#isPumping && this.#waitingCount === 0) await this.#pump();
  }

  /** One loop for all who wait: events in order, a turn for everyone answered, then the afterglow. */
  async #pump(): Promise<void> {
    if (this.#isPumping) return new Promise((resolve) => this.#onIdle.push(resolve));
    this.#isPumping = true;
    const system = this.#system;
    const firstEvent = system.kernel.eventCount;
    let turn = system.turn;
    this.#glow.begin();
    while (system.kernel.eventCount - firstEvent < EVENTS_PER_REQUEST_LIMIT) {
      if (this.#waitingCount > 0) this.#glow.begin();
      else if (this.#glow.isOver()) break;
      const advanced = await system.advance();
      if (system.turn !== turn) {
        turn = system.turn;
        await new Promise<void>((resolve) => this.#options.platform.hop(resolve));
      } else if (advanced === 'idle') break;
    }
    this.#isPumping = false;
    for (const resolve of this.#onIdle.splice(0)) resolve();
  }
}

/** An error or an endless computation; a plain exit or a kill is no problem. */
function problemOf(service: string, ending: ProcessEnding, disks: DiskFacts): FileProblem | undefined {
  if (ending.kind === 'stopped')
    return {
      service,
      kind: 'thrown',
      message: `${service} was ${ending.reason} without a pause; a loop that never ends does this, also one inside an SQL statement.`,
    };
  if (ending.kind !== 'exit' || !ending.error) return undefined;
  const { phase, source, name, message } = ending.error;
  const error = `${name}: ${message}`;
  const why = explainDisk(service, error, disks, source);
  return { service, kind: phase, message: why === '' ? error : `${error}.${why}`, ...(source && { at: source }) };
}
