/**
 * The small elements of a lesson in one script: one request for all of them. Runs in the browser.
 * @module
 */
import './copy-element.ts';
import './notebook-element.ts';
import './predict-element.ts';
import './term-element.ts';
