/**
 * World services for tests: as a real Node process and as a simulated one, asked in the same way; and their history under
 * traffic in the simulation.
 * @module
 */
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readWorldFiles } from '#build/bundle-checks.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from './check-code.ts';
import type { HistoryEntry } from './linearizable.ts';
import { startRealProcess } from './real-process.ts';

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WorldAnswer {
  readonly status: number;
  readonly body: string;
  readonly isReplayed: boolean;
}

const json = { 'content-type': 'application/json' };
/** A request as the tests write it: `post('/charges', { orderId: 'o-1', amount: 1 })`. */
export const post = (path: string, body: unknown, headers: Question['headers'] = {}): Question => ({
  method: 'POST',
  path,
  body: JSON.stringify(body),
  headers: { ...json, ...headers },
});
export const put = (path: string, body: unknown): Question => ({ ...post(path, body), method: 'PUT' });
export const get = (path: string): Question => ({ method: 'GET', path });

let engine: Promise<LabRuntime> | undefined;

/** One for a test file; `closeEngine` ends it. */
const openEngine = (): Promise<LabRuntime> =>
  (engine ??= bundleEngineThread('.').then((bundle) => openTerminalRuntime(bundle)));

export async function closeEngine(): Promise<void> {
  await (await engine)?.close();
}

async function programOf(name: string, env: Readonly<Record<string, string>>, check: string): Promise<LabProgram> {
  const entry = `_kit/world/${name}.ts`;
  return {
    id: `world-${name}`,
    services: [],
    world: [{ name, entry, port: 80, env }],
    checks: [{ id: 'C1', slug: '01-world', title: name, code: checkCode(check) }],
    worldFiles: await readWorldFiles('.', [entry]),
    packages: {},
  };
}

/** Asks one after the other in a session of the simulated engine. Also gives what was printed. */
export async function askSimulated(name: string, env: Record<string, string>, questions: readonly Question[]) {
  const printed: string[] = [];
  const session = await (
    await openEngine()
  ).openSession(await programOf(name, env, ''), {}, (event) => {
    if (event.kind === 'log') printed.push(event.line.text);
  });
  const answers: WorldAnswer[] = [];
  for (const { method, path, body, headers = {} } of questions) {
    const answer = await session.send({
      method,
      url: `http://${name}${path}`,
      headers: Object.entries(headers),
      ...(body !== undefined && { body }),
    });
    const isReplayed = answer.headers.some(([header]) => header.toLowerCase() === 'idempotency-replayed');
    answers.push({ status: answer.status, body: answer.body, isReplayed });
  }
  await session.close();
  return { answers, ledgerLines: printed.filter((line) => line.startsWith('ledger ')) };
}

/** Asks one after the other a process of the Node that runs the tests. */
export async function askReal(name: string, env: Record<string, string>, questions: readonly Question[]) {
  const service = await startRealProcess(`labs/_kit/world/${name}.ts`, env);
  const answers: WorldAnswer[] = [];
  for (const { method, path, body, headers } of questions) {
    const answer = await fetch(`${service.url}${path}`, { method, ...(headers && { headers }), body: body ?? null });
    const isReplayed = answer.headers.has('idempotency-replayed');
    answers.push({ status: answer.status, body: await answer.text(), isReplayed });
  }
  const printed = await service.stop();
  return { answers, ledgerLines: printed.split('\n').filter((line) => line.startsWith('ledger ')) };
}

export interface WorldHistory {
  readonly history: readonly HistoryEntry[];
  readonly ledger: readonly Record<string, unknown>[];
}

/** Seeded requests at once against a simulated world service. `request` is the body of a function of `bench.choose` and the index. */
export async function historyUnderTraffic(
  name: string,
  env: Record<string, string>,
  seed: number,
  request: string,
): Promise<WorldHistory> {
  const check = `
    const choose = bench.choose;
    const json = { 'content-type': 'application/json' };
    const ask = (method, path, body, headers = {}) => ({ method, url: 'http://${name}' + path,
      ...(body && { headers: { ...json, ...headers }, body: JSON.stringify(body) }) });
    const done = await bench.traffic({ count: 60, perSecond: 400, request: (index) => { ${request} } });
    const ledger = await bench.ledger('${name}');
    const history = done.map(({ request, response, sentAtMs, endedAtMs, outcome }) => ({
      method: request.method, path: new URL(request.url).pathname, body: request.body && JSON.parse(request.body),
      key: request.headers?.['idempotency-key'], outcome, status: response?.status,
      answer: response && JSON.parse(response.body), sentAtMs, endedAtMs }));
    return pass(JSON.stringify({ history, ledger }));`;
  const report = await (
    await openEngine()
  ).runChecks(await programOf(name, env, check), { files: {}, seed, transport: 'fleet' }, () => {});
  const [first] = report.checks;
  if (first?.verdict !== 'pass') throw new Error(`The traffic did not run: ${first?.reason}`);
  return JSON.parse(first.held) as WorldHistory;
}
