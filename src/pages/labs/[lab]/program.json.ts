/**
 * The lab's program and hints, fetched when the engine is first asked for.
 * @module
 */
import type { APIRoute, GetStaticPaths } from 'astro';
import { readLab } from '#build/read-lab.ts';
import { listLabs } from '#build/read-manifest.ts';
import type { WorkbenchProgram } from '#workbench/state/workbench-data.ts';

export const getStaticPaths = (async () =>
  (await listLabs(process.cwd())).map((lab) => ({ params: { lab } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { program, manifest } = await readLab(process.cwd(), params['lab'] ?? '');
  const content: WorkbenchProgram = { program, hints: manifest.hints };
  return new Response(JSON.stringify(content));
};
