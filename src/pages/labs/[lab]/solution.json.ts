/**
 * The lab's solution, fetched when the learner compares, after a first attempt.
 * @module
 */
import type { APIRoute, GetStaticPaths } from 'astro';
import { readLab } from '#build/read-lab.ts';
import { listLabs } from '#build/read-manifest.ts';
import type { WorkbenchSolution } from '#workbench/state/workbench-data.ts';

export const getStaticPaths = (async () =>
  (await listLabs(process.cwd())).map((lab) => ({ params: { lab } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { solution } = await readLab(process.cwd(), params['lab'] ?? '');
  const content: WorkbenchSolution = { files: solution };
  return new Response(JSON.stringify(content));
};
