/**
 * A variant of the lab `split-the-monolith` as a shop for tests: the files it comes to, and the system that its `services.json` names.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { matchesGlob } from 'node:path';
import { parse } from 'yaml';
import { readFolderFiles } from '#build/read-folder-files.ts';
import { openShopOf, openSimulatedLab, type ShopSystem, type SimulatedLab } from './shop-system.ts';

const LAB = 'labs/split-the-monolith';

interface Base {
  readonly on?: string;
  readonly from?: readonly { readonly folder: string; readonly as: string }[];
  readonly without?: readonly string[];
}

type Files = Readonly<Record<string, string>>;

const under = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [folder === '' ? path : `${folder}/${path}`, text]));

/** The solution and the other right approaches, as `solution`, `right/<name>`. */
export async function listSplitVariants(): Promise<readonly string[]> {
  const right = await readdir(`${LAB}/right`).catch(() => []);
  return ['solution', ...right.map((name) => `right/${name}`)];
}

/** Every program file of a variant, with those that it takes over from what it stands on. */
export async function readSplitFiles(variant: string): Promise<Files> {
  if (variant === 'nothing') return {};
  if (variant === 'starter') return under('shop', await readFolderFiles('labs/_shop/monolith'));
  const base = parse(await readFile(`${LAB}/${variant}/base.yaml`, 'utf8')) as Base;
  const { on = 'starter', from = [], without = [] } = base;
  const below: Files = Object.assign(
    {},
    await readSplitFiles(on),
    ...(await Promise.all(from.map(async ({ folder, as }) => under(as, await readFolderFiles(`labs/${folder}`))))),
  );
  const kept = Object.entries(below).filter(([path]) => !without.some((pattern) => matchesGlob(path, pattern)));
  return { ...Object.fromEntries(kept), ...(await readFolderFiles(`${LAB}/${variant}`)) };
}

const ENV = {
  BANK_URL: 'http://bank',
  MAILBOX_URL: 'http://mailbox',
  STAFF_PASSWORD: 'let the staff in',
  PASSWORD_COST: '16',
};

interface Declared {
  readonly entry: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export async function openSplitLab(variant: string): Promise<SimulatedLab> {
  const files = await readSplitFiles(variant);
  const lab = await openSimulatedLab('monolith');
  const declared = JSON.parse(files['services.json'] ?? '{}') as Record<string, Declared>;
  const services = Object.entries(declared).map(([name, { entry, port = 80, env = {} }]) => ({
    name,
    entry,
    port,
    env: { ...ENV, ...env },
  }));
  return { ...lab, files, program: { ...lab.program, id: variant, services } };
}

export const openSplitShop = async (variant: string): Promise<ShopSystem> =>
  openShopOf(await openSplitLab(variant), 'services', 'shop');
