/**
 * Declarations of the packages that the lab's services may import, fetched with the full editor.
 * @module
 */
import type { APIRoute, GetStaticPaths } from 'astro';
import { readLab } from '#build/read-lab.ts';
import { listLabs } from '#build/read-manifest.ts';
import { collectDeclarations } from '#build/collect-declarations.ts';
import type { WorkbenchTypes } from '#workbench/state/workbench-data.ts';

export const getStaticPaths = (async () =>
  (await listLabs(process.cwd())).map((lab) => ({ params: { lab } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { manifest } = await readLab(process.cwd(), params['lab'] ?? '');
  const content: WorkbenchTypes = collectDeclarations(
    process.cwd(),
    manifest.packages.filter((name) => !name.startsWith('node:')),
  );
  return new Response(JSON.stringify(content));
};
