/**
 * Links and runs the modules of one process, in the order that the language prescribes: every module is linked before
 * the first runs, each runs after those it imports, cycles see live bindings.
 * @module
 */
import { captureContext, resumeContext } from '#bench/node-api/async-context.ts';
import { ModuleProblem } from './module-problem.ts';
import type { CompiledModule, ImportRequest } from './compiled-module.ts';

export type Namespace = Record<string, unknown>;

/** What the graph asks of its process. */
export interface ModuleSources {
  /** Key of the module that `request` of `importer` means. @throws {ModuleProblem} `link` */
  resolve(request: ImportRequest, importer: CompiledModule): string;
  /** A module that is not run but given: a built-in, or JSON. */
  given(key: string): Namespace | undefined;
  compiled(key: string): CompiledModule;
  /** Turns code in source form to the function that it is. */
  evaluate(module: CompiledModule): ModuleFunction;
  meta(module: CompiledModule): Readonly<Record<string, unknown>>;
}

type Body = Iterator<undefined, void> | AsyncIterator<undefined, void>;
export type ModuleFunction = (...values: unknown[]) => Body;

interface ModuleRecord {
  readonly module: CompiledModule;
  readonly namespace: Namespace;
  readonly dependencies: (ModuleRecord | Namespace)[];
  body: Body | undefined;
  /** Set once it has begun to run; rejected for ever when it threw. */
  evaluation: Promise<void> | 'done' | undefined;
  error: { readonly value: unknown } | undefined;
}

const isRecord = (dependency: ModuleRecord | Namespace): dependency is ModuleRecord => records.has(dependency);
const records = new WeakSet<object>();

export class ModuleGraph {
  readonly #sources: ModuleSources;
  readonly #records = new Map<string, ModuleRecord>();

  constructor(sources: ModuleSources) {
    this.#sources = sources;
  }

  /**
   * Loads, links and runs a module and all it needs. Runs synchronously up to the first top-level `await`.
   * @returns Its namespace, or the promise of it.
   */
  run(key: string): Namespace | Promise<Namespace> {
    const given = this.#sources.given(key);
    if (given) return given;
    const record = this.#load(key);
    this.#link(record, new Set());
    const evaluation = this.#evaluate(record, new Set());
    return evaluation ? evaluation.then(() => record.namespace) : record.namespace;
  }

  /** `import(specifier)` as a module wrote it. */
  load(request: ImportRequest, importer: CompiledModule): Namespace | Promise<Namespace> {
    return this.run(this.#sources.resolve(request, importer));
  }

  #load(key: string): ModuleRecord {
    const known = this.#records.get(key);
    if (known) return known;
    const module = this.#sources.compiled(key);
    const record: ModuleRecord = {
      module,
      namespace: Object.create(null) as Namespace,
      dependencies: [],
      body: undefined,
      evaluation: undefined,
      error: undefined,
    };
    records.add(record);
    this.#records.set(key, record);
    try {
      for (const request of module.imports) {
        const dependency = this.#sources.resolve(request, module);
        record.dependencies.push(this.#sources.given(dependency) ?? this.#load(dependency));
      }
    } catch (error) {
      this.#records.delete(key);
      throw error;
    }
    return record;
  }

  #link(record: ModuleRecord, seen: Set<ModuleRecord>): void {
    if (seen.has(record) || record.body) return;
    seen.add(record);
    for (const dependency of record.dependencies) if (isRecord(dependency)) this.#link(dependency, seen);
    const { module, namespace } = record;
    const getters: Record<string, () => unknown> = {};
    const define = (own: Record<string, () => unknown>) => void Object.assign(getters, own);
    const load = (specifier: unknown, options?: { with?: { type?: string } }) =>
      new Promise((resolve) => {
        const request = {
          specifier: String(specifier),
          names: [],
          line: 0,
          column: 0,
          isJson: options?.with?.type === 'json',
        };
        resolve(this.load(request, module));
      });
    const spaces = record.dependencies.map((dependency) => (isRecord(dependency) ? dependency.namespace : dependency));
    record.body = this.#sources.evaluate(module)(
      define,
      load,
      this.#sources.meta(module),
      captureContext,
      resumeContext,
      ...spaces,
    );
    // The first step defines the exports and stops, in an async generator too, before anything of the module runs.
    void record.body.next();
    for (const index of module.stars) exportAll(getters, spaces[index] ?? {});
    for (const name of Object.keys(getters).sort())
      Object.defineProperty(namespace, name, { get: getters[name] as () => unknown, enumerable: true });
    Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
    this.#requireNames(record);
  }

  /** In a cycle the other side may not be linked yet: its own exports are known from its source all the same. */
  #requireNames({ module, dependencies }: ModuleRecord): void {
    module.imports.forEach((request, index) => {
      const dependency = dependencies[index];
      if (dependency === undefined) return;
      const has = (name: string) =>
        isRecord(dependency)
          ? name in dependency.namespace ||
            dependency.module.exports.includes(name) ||
            dependency.module.stars.length > 0
          : name in dependency;
      for (const asked of request.names) {
        if (has(asked.name)) continue;
        throw new ModuleProblem(
          'link',
          `The requested module '${request.specifier}' does not provide an export named '${asked.name}'`,
          { file: module.path, line: asked.line, column: asked.column },
        );
      }
    });
  }

  /** @returns A promise when this module or one that it needs awaits at its top level; else nothing: it has run. */
  #evaluate(record: ModuleRecord, path: Set<ModuleRecord>): Promise<void> | undefined {
    if (record.error) throw record.error.value;
    if (record.evaluation !== undefined) return record.evaluation === 'done' ? undefined : record.evaluation;
    if (path.has(record)) return undefined;
    path.add(record);
    const waits: Promise<void>[] = [];
    for (const dependency of record.dependencies) {
      const wait = isRecord(dependency) ? this.#evaluate(dependency, path) : undefined;
      if (wait) waits.push(wait);
    }
    if (waits.length === 0 && !record.module.isAsync) {
      record.evaluation = 'done';
      try {
        void record.body?.next();
      } catch (error) {
        record.error = { value: error };
        throw error;
      }
      return undefined;
    }
    const run = async (): Promise<void> => {
      if (waits.length > 0) await Promise.all(waits);
      await record.body?.next();
    };
    record.evaluation = run();
    record.evaluation.then(
      () => (record.evaluation = 'done'),
      (error: unknown) => (record.error = { value: error }),
    );
    return record.evaluation;
  }
}

/** `export * from`: what the module does not export itself. */
const exportAll = (getters: Record<string, () => unknown>, from: Namespace): void => {
  for (const name of Object.keys(from)) {
    if (name !== 'default' && !(name in getters)) getters[name] = () => from[name];
  }
};
