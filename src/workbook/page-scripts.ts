/**
 * What a page does with the workbook, in one piece; `wake.ts` loads it.
 * Runs in the browser; importing it starts it.
 * @module
 */
import './saved-element.ts';
import './progress-marks.ts';

/** @public `wake.ts` takes it from the loaded module. */
export { takeEvent } from './lesson-wiring.ts';
