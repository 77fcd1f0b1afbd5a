/**
 * What a WebContainer mounts to run a lab: the engine as a bundle, the lab's packages, and what the engine's parts are for
 * real. The lab itself, with the learner's files, comes with each request. Node only; the site's build uses it.
 * @module
 */
import { resolve } from 'node:path';
import type { ContainerFiles } from '#runtimes/webcontainer/container-files.ts';
import { bundleContainerEngine } from './bundle-container-engine.ts';
import { bundleContainerPackages } from './bundle-container-packages.ts';
import { PART_SPECIFIERS } from './find-engine-parts.ts';
import { readContainerParts } from './read-container-parts.ts';
import { readLab } from './read-lab.ts';

/**
 * @param projectRoot The project's root folder.
 * @throws {CourseError} `LAB_UNKNOWN`, `LAB_INVALID` or `LAB_FILE_MISSING`.
 *
 * @example
 * (await readContainerFiles('.', 'hello-payment'))['engine/run-request.mjs']
 */
export async function readContainerFiles(projectRoot: string, lab: string): Promise<ContainerFiles> {
  const root = resolve(projectRoot);
  const { manifest, program } = await readLab(root, lab);
  const [engine, parts, modules] = await Promise.all([
    bundleContainerEngine(root),
    readContainerParts(program.parts ?? []),
    bundleContainerPackages(
      root,
      // What Node has itself is not bundled.
      manifest.packages.filter((name) => !PART_SPECIFIERS.includes(name)),
    ),
  ]);
  return { ...engine, ...parts, ...modules };
}
