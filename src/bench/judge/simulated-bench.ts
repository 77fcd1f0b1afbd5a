/**
 * The bench that a check is given, on the simulated engine. Structurally `Bench` of `labs/_kit/bench.ts`.
 * Runs beside the kernel.
 * @module
 */
import type { ClientRequest, ClientResult } from '#bench/kernel/bench-client.ts';
import { SeededChoice } from '#bench/kernel/seeded-choice.ts';
import { BenchUsageError } from './bench-usage-error.ts';
import { parseHttpAddress } from './http-address.ts';
import type { LabSystem } from './lab-system.ts';
import type { HttpRequest, Operation, ProcessStatus, TrafficPlan } from './operation.ts';

const DEFAULT_TIMEOUT_MS = 10_000;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export class SimulatedBench {
  readonly seed: number;
  readonly choose: SeededChoice;
  readonly #system: LabSystem;
  readonly #onProgress: (sentence: string) => void;
  readonly #operations: (Operation | undefined)[] = [];
  #ledgerReadCount = 0;

  constructor(system: LabSystem, onProgress: (sentence: string) => void) {
    this.seed = system.kernel.seed;
    this.choose = new SeededChoice(this.seed);
    this.#system = system;
    this.#onProgress = onProgress;
  }

  nowMs(): number {
    return this.#system.nowMs;
  }

  progress(sentence: string): void {
    this.#onProgress(sentence);
  }

  async request(request: HttpRequest): Promise<Operation> {
    const client = this.#clientRequest(request);
    const index = this.#operations.push(undefined) - 1;
    const id = `r-${index + 1}`;
    const sentAtMs = this.nowMs();
    const operation = toOperation(id, request, sentAtMs, await this.#system.client.send(client, id));
    this.#operations[index] = operation;
    return operation;
  }

  async traffic(plan: TrafficPlan): Promise<readonly Operation[]> {
    const { count, perSecond } = plan;
    const isRateValid = perSecond === undefined || perSecond > 0;
    if (!Number.isInteger(count) || count < 1 || !isRateValid) {
      throw new BenchUsageError('BENCH_TRAFFIC_INVALID', {
        message: `Cannot send traffic: count is ${count} and perSecond is ${perSecond}, but both should be above 0`,
        hint: 'Give a whole number as count, and requests per virtual second as perSecond or leave it out.',
      });
    }
    const sent: Promise<Operation>[] = [];
    let offsetUs = 0;
    for (let index = 0; index < count; index += 1) {
      if (perSecond === undefined) {
        sent.push(this.request(plan.request(index)));
        continue;
      }
      offsetUs += this.choose.exponentialGapUs('traffic', perSecond);
      sent.push(this.sleep(offsetUs / 1_000).then(() => this.request(plan.request(index))));
    }
    return Promise.all(sent);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.#system.client.after(ms, resolve));
  }

  async kill(service: string): Promise<void> {
    this.#assertKnown(service, 'kill');
    this.#system.kill(service);
  }

  async restart(service: string): Promise<ProcessStatus> {
    const program = this.#assertKnown(service, 'restart');
    if (this.#system.view(service)?.state !== 'exited') {
      throw new BenchUsageError('BENCH_SERVICE_RUNNING', {
        message: `Cannot restart "${service}": it is running, and only a service that has ended can be started`,
        hint: `Call bench.kill("${service}") first.`,
      });
    }
    await this.#system.start([program]);
    return this.status(service);
  }

  status(service: string): ProcessStatus {
    this.#assertKnown(service, 'read the status of');
    return this.#system.status(service);
  }

  settle(limitMs: number): Promise<void> {
    const limitUs = this.#system.kernel.nowUs + limitMs * 1_000;
    return this.#system.waitUntil(() => this.#system.isQuietUntil(limitUs));
  }

  /** Operations that have ended, in the order of sending. */
  history(): readonly Operation[] {
    return this.#operations.filter((operation) => operation !== undefined);
  }

  async ledger<Entry>(world: string): Promise<readonly Entry[]> {
    const program = this.#assertKnown(world, 'read the ledger of');
    this.#ledgerReadCount += 1;
    const request = { method: 'GET', host: world, port: program.port, target: '/ledger', headers: [] };
    const result = await this.#system.client.send(
      { ...request, timeoutMs: DEFAULT_TIMEOUT_MS },
      `ledger-${this.#ledgerReadCount}`,
    );
    const entries =
      'response' in result && result.response.status === 200 ? parseJson(result.response.body) : undefined;
    if (Array.isArray(entries)) return entries as readonly Entry[];
    throw new BenchUsageError('BENCH_LEDGER_UNREADABLE', {
      message: `Cannot read the ledger of "${world}": GET /ledger gave ${describeResult(result)}, not a JSON list`,
      hint: 'Read ledgers of world services only, and while they run.',
    });
  }

  #clientRequest(request: HttpRequest): ClientRequest {
    const { method, url, headers = {}, body, timeoutMs = DEFAULT_TIMEOUT_MS } = request;
    const address = parseHttpAddress(url);
    if (!address) {
      throw new BenchUsageError('BENCH_URL_INVALID', {
        message: `Cannot send a request to "${url}": it is not an absolute http address`,
        hint: 'Write the service name as host, such as "http://payment-service/api/payments".',
      });
    }
    const malformed = [method, ...Object.keys(headers)].find((token) => !TOKEN.test(token));
    if (malformed !== undefined || Object.values(headers).some((value) => /[\r\n]/.test(value))) {
      throw new BenchUsageError('BENCH_REQUEST_INVALID', {
        message: `Cannot send ${method} ${url}: a method or header is not valid in HTTP`,
        hint: 'Use token characters in names, and no line breaks in values.',
      });
    }
    return {
      ...address,
      method,
      headers: Object.entries(headers),
      timeoutMs,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? new TextEncoder().encode(body) : body }),
    };
  }

  #assertKnown(service: string, action: string) {
    const program = this.#system.find(service);
    if (program) return program;
    const names = this.#system.programs.map(({ name }) => `"${name}"`).join(', ');
    throw new BenchUsageError('BENCH_SERVICE_UNKNOWN', {
      message: `Cannot ${action} "${service}": the lab runs ${names}`,
      hint: 'Use one of these names, or add the service to lab.yaml.',
    });
  }
}

/** An answer is `ok` whatever its status; only a connection that was never made is a definite failure. */
function toOperation(id: string, request: HttpRequest, sentAtMs: number, result: ClientResult): Operation {
  const base = { id, request, sentAtMs, endedAtMs: result.atUs / 1_000 };
  if ('error' in result) {
    const { code } = result.error;
    const definite = code === 'ECONNREFUSED' || code === 'ENOTFOUND';
    // Node reports each way in which a connection breaks as ECONNRESET.
    const nodeCode = definite || code === 'ETIMEDOUT' ? code : 'ECONNRESET';
    return { ...base, outcome: definite ? 'fail' : 'unknown', error: { code: nodeCode, definite } };
  }
  const { status, headers, body } = result.response;
  const byName: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    byName[key] = key in byName ? `${byName[key]}, ${value}` : value;
  }
  return { ...base, outcome: 'ok', response: { status, headers: byName, body: new TextDecoder().decode(body) } };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function describeResult(result: ClientResult): string {
  return 'error' in result ? result.error.message : `status ${result.response.status}`;
}
