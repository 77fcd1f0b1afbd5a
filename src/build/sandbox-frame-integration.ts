/**
 * Puts the engine's frames, its parts, and the helper of a WebContainer's page into the built site, and serves them in development. Runs inside `astro build` and `astro dev`.
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { enginePartFiles } from '#platform/engine-part.ts';
import { isolationHeaders } from '#platform/isolation-headers.ts';
import { buildContainerFrame } from './build-container-frame.ts';
import { buildIsolationWorker } from './build-isolation-worker.ts';
import { buildSandboxFrame } from './build-sandbox-frame.ts';
import { PART_BUNDLES } from './bundle-engine-parts.ts';
import { listRealLabs } from './list-real-labs.ts';

/** Where the frame stands in the site; pages derive its address from their own. */
export const SANDBOX_FRAME_PATH = 'engine/frame.html';

const FILES = [
  { path: SANDBOX_FRAME_PATH, type: 'text/html; charset=utf-8', make: buildSandboxFrame },
  ...PART_BUNDLES.flatMap(({ name, bundle }) => {
    const { code, wasm } = enginePartFiles(name);
    return [
      { path: `engine/${code}`, type: 'text/javascript; charset=utf-8', make: async () => (await bundle()).code },
      { path: `engine/${wasm}`, type: 'application/wasm', make: async () => (await bundle()).wasm },
    ];
  }),
];

/** Beside the page of each lab in a WebContainer: a service worker reaches its own folder only. */
const CONTAINER_FILES = [
  { name: 'container.html', type: 'text/html; charset=utf-8', make: buildContainerFrame },
  { name: 'isolation-worker.js', type: 'text/javascript; charset=utf-8', make: buildIsolationWorker },
];

const containerFileAt = (path: string): (typeof CONTAINER_FILES)[number] | undefined => {
  const name = /\/labs\/[^/]+\/webcontainer\/([^/]+)$/.exec(path)?.[1];
  return CONTAINER_FILES.find((candidate) => candidate.name === name);
};

/**
 * @example
 * export default defineConfig({ integrations: [sandboxFrame()] });
 */
export function sandboxFrame(): AstroIntegration {
  return {
    name: 'ensemble:sandbox-frame',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = request.url?.split('?')[0] ?? '';
          for (const [name, value] of Object.entries(isolationHeaders(path))) response.setHeader(name, value);
          const file = FILES.find((candidate) => path.endsWith(`/${candidate.path}`)) ?? containerFileAt(path);
          if (!file) {
            next();
            return;
          }
          file.make().then((content) => {
            response.setHeader('content-type', file.type);
            response.end(content);
          }, next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        const labs = await listRealLabs(process.cwd());
        const beside = labs.flatMap((lab) =>
          CONTAINER_FILES.map(({ name, make }) => ({ path: `labs/${lab}/webcontainer/${name}`, make })),
        );
        for (const { path, make } of [...FILES, ...beside]) {
          const file = new URL(path, dir);
          await mkdir(new URL('.', file), { recursive: true });
          await writeFile(file, await make());
        }
      },
    },
  };
}
