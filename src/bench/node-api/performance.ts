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
