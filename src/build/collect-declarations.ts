/**
 * Collects the declarations that the editor needs to know a lab's packages and Node's built-ins. Node only; runs inside
 * `astro build`.
 * @module
 */
import { isBuiltin } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { editorCompilerOptions } from '#course/editor-compiler-options.ts';

export interface CollectedDeclarations {
  /** Text of each declaration by its path from the project's root. */
  readonly declarations: Readonly<Record<string, string>>;
  /** Import specifier to the declaration that describes it. */
  readonly entries: Readonly<Record<string, string>>;
}

const entryName = 'editor-entry.ts';

/**
 * Follows the packages' imports as TypeScript itself does and keeps every declaration that it met.
 *
 * @param root The project's root folder, the one with `node_modules`.
 * @param packages Import specifiers from the lab's manifest, such as "hono/cors".
 *
 * @example
 * collectDeclarations('.', ['hono']).entries.hono // 'node_modules/hono/dist/types/index.d.ts'
 */
export function collectDeclarations(root: string, packages: readonly string[]): CollectedDeclarations {
  const folder = resolve(root);
  const program = programFor(folder, packages);
  const files = program
    .getSourceFiles()
    .filter((file) => file.isDeclarationFile && !program.isSourceFileDefaultLibrary(file));
  const pathOf = (file: string): string => relative(folder, file).split(sep).join('/');
  const entries = new Map<string, string>();
  for (const file of [program.getSourceFile(join(folder, entryName)), ...files]) {
    for (const name of file ? bareImports(file.text) : []) {
      const found = ts.resolveModuleName(
        name,
        file?.fileName ?? '',
        program.getCompilerOptions(),
        ts.sys,
      ).resolvedModule;
      if (found?.isExternalLibraryImport && !entries.has(name)) entries.set(name, pathOf(found.resolvedFileName));
    }
  }
  return {
    declarations: Object.fromEntries(files.map((file) => [pathOf(file.fileName), shortened(file)])),
    entries: Object.fromEntries(entries),
  };
}

function programFor(folder: string, packages: readonly string[]): ts.Program {
  const options: ts.CompilerOptions = {
    ...editorCompilerOptions,
    lib: editorCompilerOptions.lib.map((name) => `lib.${name}.d.ts`),
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
    typeRoots: [join(folder, 'node_modules/@types')],
  };
  const host = ts.createCompilerHost(options);
  const entry = join(folder, entryName);
  const text = packages.map((name) => `import '${name}';`).join('\n');
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, ...rest) =>
    name === entry ? ts.createSourceFile(name, text, ts.ScriptTarget.ESNext) : getSourceFile(name, ...rest);
  host.fileExists = (name) => name === entry || fileExists(name);
  return ts.createProgram({ rootNames: [entry], options, host });
}

const bareImports = (text: string): readonly string[] =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('.') && !isBuiltin(name));

/** The manual in Node's declarations is nine tenths of their size, and nodejs.org has it; a package's own stays. */
function shortened(file: ts.SourceFile): string {
  return file.fileName.includes('/@types/node/') ? file.text.replaceAll(/\/\*\*[\s\S]*?\*\//g, '') : file.text;
}
