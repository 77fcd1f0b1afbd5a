/**
 * The systems that the engine's benchmarks run, as labs: made of the plain Node programs beside this file. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { LabFiles, LabProgram, ProgramSpec } from '#bench/judge/lab-program.ts';
import { bundleCheck } from '#build/bundle-checks.ts';

export interface BenchmarkSystem {
  readonly program: LabProgram;
  readonly files: LabFiles;
}

/** Services of which some misbehave when they are asked to. */
export interface Crowd extends BenchmarkSystem {
  /** Names of those that do not. */
  readonly healthy: readonly string[];
  readonly wild: readonly string[];
}

/** Those that misbehave, and how `programs/neighbour.ts` calls it. */
const MISBEHAVIOURS = {
  looper: 'loop',
  thrower: 'throw-in-timer',
  leaker: 'leak-sockets',
  flooder: 'flood-log',
  hog: 'take-gigabyte',
} as const;
const HEALTHY = ['users', 'products', 'inventory', 'carts', 'orders', 'payments', 'gateway'];

const PROGRAMS = 'src/cli/bench/engine/programs/';

/** Three links and what they pass on; the chain's client calls the first. */
const CHAIN_LINKS = ['link-a', 'link-b', 'link-c'];

function service(name: string, entry: string, env: Readonly<Record<string, string>> = {}): ProgramSpec {
  return { name, entry, port: 80, env };
}

async function system(
  id: string,
  services: readonly ProgramSpec[],
  check: { readonly slug: string; readonly code: string },
): Promise<BenchmarkSystem> {
  const entries = [...new Set(services.map(({ entry }) => entry))];
  const read = async (entry: string) =>
    [entry, await readFile(fileURLToPath(new URL(`programs/${entry}`, import.meta.url)), 'utf8')] as const;
  const checks = [{ id: 'B1', title: id, ...check }];
  return {
    program: { id, services, world: [], checks, worldFiles: {}, packages: {} },
    files: Object.fromEntries(await Promise.all(entries.map(read))),
  };
}

/** gateway → 3 × orders (20 ms of work each) → payments, and the kill of one replica. */
export async function replicaScenario(): Promise<BenchmarkSystem> {
  const orders = ['orders-1', 'orders-2', 'orders-3'];
  const slug = 'kill-one-replica';
  return system(
    'replica-scenario',
    [
      service('payments', 'payments.ts'),
      ...orders.map((name) => service(name, 'orders.ts', { PAYMENTS_URL: 'http://payments' })),
      service('gateway', 'gateway.ts', { ORDERS_URLS: orders.map((name) => `http://${name}`).join(' ') }),
    ],
    { slug, code: await bundleCheck('.', `${PROGRAMS}${slug}.check.ts`) },
  );
}

/** A client program and so many links behind it: 3 make the chain of the comparison, 1 a single hop. */
export async function chain(linkCount: number): Promise<BenchmarkSystem> {
  const names = CHAIN_LINKS.slice(0, linkCount);
  const links = names.map((name, index) => {
    const next = names[index + 1];
    return service(name, 'link.ts', next === undefined ? {} : { NEXT_URL: `http://${next}/` });
  });
  const slug = 'ask-chain';
  return system(
    `chain-${linkCount}`,
    [
      ...links.toReversed(),
      service('client-program', 'chain-client.ts', { NEXT_URL: `http://${names[0]}/`, HOPS: String(linkCount) }),
    ],
    { slug, code: await bundleCheck('.', `${PROGRAMS}${slug}.check.ts`) },
  );
}

/** So many services that each only listen. */
export async function manyServices(count: number): Promise<BenchmarkSystem> {
  const services = Array.from({ length: count }, (_, index) => service(`service-${index + 1}`, 'link.ts'));
  return system(`services-${count}`, services, { slug: 'none', code: '' });
}

/** Twelve services, five of which misbehave: a loop, a throw in a timer, leaked sockets, a flood of log, a gigabyte. */
export async function twelveServices(): Promise<Crowd> {
  const named = (name: string, env: Readonly<Record<string, string>> = {}) =>
    service(name, 'neighbour.ts', { NAME: name, ...env });
  const services = [
    ...HEALTHY.map((name) => named(name)),
    ...Object.entries(MISBEHAVIOURS).map(([name, how]) => named(name, { MISBEHAVIOUR: how })),
  ];
  const twelve = await system('twelve-services', services, { slug: 'none', code: '' });
  return { ...twelve, healthy: HEALTHY, wild: Object.keys(MISBEHAVIOURS) };
}
