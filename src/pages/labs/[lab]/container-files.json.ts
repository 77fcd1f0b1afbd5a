/**
 * What a WebContainer mounts to run the lab, fetched when its button is pressed.
 * @module
 */
import type { APIRoute, GetStaticPaths } from 'astro';
import { listRealLabs } from '#build/list-real-labs.ts';
import { readContainerFiles } from '#build/read-container-files.ts';

export const getStaticPaths = (async () =>
  (await listRealLabs(process.cwd())).map((lab) => ({ params: { lab } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(JSON.stringify(await readContainerFiles(process.cwd(), params['lab'] ?? '')));
