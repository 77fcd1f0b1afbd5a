/**
 * The program of one process: its files and packages, how imports are met, and how its errors are told.
 * @module
 */
import type { EffectSource, ProcessError, ProcessSpec } from '#bench/kernel/protocol.ts';
import { builtinModule, builtinNames, partNames } from '#bench/node-api/builtin-modules.ts';
import { nodeVersion } from '#bench/node-api/process-object.ts';
import type { ProcessContext } from '#bench/node-api/process-context.ts';
import { inspect } from '#bench/node-api/util/inspect.ts';
import { type CompiledFiles, moduleOf } from './module/compiled-files.ts';
import { originalPosition, type CompiledModule } from './module/compiled-module.ts';
import { ModuleGraph, type ModuleFunction, type ModuleSources, type Namespace } from './module/module-graph.ts';
import { ModuleProblem } from './module/module-problem.ts';
import { resolveImport } from './module/resolve-import.ts';
import { compiledScheme, learnerStack, positionInStack } from './source-position.ts';

// Captured before any program runs; called indirectly it evaluates in the global scope.
// oxlint-disable-next-line eslint/no-eval -- the learner's program has to be run somehow
const evaluateGlobally = globalThis.eval;

/** Read and evaluated once a thread, however often a service starts. */
const compiledPackages = new Map<string, CompiledModule>();
const evaluated = new WeakMap<CompiledModule, ModuleFunction>();

const readPackage = (text: string): CompiledModule => {
  const known = compiledPackages.get(text);
  if (known) return known;
  if (compiledPackages.size > 500) compiledPackages.clear();
  const read = JSON.parse(text) as CompiledModule;
  compiledPackages.set(text, read);
  return read;
};

const packageFolder = 'node_modules/';

export class Program implements ModuleSources {
  readonly #process: ProcessContext;
  readonly #compiled: CompiledFiles;
  readonly #imports: readonly string[];
  readonly #packages: Readonly<Record<string, string>>;
  readonly #graph = new ModuleGraph(this);
  /** Loaded modules by the path that stack traces show. */
  readonly #modules = new Map<string, CompiledModule>();
  readonly #json = new Map<string, Namespace>();

  constructor(process: ProcessContext, compiled: CompiledFiles, spec: Pick<ProcessSpec, 'packages' | 'imports'>) {
    this.#process = process;
    this.#imports = spec.imports ?? [];
    // `process.getBuiltinModule` gives what an import would.
    process.singletons.set('builtin modules', builtinModule);
    this.#compiled = compiled;
    this.#packages = spec.packages ?? {};
  }

  /** Runs what is to come before the entry, then the entry; see {@link ModuleGraph.run}. */
  run(): Namespace | Promise<Namespace> {
    const { entry } = this.#process;
    const [first, ...rest] = [...this.#imports, entry];
    return rest.reduce<Namespace | Promise<Namespace>>(
      (before, path) => (before instanceof Promise ? before.then(() => this.#runFile(path)) : this.#runFile(path)),
      this.#runFile(first),
    );
  }

  #runFile(path: string): Namespace | Promise<Namespace> {
    if (!(path in this.#process.files))
      throw new ModuleProblem('link', `Cannot find module '/${path}'`, undefined, 'ERR_MODULE_NOT_FOUND');
    return this.#graph.run(path);
  }

  resolve: ModuleSources['resolve'] = (request, importer) =>
    resolveImport(request, importer, {
      files: this.#process.files,
      packages: Object.keys(this.#packages),
      builtins: [...builtinNames, ...partNames(this.#process.parts)],
    });

  given(key: string): Namespace | undefined {
    if (key.startsWith('node:')) return builtinModule(key.slice(5));
    return key.endsWith('.json') ? this.#jsonModule(key) : undefined;
  }

  #jsonModule(path: string): Namespace {
    const known = this.#json.get(path);
    if (known) return known;
    const text = this.#process.files[path] ?? '';
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new ModuleProblem('syntax', `${(error as Error).message} in /${path}`, { file: path, line: 1, column: 1 });
    }
    const namespace = Object.assign(Object.create(null) as Namespace, { default: value });
    Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
    this.#json.set(path, namespace);
    return namespace;
  }

  compiled(key: string): CompiledModule {
    const packaged = key.startsWith('package:') ? this.#packages[key.slice('package:'.length)] : undefined;
    const module = packaged === undefined ? moduleOf(this.#compiled, key) : readPackage(packaged);
    this.#modules.set(module.path, module);
    return module;
  }

  evaluate(module: CompiledModule): ModuleFunction {
    const known = evaluated.get(module);
    if (known) return known;
    const made = evaluateGlobally(`${module.code}\n//# sourceURL=${compiledScheme}${module.path}`) as ModuleFunction;
    evaluated.set(module, made);
    return made;
  }

  meta(module: CompiledModule): Readonly<Record<string, unknown>> {
    const filename = `/${module.path}`;
    const dirname = filename.slice(0, Math.max(filename.lastIndexOf('/'), 1));
    const url = `file://${filename}`;
    const resolve = (specifier: string) => {
      if (/^(?:\.{0,2}\/|[a-z]+:)/.test(specifier)) return new URL(specifier, url).href;
      return builtinNames.includes(specifier) ? `node:${specifier}` : `file:///node_modules/${specifier}`;
    };
    return Object.assign(Object.create(null) as object, {
      dirname,
      filename,
      main: module.path === this.#process.entry,
      resolve,
      url,
    });
  }

  /** A frame of the running code, as a place in the learner's file; undefined for packages and the engine. */
  translateFrame = (path: string, line: number, column: number): EffectSource | undefined => {
    const module = this.#modules.get(path);
    return module === undefined || path.startsWith(packageFolder) ? undefined : originalPosition(module, line, column);
  };

  /** Whether a frame belongs to the program, packages included. */
  isKnownPath = (path: string): boolean => this.#modules.has(path);

  /** What Node prints when an error ends the process, and the same as data. */
  describeError(
    error: unknown,
    origin: 'uncaughtException' | 'unhandledRejection',
  ): { printed: string; error: ProcessError } {
    const phase =
      error instanceof ModuleProblem ? error.phase : origin === 'unhandledRejection' ? 'rejected' : 'thrown';
    const footer = `\n\nNode.js v${nodeVersion}\n`;
    if (!(error instanceof Error)) return this.#describeValue(error, origin, footer);
    const rawStack = String(error.stack ?? error);
    const source = error instanceof ModuleProblem ? error.source : positionInStack(rawStack, this.translateFrame);
    const stack =
      error instanceof ModuleProblem ? rawStack : learnerStack(rawStack, this.translateFrame, this.isKnownPath);
    const shown = error instanceof ModuleProblem ? `${error.name}: ${error.message}` : inspect(error);
    return {
      printed: `${source ? this.#excerpt(source) : ''}${shown}${footer}`,
      error: { name: error.name, message: error.message, stack, phase, ...(source && { source }) },
    };
  }

  #describeValue(value: unknown, origin: 'uncaughtException' | 'unhandledRejection', footer: string) {
    const isRejection = origin === 'unhandledRejection';
    const message = isRejection
      ? `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${typeof value === 'string' ? value : inspect(value)}".`
      : inspect(value);
    const printed = isRejection
      ? `[UnhandledPromiseRejection: ${message}] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}${footer}`
      : `Uncaught:\n${message}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)${footer}`;
    const error: ProcessError = {
      name: isRejection ? 'UnhandledPromiseRejection' : 'Uncaught',
      message,
      stack: message,
      phase: isRejection ? 'rejected' : 'thrown',
    };
    return { printed, error };
  }

  #excerpt(source: EffectSource): string {
    const line = (this.#process.files[source.file] ?? '').split('\n')[source.line - 1];
    return `file:///${source.file}:${source.line}\n${line === undefined ? '' : `${line}\n${' '.repeat(Math.max(source.column - 1, 0))}^\n`}\n`;
  }
}
