/**
 * `<course-strangler-steps>`: walks through the releases of the migration. Runs in the browser.
 * @module
 */
import { defineStepFigure } from '../_figure/define-step-figure.ts';
import { STRANGLER_STEPS, viewAt } from './model.ts';

defineStepFigure('course-strangler-steps', STRANGLER_STEPS.length, viewAt);
