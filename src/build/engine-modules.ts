/**
 * How the engine's npm packages are bundled: the same polyfills in the page and in the terminal, so that a run does not
 * depend on the host. Every bundle that holds `src/bench/process` needs this esbuild plugin. Node only.
 * @module
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * readable-stream and string_decoder name these as if they were Node's own. A file of ours stands here for nothing else: to what a
 * plugin finds esbuild does not apply tsconfig.json, to what an import finds it does, and of a file that both find it takes
 * whichever came first, which would give two builds different bytes.
 */
const polyfills: Readonly<Record<string, string>> = {
  events: require.resolve('events/'),
  buffer: require.resolve('buffer/'),
  'process/': fileURLToPath(new URL('../bench/node-api/stream/stream-process.ts', import.meta.url)),
  'string_decoder/': fileURLToPath(new URL('../bench/node-api/stream/stream-string-decoder.ts', import.meta.url)),
  stream: require.resolve('readable-stream'),
  'abort-controller': fileURLToPath(new URL('../bench/node-api/stream/abort-controller.ts', import.meta.url)),
};

/**
 * Parts of sucrase for source maps, for mistakes in its options and for languages that no service is written in: a fifth of
 * its weight, and types are stripped without them.
 */
const UNUSED_PARTS =
  /sucrase\/dist\/(?:Options|computeSourceMap|transformers\/(?:CJSImport|Flow|JestHoist|ReactDisplayName|ReactHotLoader)Transformer)\.js$/;

/**
 * @example
 * await build({ entryPoints: ['src/bench/process/worker.ts'], bundle: true, format: 'iife', plugins: [engineModules()] });
 */
export const engineModules = (): Plugin => ({
  name: 'engine-modules',
  setup(build) {
    build.onResolve(
      { filter: /^(?:events|buffer|stream|process\/|string_decoder\/|abort-controller)$/ },
      ({ path }) => ({
        path: polyfills[path] ?? path,
      }),
    );
    build.onLoad({ filter: UNUSED_PARTS }, () => ({ contents: 'exports.validateOptions = () => {};' }));
  },
});
