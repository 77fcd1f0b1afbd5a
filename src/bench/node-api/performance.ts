/**
 * `performance` on the virtual clock: milliseconds since the process's run began, in steps of a microsecond.
 * @module
 */
import { currentProcess, epochMs, singleton } from './process-context.ts';
import { setImmediate } from './timers/timers.ts';

interface Mark {
  readonly name: string;
  readonly entryType: 'mark' | 'measure';
  readonly startTime: number;
  readonly duration: number;
  readonly detail: unknown;
}

interface MarkOptions {
  readonly detail?: unknown;
  readonly startTime?: number;
}

const marksOf = (): Mark[] => singleton('performance-marks', () => []);

/** Observers hear of it in an immediate. */
const keep = (mark: Mark): Mark => {
  marksOf().push(mark);
  for (const observer of observers()) observer.heard(mark);
  return mark;
};

const forget = (entryType: Mark['entryType'], name?: string): void => {
  const marks = marksOf();
  const kept = marks.filter((mark) => mark.entryType !== entryType || (name !== undefined && mark.name !== name));
  marks.splice(0, marks.length, ...kept);
};

const timeOf = (name: string): number => {
  const mark = marksOf().findLast((one) => one.name === name && one.entryType === 'mark');
  if (!mark) throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
  return mark.startTime;
};

const now = (): number => currentProcess().nowUs() / 1000;

export const performance = {
  now,
  timeOrigin: epochMs,
  mark(name: string, { detail = null, startTime = now() }: MarkOptions = {}): Mark {
    return keep({ name, entryType: 'mark', startTime, duration: 0, detail });
  },
  measure(name: string, from?: string, to?: string): Mark {
    const startTime = from === undefined ? 0 : timeOf(from);
    const end = to === undefined ? now() : timeOf(to);
    return keep({ name, entryType: 'measure', startTime, duration: end - startTime, detail: null });
  },
  getEntries: (): Mark[] => [...marksOf()],
  getEntriesByName: (name: string): Mark[] => [...marksOf()].filter((mark) => mark.name === name),
  getEntriesByType: (type: string): Mark[] => [...marksOf()].filter((mark) => mark.entryType === type),
  clearMarks: (name?: string): void => forget('mark', name),
  clearMeasures: (name?: string): void => forget('measure', name),
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  timerify: <F>(callback: F): F => callback,
  toJSON: () => ({ timeOrigin: epochMs }),
};

const observers = (): Set<PerformanceObserver> => singleton('performance-observers', () => new Set());

type Observed = (list: { getEntries(): Mark[] }, observer: PerformanceObserver) => void;

/** Hears of marks and measures; what else Node watches (garbage collection, DNS) does not exist in the simulation. */
class PerformanceObserver {
  static readonly supportedEntryTypes: readonly string[] = ['mark', 'measure'];
  readonly #callback: Observed;
  #types: readonly string[] = [];
  #queued: Mark[] = [];

  constructor(callback: Observed) {
    this.#callback = callback;
  }

  observe({ entryTypes, type }: { readonly entryTypes?: readonly string[]; readonly type?: string }): void {
    this.#types = entryTypes ?? [type ?? ''];
    observers().add(this);
  }

  disconnect(): void {
    observers().delete(this);
  }

  heard(mark: Mark): void {
    if (!this.#types.includes(mark.entryType)) return;
    if (this.#queued.push(mark) > 1) return;
    setImmediate(() => this.#callback({ getEntries: () => this.#queued.splice(0) }, this));
  }
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
