/**
 * What it means that work could not be stored, and what helps, as the learner reads it.
 * Pure; runs in the browser, loaded when there is a problem.
 * @module
 */
import type { SaveProblem } from './save-state.ts';

const SENTENCES: Readonly<Record<SaveProblem, string>> = {
  'storage-full':
    'Not saved: storage is full. The last version that fitted is kept. Download a copy, then free some space on this device.',
  'storage-forbidden':
    'Not saved: this browser lets the page store nothing. Work stays until the tab is closed or another page is opened. Download a copy before that.',
  'newer-record':
    'Not saved: this work was stored by a newer version of the course and is left as it is. Reload the page to get that version.',
  'storage-closed': 'Not saved: the browser closed the storage. Download a copy, then reload the page.',
  'not-storable':
    'Not saved: this is longer than the workbook takes, two million characters in one text. The last version that fitted is kept.',
  'storage-failed': 'Not saved: the browser could not write. Download a copy, then reload the page.',
};

/**
 * Two or three sentences.
 *
 * @example
 * describeProblem('storage-full') // 'Not saved: storage is full. …'
 */
export const describeProblem = (problem: SaveProblem): string => SENTENCES[problem];
