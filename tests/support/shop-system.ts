/**
 * The shop for tests, as real Node processes and in the simulated engine, asked in the same way.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readWorldFiles } from '#build/bundle-checks.ts';
import { readFolderFiles } from '#build/read-folder-files.ts';
import { SHOP_TOPOLOGIES, type ShopKind, type ShopProgram } from '#cli/shop/shop-topology.ts';
import { startShop } from '#cli/shop/start-shop.ts';
import { type LabProgram, type LabRuntime, openTerminalRuntime } from '#runtimes/index.ts';

export interface ShopRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

export interface ShopAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface ShopSystem {
  readonly kind: ShopKind;
  /** Asks the shop's entrance, or the program that is named. */
  ask(request: ShopRequest, program?: string): Promise<ShopAnswer>;
  /** kill -9. */
  kill(program: string): Promise<void>;
  start(program: string): Promise<void>;
  /** kill -9 of everything but the world, then starts it again on the same disks. */
  restart(): Promise<void>;
  /** A moment for what goes on behind the answers; a simulation stands still between requests. */
  letTimePass(): Promise<void>;
  close(): Promise<void>;
}

/** Takes connections and answers none: whoever asks it lets time pass. */
const SILENT = {
  name: 'silent',
  entry: 'silent.ts',
  port: 80,
  env: {},
  code: "import net from 'node:net';\nnet.createServer(() => {}).listen(80);\n",
};
const MOMENT_MS = 200;

/** A password costs little here, and a busy machine is no outage: neither is what is tested. */
const ENV = { PASSWORD_COST: '16', STAFF_PASSWORD: 'let the staff in', TIMEOUT_MS: '5000' };

const own = (kind: ShopKind): readonly string[] =>
  SHOP_TOPOLOGIES[kind].programs.filter(({ isWorld }) => !isWorld).map(({ name }) => name);

async function restartAll(
  names: readonly string[],
  kill: (name: string) => Promise<void>,
  start: (name: string) => Promise<void>,
) {
  for (const name of names) await kill(name);
  for (const name of names) await start(name);
}

export async function openRealShop(kind: ShopKind): Promise<ShopSystem> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'shop-test-'));
  const shop = await startShop({ kind, root: '.', dataFolder, env: ENV });
  const kill = (name: string) => shop.process(name).kill();
  const start = (name: string) => shop.process(name).start();
  return {
    kind,
    ask: async ({ method, path, headers = {}, body }, program) => {
      const url = program === undefined ? shop.url : shop.process(program).url;
      const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
    kill,
    start,
    restart: () => restartAll(own(kind), kill, start),
    letTimePass: async () => {},
    close: async () => {
      await shop.stop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

export interface SimulatedLab {
  readonly runtime: LabRuntime;
  /** Without checks. */
  readonly program: LabProgram;
  readonly files: Readonly<Record<string, string>>;
}

/** The shop as a lab of the simulated engine. Close its runtime. */
export async function openSimulatedLab(kind: ShopKind): Promise<SimulatedLab> {
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  const { programs } = SHOP_TOPOLOGIES[kind];
  const read = await readFolderFiles(`labs/_shop/${kind}`);
  const prefixed = Object.entries(read).map(([path, text]) => [`_shop/${kind}/${path}`, text] as const);
  const toSpec = ({ name, entry, env, reaches = {}, isWorld }: ShopProgram): LabProgram['world'][number] => ({
    name,
    entry,
    port: 80,
    env: {
      ...env,
      ...(!isWorld && { DATABASE_FILE: `/data/${name}.db`, ...ENV }),
      ...Object.fromEntries(Object.entries(reaches).map(([variable, reached]) => [variable, `http://${reached}`])),
    },
  });
  const world = programs.filter(({ isWorld }) => isWorld);
  const { code, ...silent } = SILENT;
  const program: LabProgram = {
    id: `shop-${kind}`,
    services: programs.filter(({ isWorld }) => !isWorld).map(toSpec),
    world: [...world.map(toSpec), silent],
    checks: [],
    worldFiles: {
      ...(await readWorldFiles(
        '.',
        world.map(({ entry }) => entry),
      )),
      [silent.entry]: code,
    },
    packages: {},
    parts: ['sqlite'],
  };
  return { runtime, program, files: Object.fromEntries(prefixed) };
}

export async function openSimulatedShop(kind: ShopKind): Promise<ShopSystem> {
  return openShopOf(await openSimulatedLab(kind), kind, SHOP_TOPOLOGIES[kind].entrance);
}

/** A session with a lab's programs. @param kind Whose answers it gives, where the two differ. */
export async function openShopOf(lab: SimulatedLab, kind: ShopKind, entrance: string): Promise<ShopSystem> {
  const { runtime, program, files } = lab;
  const problems: string[] = [];
  const session = await runtime.openSession(program, files, (event) => {
    if (event.kind === 'problem') problems.push(`${event.problem.service}: ${event.problem.message}`);
  });
  const idle = session.statuses().filter(({ listening }) => !listening);
  if (idle.length > 0) throw new Error(`${JSON.stringify(idle)}\n${problems.join('\n')}`);
  const start = async (name: string): Promise<void> => {
    const status = await session.start(name);
    if (!status.listening) throw new Error(JSON.stringify(status));
  };
  const kill = (name: string) => session.kill(name);
  return {
    kind,
    ask: async ({ method, path, headers = {}, body }, name = entrance) => {
      const answer = await session.send({
        method,
        url: `http://${name}${path}`,
        headers: Object.entries(headers),
        ...(body !== undefined && { body }),
      });
      const fields = answer.headers.map(([field, value]): [string, string] => [field, value]);
      return { status: answer.status, headers: new Headers(fields), text: answer.body };
    },
    kill,
    start,
    restart: () =>
      restartAll(
        program.services.map(({ name: service }) => service),
        kill,
        start,
      ),
    letTimePass: () =>
      session.send({ method: 'GET', url: 'http://silent/', headers: [], timeoutMs: MOMENT_MS }).then(
        () => {},
        () => {},
      ),
    close: async () => {
      await session.close();
      await runtime.close();
    },
  };
}
