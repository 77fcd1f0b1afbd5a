/**
 * A variant of the lab `split-the-monolith` as a shop for tests: its files, and the system that its `services.json` names.
 * @module
 */
import { readdir } from 'node:fs/promises';
import { withDeclaredServices } from '#bench/judge/declared-services.ts';
import { readVariantFiles } from '#build/read-variant-files.ts';
import type { LabFiles } from '#runtimes/index.ts';
import { openShopOf, openSimulatedLab, type ShopSystem, type SimulatedLab } from './shop-system.ts';

const LAB = { id: 'split-the-monolith', from: [{ folder: '_shop/monolith', as: 'shop' }] };
const DECLARED = {
  file: 'services.json',
  entrance: 'shop',
  env: {
    BANK_URL: 'http://bank',
    MAILBOX_URL: 'http://mailbox',
    STAFF_PASSWORD: 'let the staff in',
    PASSWORD_COST: '16',
  },
};

/** The solution and the other right approaches, as `solution`, `right/<name>`. */
export async function listSplitVariants(): Promise<readonly string[]> {
  const right = await readdir(`labs/${LAB.id}/right`);
  return ['solution', ...right.map((name) => `right/${name}`)];
}

/** Every program file of a variant, with those that it takes over from what it stands on. */
export const readSplitFiles = (variant: string): Promise<LabFiles> => readVariantFiles('.', LAB, variant);

/** A variant as a lab of the simulated engine, without checks. Close its runtime. */
export async function openSplitVariant(variant: string): Promise<SimulatedLab> {
  const files = await readSplitFiles(variant);
  const lab = await openSimulatedLab('monolith');
  const declared = withDeclaredServices({ ...lab.program, id: variant, services: [], declared: DECLARED }, files);
  if ('problem' in declared) throw new Error(declared.problem.message);
  return { ...lab, files, program: declared.program };
}

/** Its answers are those of the services, where those of the monolith differ. */
export const openSplitShop = async (variant: string): Promise<ShopSystem> =>
  openShopOf(await openSplitVariant(variant), 'services', DECLARED.entrance);
