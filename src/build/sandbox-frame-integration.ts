/**
 * Puts the sandbox frame into the built site, and serves it in development. Runs inside `astro build` and `astro dev`.
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { buildSandboxFrame } from './build-sandbox-frame.ts';

/** Where the frame stands in the site; pages derive its address from their own. */
export const SANDBOX_FRAME_PATH = 'engine/frame.html';

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
          if (!request.url?.split('?')[0]?.endsWith(`/${SANDBOX_FRAME_PATH}`)) {
            next();
            return;
          }
          buildSandboxFrame().then((html) => {
            response.setHeader('content-type', 'text/html; charset=utf-8');
            response.end(html);
          }, next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        const file = new URL(SANDBOX_FRAME_PATH, dir);
        await mkdir(new URL('.', file), { recursive: true });
        await writeFile(file, await buildSandboxFrame());
      },
    },
  };
}
