/**
 * Makes the engine's part for MicroPython: the npm package's own script and WebAssembly, in a scope of its own. The script
 * keeps its state in globals and loads its WebAssembly asynchronously; several processes of one thread may run it, and a
 * simulated process has no file to load from. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const PACKAGE = '@micropython/micropython-webassembly-pyscript';

/** Globals of the script, each read as a plain name and written as a property of `globalThis`. */
const STATE = [
  'Module',
  'proxy_js_ref',
  'proxy_js_ref_next',
  'proxy_js_ref_map',
  'proxy_js_map',
  'proxy_js_existing',
  'pyProxyFinalizationRegistry',
];

/**
 * @throws when the package's script is not what this file knows: another version needs another look.
 *
 * @example
 * const { code, wasm } = await bundleMicropython();
 */
export async function bundleMicropython(): Promise<{ readonly code: string; readonly wasm: Uint8Array }> {
  const [script, wasm] = await Promise.all([
    readFile(require.resolve(PACKAGE), 'utf8'),
    readFile(require.resolve(`${PACKAGE}/micropython.wasm`)),
  ]);
  return { code: inScope(asFunctionBody(script)), wasm: new Uint8Array(wasm) };
}

function asFunctionBody(script: string): string {
  const body = script
    .replace('export async function loadMicroPython', 'async function loadMicroPython')
    .replace('export default _createMicroPythonModule;', '')
    .replaceAll('import.meta.url', '"file:///micropython.mjs"');
  const state = new Set([...body.matchAll(/globalThis\.(\w+)=[^=]/g)].map(([, name = '']) => name));
  // Only where there is none, and `loadMicroPython` itself.
  for (const name of ['crypto', 'loadMicroPython']) state.delete(name);
  const isKnown = state.size === STATE.length && STATE.every((name) => state.has(name));
  if (/[;}\n]export[ {*]/.test(body) || !isKnown)
    throw new Error(`${PACKAGE} is another than bundle-micropython.ts knows: its globals are ${[...state].join(', ')}`);
  return body;
}

/** An expression that gives the part's function, as `engine-parts.ts` calls it. */
function inScope(body: string): string {
  const accessors = STATE.map((name) => `get ${name}() { return ${name}; }, set ${name}(value) { ${name} = value; }`);
  return `((real) => {
const { WebAssembly: Wasm, TextDecoder, Int32Array, Float64Array } = real;
class KeptReference { #value; constructor(value) { this.#value = value; } deref() { return this.#value; } }
class NoRegistry { register() {} unregister() {} }
const start = async (module, process, fetch, WeakRef, FinalizationRegistry, navigator) => {
  let ${STATE.join(', ')};
  // Compiled already: nothing is fetched, and nothing is asynchronous but promise jobs.
  const WebAssembly = {
    RuntimeError: Wasm.RuntimeError,
    instantiateStreaming: async (_, imports) => ({ module, instance: new Wasm.Instance(module, imports) }),
  };
  const globalThis = {
    TextDecoder, Int32Array, Float64Array, WebAssembly,
    WorkerGlobalScope: true,
    get crypto() { return crypto; },
    ${accessors.join(',\n    ')},
  };
  ${body}
  return loadMicroPython;
};
// Garbage is collected when the host likes, and a run must not depend on it.
return (module) => ({
  loadMicroPython: async (options) =>
    (await start(module, undefined, () => undefined, KeptReference, NoRegistry))({ url: 'micropython.wasm', ...options }),
});
})(globalThis)`;
}
