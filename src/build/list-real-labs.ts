/**
 * Which labs run on the real engine. Node only.
 * @module
 */
import { listLabs, readManifest } from './read-manifest.ts';

/**
 * Names of the labs whose manifest says that they run for real, sorted.
 *
 * @example
 * await listRealLabs('.') // ['hello-payment']
 */
export async function listRealLabs(root: string): Promise<readonly string[]> {
  const manifests = await Promise.all((await listLabs(root)).map((lab) => readManifest(root, lab)));
  return manifests.filter(({ engines }) => engines.includes('real')).map(({ id }) => id);
}
