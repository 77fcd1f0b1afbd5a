/**
 * What a WebContainer mounts to run a lab: the engine as a bundle and the lab's packages. The lab itself, with the learner's
 * files, comes with each request. Node only; the site's build uses it.
 * @module
 */
import { resolve } from 'node:path';
import type { ContainerFiles } from '#runtimes/webcontainer/container-files.ts';
import { bundleContainerEngine } from './bundle-container-engine.ts';
import { bundleContainerPackages } from './bundle-container-packages.ts';
import { PART_SPECIFIERS } from './find-engine-parts.ts';
import { readManifest } from './read-manifest.ts';

/**
 * @param projectRoot The project's root folder.
 * @throws {CourseError} `LAB_UNKNOWN` or `LAB_INVALID`.
 *
 * @example
 * (await readContainerFiles('.', 'hello-payment'))['engine/run-request.mjs']
 */
export async function readContainerFiles(projectRoot: string, lab: string): Promise<ContainerFiles> {
  const root = resolve(projectRoot);
  const { packages } = await readManifest(root, lab);
  const [engine, modules] = await Promise.all([
    bundleContainerEngine(root),
    bundleContainerPackages(
      root,
      // What Node has itself is not bundled.
      packages.filter((name) => !PART_SPECIFIERS.includes(name)),
    ),
  ]);
  return { ...engine, ...modules };
}
