/**
 * A variant of the lab `split-the-monolith` as a shop for tests: its files, and the system that its `services.json` names.
 * @module
 */
import { readdir } from 'node:fs/promises';
import { withDeclaredServices } from '#bench/judge/declared-services.ts';
import { readManifest } from '#build/read-manifest.ts';
import { readVariantFiles } from '#build/read-variant-files.ts';
import type { LabFiles, LabProgram } from '#runtimes/index.ts';
import { openShopOf, openSimulatedLab, type ShopSystem, type SimulatedLab } from './shop-system.ts';

const LAB = await readManifest('.', 'split-the-monolith');

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
  const program = { ...lab.program, id: variant, services: [], ...(LAB.declared && { declared: LAB.declared }) };
  const declared = withDeclaredServices<LabProgram>(program, files);
  if ('problem' in declared) throw new Error(declared.problem.message);
  return { ...lab, files, program: declared.program };
}

/** Its answers are those of the services, where those of the monolith differ. */
export const openSplitShop = async (variant: string): Promise<ShopSystem> =>
  openShopOf(await openSplitVariant(variant), 'services', LAB.declared?.entrance ?? '');
