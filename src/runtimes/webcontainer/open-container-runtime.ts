/**
 * The real engine inside a StackBlitz WebContainer: a lab's programs as Node processes in the browser, on the vendor's
 * runtime. The container boots with the first run; after a run that was stopped, that failed, or that left a process which
 * computes without end, the next one boots another, since nothing else ends such a process there. Runs in the page.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import { within } from '#platform/within.ts';
import type { LabProgram, LabRuntime, RunEvent, RunRequest } from '../lab-runtime.ts';
import { closedError, LabRuntimeError } from '../lab-runtime-error.ts';
import { type BootedContainer, bootContainer } from './boot-container.ts';
import type { ContainerFiles } from './container-files.ts';
import { runInContainer } from './container-run.ts';
import { fileTree } from './file-tree.ts';

export interface ContainerRuntimeOptions {
  /** Address of the built `container.html`, beside the page. */
  readonly frameUrl: string;
  /** The engine and the packages of the lab, asked for once. */
  readonly loadFiles: () => Promise<ContainerFiles>;
  /** What the run waits for now. */
  readonly onPhase?: (phase: ContainerPhase) => void;
  /** Default 30 000. */
  readonly bootLimitMs?: number;
  /** How long the engine may tell nothing; it tells something every second. Default 20 000. */
  readonly silenceLimitMs?: number;
}

/** `loading`: files of the course; `booting`: the vendor's runtime; `running`: the checks. */
export type ContainerPhase = 'loading' | 'booting' | 'running';

export const BOOT_LIMIT_MS = 30_000;
const SILENCE_LIMIT_MS = 20_000;

/**
 * @throws {LabRuntimeError} `RUNTIME_UNSUPPORTED` where the page is not cross-origin isolated.
 *
 * @example
 * const runtime = openContainerRuntime({ frameUrl, loadFiles });
 * const report = await runtime.runChecks(program, { files, seed: 1 }, () => {});
 */
export function openContainerRuntime(options: ContainerRuntimeOptions): LabRuntime {
  if (!globalThis.crossOriginIsolated) throw notIsolated();
  const { frameUrl, onPhase = () => {}, bootLimitMs = BOOT_LIMIT_MS, silenceLimitMs = SILENCE_LIMIT_MS } = options;
  const closing = new AbortController();
  let files: Promise<ContainerFiles> | undefined;
  let booted: BootedContainer | undefined;
  let runCount = 0;
  let running: Promise<unknown> = Promise.resolve();

  const drop = (): void => {
    booted?.drop();
    booted = undefined;
  };

  async function boot(signal: AbortSignal): Promise<BootedContainer> {
    onPhase('loading');
    files ??= options.loadFiles();
    const loaded = await files.catch((error: unknown) => {
      files = undefined;
      throw error;
    });
    onPhase('booting');
    const fresh = await bootContainer({ frameUrl, limitMs: bootLimitMs, signal });
    try {
      signal.throwIfAborted();
      await within(
        silenceLimitMs,
        'the WebContainer to take the files of the lab',
        fresh.container.mount(fileTree(loaded)),
      );
      signal.throwIfAborted();
      return fresh;
    } catch (error) {
      fresh.drop();
      throw error;
    }
  }

  async function run(
    program: LabProgram,
    request: RunRequest,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<RunReport> {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    try {
      signal.throwIfAborted();
      booted ??= await Promise.race([boot(signal), aborted]);
      onPhase('running');
      runCount += 1;
      const { report, leftRunning } = await Promise.race([
        runInContainer(booted.container, {
          requestFile: `request-${runCount}.json`,
          request: { program: withoutPackageTexts(program), request, timeScale: 1 },
          onEvent: (event) => {
            if (!signal.aborted) onEvent(event);
          },
          silenceLimitMs,
        }),
        aborted,
      ]);
      if (leftRunning > 0) drop();
      return report;
    } catch (error) {
      drop();
      throw error;
    }
  }

  return {
    name: 'webcontainer',
    openSession: () => Promise.reject(unsupported('keep services running between requests')),
    searchSeeds: () => Promise.reject(unsupported('search seeds')),
    runChecks: async (program, request, onEvent, signal) => {
      const own = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      // One container, one run: two at once would share two processors at most.
      const report = running.then(() => run(program, request, onEvent, own));
      running = report.catch(() => {});
      return report;
    },
    close: async () => {
      closing.abort(closedError());
      await running;
      drop();
    },
  };
}

/** Services get their packages from `node_modules`; the names say which. Shared parts of the page's bundles are no names. */
function withoutPackageTexts(program: LabProgram): LabProgram {
  const names = Object.keys(program.packages).filter((name) => !/^chunk-.*\.js$/.test(name));
  return { ...program, packages: Object.fromEntries(names.map((name) => [name, ''])) };
}

function notIsolated(): LabRuntimeError {
  return new LabRuntimeError('RUNTIME_UNSUPPORTED', {
    message: 'A WebContainer cannot start here: this page is not cross-origin isolated',
    hint: 'The host of the course has to send this page and container.html beside it with the headers "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp", over https or from localhost.',
  });
}

function unsupported(action: string): LabRuntimeError {
  return new LabRuntimeError('RUNTIME_UNSUPPORTED', {
    message: `Cannot ${action} in a WebContainer: the real engine does not do that`,
    hint: 'The simulated engine in the page does.',
  });
}
