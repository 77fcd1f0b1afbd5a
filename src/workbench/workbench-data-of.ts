/**
 * What a lab page carries in its HTML, from the lab as it was read from disk. Pure; runs at build time.
 * @module
 */
import type { LabManifest } from '#course/lab-manifest.ts';
import type { LabFiles, LabProgram } from '#runtimes/lab-runtime.ts';
import type { WorkbenchData } from './state/workbench-data.ts';

interface LabToShow {
  readonly manifest: LabManifest;
  readonly starter: LabFiles;
  readonly program: Pick<LabProgram, 'services' | 'world' | 'parts'>;
}

/**
 * Everything but hints, checks' code, solution and types: those are fetched when they are asked for.
 *
 * @example
 * workbenchData(await readLab('.', 'hello-payment'), { title: 'Lesson 1.6', href: '../../lessons/…/index.html' })
 */
export function workbenchData(
  { manifest, starter, program }: LabToShow,
  lesson: WorkbenchData['lesson'],
): WorkbenchData {
  const { id, number, title, summary, minutes, steps, checks, files, declared, commands, engines } = manifest;
  const unnamed = Object.keys(starter).filter((path) => !files.some((file) => file.path === path));
  const brokers = program.world.flatMap(({ name, role }) => (role === 'broker' ? [name] : []));
  return {
    id,
    number,
    title,
    summary,
    minutes,
    lesson,
    steps,
    checks,
    files: [...files, ...unnamed.map((path) => ({ path, editable: true, about: '' }))].map(
      ({ path, editable, about }) => ({ path, isEditable: editable, about, starter: starter[path] ?? '' }),
    ),
    services: program.services.map(({ name }) => name),
    world: program.world.map(({ name }) => name),
    ...(brokers.length > 0 && { brokers }),
    commands,
    ...(declared && { declaredIn: declared.file, entrance: declared.entrance }),
    ...(engines.includes('real') && { runsForReal: true }),
    hasDatabases: program.parts?.includes('sqlite') === true,
  };
}
