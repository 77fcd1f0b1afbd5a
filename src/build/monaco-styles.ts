/**
 * The Vite plugin that keeps Monaco's style sheets out of every page's head. Node only; runs inside `astro build`.
 * @module
 */
import type { Plugin } from 'vite';

/**
 * Astro hoists the CSS of lazy imports into the head (withastro/astro#9495): 175 KB before anybody opened the editor.
 * Emptied here, the one sheet is added when the editor opens; see `src/workbench/code/monaco/prepare-monaco.ts`.
 *
 * @example
 * export default defineConfig({ vite: { plugins: [monacoStyles()] } });
 */
export function monacoStyles(): Plugin {
  return {
    name: 'monaco-styles',
    enforce: 'pre',
    // A name that does not end in ".css": even an empty sheet would be linked in the head, and fetched.
    resolveId: (source, importer) =>
      source.endsWith('.css') && importer?.includes('/monaco-editor/esm/') ? emptyModule : undefined,
    load: (id) => (id === emptyModule ? '' : undefined),
  };
}

const emptyModule = '\0monaco-style-left-out';
