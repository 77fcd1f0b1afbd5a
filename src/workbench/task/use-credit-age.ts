/**
 * Says of which run credit is, so that nobody takes it for one of the files of now.
 * @module
 */
import { useMemo } from 'preact/hooks';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import { filesHash } from '#workbook/lab-record.ts';
import type { RunRecord } from '#workbook/record.ts';

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Empty before the first run. */
export function useCreditAge(run: RunRecord | undefined, files: LabFiles): string {
  const isChanged = useMemo(() => run !== undefined && run.filesHash !== filesHash(files), [run, files]);
  if (!run) return '';
  const sentence = `in the last run, ${when.format(new Date(run.atIso))}`;
  return isChanged ? `${sentence}; files have changed since` : sentence;
}
