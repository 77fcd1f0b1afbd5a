/**
 * The runtime of the page, in Chromium, as a test in Node holds it: calls, events and the pressing of stop are passed on.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import type { LabProgram, LabRuntime, RunEvent, RunRequest } from '#runtimes/lab-runtime.ts';
import { openFramePage } from '../../support/frame-page.ts';

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

const SCRIPT = `
  import { openPageRuntime } from '#runtimes/index.ts';
  const runtime = openPageRuntime({ frameUrl: 'frame.html' });
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

export async function openPageLabRuntime(): Promise<CheckRuntime> {
  const { page, close } = await openFramePage(SCRIPT, import.meta.dirname);
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
