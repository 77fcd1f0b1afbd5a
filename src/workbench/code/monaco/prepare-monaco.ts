/**
 * Everything Monaco needs once on a page: its style sheet, its workers, the language service with the lab's packages.
 * @module
 */
import {
  ModuleKind,
  type ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register';
// oxlint-disable-next-line import/default -- Vite makes the default export of a "?worker" import
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
// oxlint-disable-next-line import/default -- as above
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker';
// The package exports no CSS, so its file is named by path; as an address it stays out of every page's head.
import styleSheetUrl from '../../../../node_modules/monaco-editor/min/vs/editor/editor.main.css?url';
import { editorCompilerOptions } from '#course/editor-compiler-options.ts';
import type { WorkbenchTypes } from '../../state/workbench-data.ts';

let prepared: Promise<void> | undefined;

/** Resolves when an editor can be created; the style sheet has to stand first or the editor measures wrong. */
export function prepareMonaco(types: WorkbenchTypes | undefined): Promise<void> {
  prepared ??= prepare(types);
  return prepared;
}

async function prepare(types: WorkbenchTypes | undefined): Promise<void> {
  globalThis.MonacoEnvironment = {
    getWorker: (_id: string, label: string) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
  };
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    ...editorCompilerOptions,
    lib: [...editorCompilerOptions.lib],
    // Bundler: relative imports with their extension, packages by "paths" below.
    moduleResolution: 100 as ModuleResolutionKind,
    allowNonTsExtensions: true,
    types: [],
    baseUrl: 'file:///',
    paths: Object.fromEntries(Object.entries(types?.entries ?? {}).map(([name, path]) => [name, [path]])),
  });
  typescriptDefaults.setEagerModelSync(true);
  typescriptDefaults.setExtraLibs(
    Object.entries(types?.declarations ?? {}).map(([path, content]) => ({ filePath: `file:///${path}`, content })),
  );
  await loadStyleSheet();
}

function loadStyleSheet(): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = styleSheetUrl;
    link.onload = () => resolve();
    link.onerror = () => reject(new Error('Cannot load the style sheet of the editor'));
    document.head.append(link);
  });
}
