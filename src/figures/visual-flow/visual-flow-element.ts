/**
 * `<course-visual-flow>`: walks through the steps of the order. Runs in the browser.
 * @module
 */
import { defineStepFigure } from '../_figure/define-step-figure.ts';
import { FLOW_STEPS, viewAt } from './model.ts';

defineStepFigure('course-visual-flow', FLOW_STEPS.length, (wanted) => {
  const { step, now, passed, parts, sentence } = viewAt(wanted);
  const wires = new Map([...passed].map((id) => [id, 'passed']));
  for (const id of now) wires.set(id, 'now');
  return { step, wires, parts: new Map([...parts].map((id) => [id, 'now'])), sentence };
});
