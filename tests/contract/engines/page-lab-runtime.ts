/**
 * The runtimes of a page, in Chromium, as a test in Node holds it: calls, events and the pressing of stop are passed on.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import type { LabProgram, LabRuntime, RunEvent, RunRequest } from '#runtimes/lab-runtime.ts';
import { type ContainerPageOptions, openContainerPage } from '../../support/container-page.ts';
import { type FramePage, openFramePage } from '../../support/frame-page.ts';
import type { StandIn } from '../../support/webcontainer-stand-in/install-stand-in.ts';

/** What the contract asks of a runtime. */
export type CheckRuntime = Pick<LabRuntime, 'name' | 'runChecks' | 'close'>;

/** An error keeps its fields only as plain data. */
type RunOutcome = { readonly report: RunReport } | { readonly failure: { readonly message: string } };

declare global {
  /** The three are put there by the page's script. */
  var runtimeName: () => Promise<LabRuntime['name']>;
  var runLabChecks: (runId: number, program: LabProgram, request: RunRequest) => Promise<RunOutcome>;
  var stopLabChecks: (runId: number, reason: string) => void;
}

/**
 * The source of the page's script.
 *
 * @param open An expression for the promise of a runtime; names of `src/runtimes/index.ts` are in `runtimes`.
 */
const scriptFor = (open: string): string => `
  import * as runtimes from '#runtimes/index.ts';
  const runtime = ${open};
  const controllers = new Map();
  globalThis.runtimeName = async () => (await runtime).name;
  globalThis.runLabChecks = async (runId, program, request) => {
    const controller = new AbortController();
    controllers.set(runId, controller);
    const onEvent = (event) => void globalThis.tellRunEvent(runId, event);
    try {
      return { report: await (await runtime).runChecks(program, request, onEvent, controller.signal) };
    } catch (error) {
      const { name, message, code, hint } = error;
      return { failure: { name, message, code, hint } };
    }
  };
  globalThis.stopLabChecks = (runId, reason) => controllers.get(runId).abort(new Error(reason));
`;

export const openPageLabRuntime = async (): Promise<CheckRuntime> =>
  holdRuntime(
    await openFramePage(scriptFor("runtimes.openPageRuntime({ frameUrl: 'frame.html' })"), import.meta.dirname),
  );

export type ContainerLabRuntime = CheckRuntime & {
  readonly standIn: StandIn;
  /** Frames in the page, of which each container has one. */
  frameCount(): Promise<number>;
};

/** The runtime in a WebContainer, with the stand-in in the place of the vendor's host. */
export async function openContainerLabRuntime(
  options: ContainerPageOptions = {},
  limits: { readonly bootLimitMs?: number } = {},
): Promise<ContainerLabRuntime> {
  const script = scriptFor(`runtimes.openWebContainerRuntime({
    frameUrl: new URL('container.html', location.href).href,
    loadFiles: async () => (await fetch('container-files.json')).json(),
    silenceLimitMs: 8_000,
    ...${JSON.stringify(limits)},
  })`);
  const held = await openContainerPage(script, import.meta.dirname, options);
  try {
    const runtime = await holdRuntime(held);
    return { ...runtime, standIn: held.standIn, frameCount: () => held.page.locator('iframe').count() };
  } catch (error) {
    await held.close();
    throw error;
  }
}

async function holdRuntime({ page, close }: Pick<FramePage, 'page' | 'close'>): Promise<CheckRuntime> {
  const listeners = new Map<number, (event: RunEvent) => void>();
  await page.exposeFunction('tellRunEvent', (runId: number, event: RunEvent) => listeners.get(runId)?.(event));
  let lastRunId = 0;
  return {
    name: await page.evaluate(() => globalThis.runtimeName()),
    runChecks: async (program, request, onEvent, signal) => {
      signal?.throwIfAborted();
      const runId = (lastRunId += 1);
      listeners.set(runId, onEvent);
      if (signal) {
        const stop = () =>
          void page.evaluate(([id, reason]) => globalThis.stopLabChecks(id, reason), [
            runId,
            (signal.reason as Error).message,
          ] as const);
        signal.addEventListener('abort', stop, { once: true });
      }
      const outcome = await page.evaluate((given) => globalThis.runLabChecks(...given), [
        runId,
        program,
        request,
      ] as const);
      listeners.delete(runId);
      if ('report' in outcome) return outcome.report;
      throw Object.assign(new Error(), outcome.failure);
    },
    close,
  };
}
