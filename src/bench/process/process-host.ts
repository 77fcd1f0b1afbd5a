/**
 * The process side of one thread: many simulated processes (fleet) or one (strict), each fed one event at a time.
 * Runs in a Web Worker, in a `worker_threads` worker and in tests; all it needs of its thread is a {@link HostPlatform}.
 * @module
 */
import type { ProcessEffect, ProcessEvent, ProcessSpec } from '#bench/kernel/protocol.ts';
import { loadParts } from '#bench/node-api/engine-parts.ts';
import { processOrNone } from '#bench/node-api/process-context.ts';
import type { EngineParts } from '#platform/engine-part.ts';
import type { HostPlatform } from './host-platform.ts';
import type { CompiledFiles } from './module/compiled-files.ts';
import { SimulatedProcess } from './simulated-process.ts';
import { installThreadGlobals } from './thread-globals.ts';
import { tellLearnerStacks } from './source-position.ts';
import { patchHostClasses } from './host-classes.ts';

/** One per thread. Events are delivered one at a time: the next only after the promise of the last has resolved. */
export interface ProcessHost {
  /** Prepares a process; nothing of it runs until its `start` event. `compiled` holds the files of `spec`. */
  create(spec: ProcessSpec, compiled: CompiledFiles, parts?: EngineParts): void;
  /** Resolves with what the process did at each event, once it is idle again; it may end before the last. */
  deliver(pid: number, events: readonly ProcessEvent[]): Promise<readonly (readonly ProcessEffect[])[]>;
  /** kill -9: nothing of it runs any more. */
  destroy(pid: number): void;
}

/**
 * @example
 * const host = createProcessHost(nodePlatform());
 * const files = { 'main.ts': 'console.log(1)' };
 * host.create({ pid: 1, name: 'shop', seed: 7, entry: 'main.ts', files, env: {} }, compileFiles(files));
 * const [effects] = await host.deliver(1, [{ kind: 'start', atUs: 0 }]);
 */
export const createProcessHost = (platform: HostPlatform): ProcessHost => {
  const processes = new Map<number, SimulatedProcess>();
  installThreadGlobals();
  patchHostClasses();
  tellLearnerStacks(() => {
    const process = processOrNone();
    return process && ((stack) => process.learnerStack(stack));
  });
  const running = () => processOrNone() as SimulatedProcess | undefined;
  platform.onUnhandledRejection((reason, promise) => running()?.rejections.add(promise, reason));
  platform.onRejectionHandled((promise) => running()?.rejections.handled(promise));
  platform.onUncaughtError((error) => running()?.uncaught(error, 'uncaughtException'));
  return {
    create(spec, compiled, parts = {}) {
      processes.set(spec.pid, new SimulatedProcess(spec, compiled, platform, loadParts(parts)));
    },
    async deliver(pid, events) {
      const effects = (await processes.get(pid)?.deliver(events)) ?? [];
      if (processes.get(pid)?.isAlive === false) processes.delete(pid);
      return effects;
    },
    destroy(pid) {
      processes.get(pid)?.kill();
      processes.delete(pid);
    },
  };
};
