/**
 * The shop as the lab `split-the-monolith` runs it, for tests of its checks: entrance `shop`, programs at the root.
 * @module
 */
import { afterAll, beforeAll } from 'vitest';
import { bundleCheck } from '#build/bundle-checks.ts';
import type { RunReport } from '#bench/judge/report.ts';
import { SHOP_TOPOLOGIES, type ShopKind } from '#cli/shop/shop-topology.ts';
import type { LabProgram } from '#runtimes/index.ts';
import { checkCode } from './check-code.ts';
import { openSimulatedLab, type SimulatedLab } from './shop-system.ts';

export type CheckResult = RunReport['checks'][number];

/** Files by path, changed. */
export type Variant = (files: Record<string, string>) => void;

export interface SplitLab {
  judge(variant?: Variant, seed?: number): Promise<CheckResult>;
  close(): Promise<void>;
}

const CHECKS = 'labs/split-the-monolith/checks';
const ENTRANCE = 'shop';
const REAL_LIMIT_MS = 120_000;

/** @param slug Of the check, such as "02-processes". */
export async function openSplitLab(kind: ShopKind, slug: string): Promise<SplitLab> {
  const { runtime, program, files } = await openSimulatedLab(kind);
  const code = await bundleCheck('.', `${CHECKS}/${slug}.check.ts`);
  const lab: LabProgram = {
    ...program,
    ...rooted(program, kind),
    world: program.world.filter(({ name }) => name !== 'silent'),
    checks: [{ id: `C${Number(slug.slice(0, 2))}`, slug, title: slug, code }],
  };
  const warming = { id: 'C0', slug: '00-warming', title: 'Warming', code: checkCode(`return pass('');`) };
  const atRoot = Object.fromEntries(Object.entries(files).map(([path, text]) => [toRoot(path, kind), text]));
  // Compiles the shop and SQLite, which would count as computing of the first service on a busy machine.
  const first = {
    files: atRoot,
    seed: 1,
    transport: 'fleet',
    withoutTimeline: true,
    realLimitMs: REAL_LIMIT_MS,
  } as const;
  await runtime.runChecks({ ...lab, checks: [warming] }, first, () => {});
  return {
    judge: async (variant, seed = 4711) => {
      const changed = { ...atRoot };
      variant?.(changed);
      const request = { files: changed, seed, transport: 'fleet', realLimitMs: REAL_LIMIT_MS } as const;
      const [result] = (await runtime.runChecks(lab, request, () => {})).checks;
      if (!result) throw new Error(`${slug} was not run`);
      return result;
    },
    close: () => runtime.close(),
  };
}

/** The reference services and the monolith under one check, open while the tests of a file run. */
export function useSplitLabs(slug: string): Readonly<Record<ShopKind, Pick<SplitLab, 'judge'>>> {
  const opened = new Map<ShopKind, SplitLab>();
  beforeAll(async () => {
    for (const kind of ['services', 'monolith'] as const) opened.set(kind, await openSplitLab(kind, slug));
  });
  afterAll(() => Promise.all([...opened.values()].map((lab) => lab.close())));
  const lab = (kind: ShopKind): Pick<SplitLab, 'judge'> => ({
    judge: (variant, seed) => {
      const open = opened.get(kind);
      if (!open) throw new Error(`${slug} is not open before its tests run`);
      return open.judge(variant, seed);
    },
  });
  return { services: lab('services'), monolith: lab('monolith') };
}

const toRoot = (path: string, kind: ShopKind): string =>
  path.replace(`_shop/${kind}/`, kind === 'monolith' ? 'shop/' : '');

function rooted(program: SimulatedLab['program'], kind: ShopKind): Pick<LabProgram, 'services'> {
  const { entrance } = SHOP_TOPOLOGIES[kind];
  const services = program.services.map(({ name, entry, env, ...rest }) => ({
    ...rest,
    name: name === entrance ? ENTRANCE : name,
    entry: kind === 'monolith' ? entry.replace('_shop/monolith/', 'shop/') : toRoot(entry, kind),
    // A service that is away is away, and no test.
    env: { ...env, TIMEOUT_MS: '800' },
  }));
  return { services };
}

/** Replaces text in one file, which has to be there. */
export const edited =
  (path: string, from: string, to: string): Variant =>
  (files) => {
    const text = files[path];
    if (!text?.includes(from)) throw new Error(`${path} does not hold "${from}"`);
    files[path] = text.replace(from, () => to);
  };
