/**
 * Deploys a service anew under the eyes of customers: some ask while no process of it is there, and as soon as the new one calls
 * itself healthy, somebody asks for what it is there for.
 * @module
 */
import type { Bench, HttpRequest, Operation, ProcessStatus } from '../../_kit/bench.ts';
import { NEW_VERSION } from './new-version.ts';

const LOOK_MS = 5;
const HEALTH_PAUSE_MS = 40;
const HEALTH_TRIES = 25;
/** Longest stop and start that is watched. */
const WATCH_MS = 10_000;

export interface RollingUpdate {
  readonly status: ProcessStatus | undefined;
  readonly startedAtMs: number;
  /** When the new process listened. */
  readonly upAtMs: number;
  /** Sent while no process listened. */
  readonly meanwhile: readonly Operation[];
  /** The first answer of 200 from the new process's own `GET /health`, and what was asked for right after it. */
  readonly health: { readonly said: Operation; readonly asked: Operation } | undefined;
}

/**
 * @param meanwhile Requests to send at once while nobody listens.
 * @param work A request that the new process has a part in.
 */
export async function rollOut(
  bench: Bench,
  service: string,
  { meanwhile, work }: { meanwhile: readonly HttpRequest[]; work: HttpRequest },
): Promise<RollingUpdate> {
  const startedAtMs = bench.nowMs();
  const deployed = bench.deploy(service, NEW_VERSION);
  const isListening = (): boolean => bench.status(service).listening;
  await until(bench, () => !isListening());
  const asked = Promise.all(meanwhile.map((request) => bench.request(request)));
  await until(bench, isListening);
  const upAtMs = bench.nowMs();
  const health = await firstHealth(bench, service, work);
  const [status] = await deployed;
  return { status, startedAtMs, upAtMs, meanwhile: await asked, health };
}

async function until(bench: Bench, isSo: () => boolean): Promise<void> {
  const untilMs = bench.nowMs() + WATCH_MS;
  while (!isSo() && bench.nowMs() < untilMs) await bench.sleep(LOOK_MS);
}

/** A service without such a route, or one that says no, promises nothing. */
async function firstHealth(bench: Bench, service: string, work: HttpRequest): Promise<RollingUpdate['health']> {
  for (let tries = 0; tries < HEALTH_TRIES; tries += 1) {
    const said = await bench.request({ method: 'GET', url: `http://${service}/health`, timeoutMs: 1_000 });
    const status = said.response?.status;
    if (status === 200) return { said, asked: await bench.request(work) };
    if (status !== undefined && status < 500) return undefined;
    await bench.sleep(HEALTH_PAUSE_MS);
  }
  return undefined;
}
