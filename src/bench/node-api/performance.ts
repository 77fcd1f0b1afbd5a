/**
 * `performance` on the virtual clock: milliseconds since the process's run began, in steps of a microsecond.
 * @module
 */
import { currentProcess, epochMs } from './process-context.ts';

interface Mark {
  readonly name: string;
  readonly entryType: 'mark' | 'measure';
  readonly startTime: number;
  readonly duration: number;
}

const marksOf = (): Map<string, Mark> => {
  const { singletons } = currentProcess();
  const known = (singletons.get('performance-marks') as Map<string, Mark> | undefined) ?? new Map<string, Mark>();
  singletons.set('performance-marks', known);
  return known;
};

const now = (): number => currentProcess().nowUs() / 1000;

export const performance = {
  now,
  timeOrigin: epochMs,
  mark(name: string): Mark {
    const mark: Mark = { name, entryType: 'mark', startTime: now(), duration: 0 };
    marksOf().set(name, mark);
    return mark;
  },
  measure(name: string, from?: string, to?: string): Mark {
    const marks = marksOf();
    const startTime = from === undefined ? 0 : (marks.get(from)?.startTime ?? 0);
    const end = to === undefined ? now() : (marks.get(to)?.startTime ?? 0);
    const measure: Mark = { name, entryType: 'measure', startTime, duration: end - startTime };
    marks.set(name, measure);
    return measure;
  },
  getEntries: (): Mark[] => [...marksOf().values()],
  getEntriesByName: (name: string): Mark[] => [...marksOf().values()].filter((mark) => mark.name === name),
  getEntriesByType: (type: string): Mark[] => [...marksOf().values()].filter((mark) => mark.entryType === type),
  clearMarks: (): void => marksOf().clear(),
  clearMeasures: (): void => marksOf().clear(),
  toJSON: () => ({ timeOrigin: epochMs }),
};

/** Sees nothing happen: what it watches in Node (garbage collection, DNS) does not exist in the simulation. */
class PerformanceObserver {
  static readonly supportedEntryTypes: readonly string[] = [];
  observe(): void {}
  disconnect(): void {}
}

/** The event loop is never late in virtual time. */
const NO_DELAY = { min: 0, max: 0, mean: 0, stddev: 0, exceeds: 0, count: 0 };
const monitorEventLoopDelay = () => ({
  ...NO_DELAY,
  enable: () => true,
  disable: () => true,
  reset: () => undefined,
  percentile: () => 0,
});

const constants = {
  NODE_PERFORMANCE_GC_MAJOR: 4,
  NODE_PERFORMANCE_GC_MINOR: 1,
  NODE_PERFORMANCE_GC_INCREMENTAL: 8,
  NODE_PERFORMANCE_GC_WEAKCB: 16,
};

/** The members of `node:perf_hooks`. */
export const performanceHooks = { performance, PerformanceObserver, monitorEventLoopDelay, constants };
