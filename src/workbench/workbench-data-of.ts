/**
 * What a lab page carries in its HTML, from the lab as it was read from disk. Pure; runs at build time.
 * @module
 */
import type { LabManifest } from '#course/lab-manifest.ts';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { WorkbenchData } from './state/workbench-data.ts';

/**
 * Everything but hints, checks' code, solution and types: those are fetched when they are asked for.
 *
 * @example
 * workbenchData(manifest, starter, { title: 'Lesson 1.6', href: '../../lessons/…/index.html' })
 */
export function workbenchData(
  manifest: LabManifest,
  starter: LabFiles,
  lesson: WorkbenchData['lesson'],
): WorkbenchData {
  const { id, number, title, summary, minutes, steps, checks, files, services, world } = manifest;
  return {
    id,
    number,
    title,
    summary,
    minutes,
    lesson,
    steps,
    checks,
    files: files.map(({ path, editable, about }) => ({
      path,
      isEditable: editable,
      about,
      starter: starter[path] ?? '',
    })),
    services: services.map(({ name }) => name),
    world: world.map(({ name }) => name),
  };
}
