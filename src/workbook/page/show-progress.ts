/**
 * Fills the state of each lesson and lab into the rows of the workbook's page.
 * Runs in the browser.
 * @module
 */
import { readJudgedSteps, stepsDoneWords } from '../count-steps.ts';
import type { WorkbookSummary } from './summarise-workbook.ts';

/** Writes states and counts; rows of things never opened go back to their first text. */
export function showProgress(root: ParentNode, summary: WorkbookSummary): void {
  for (const row of root.querySelectorAll<HTMLElement>('[data-lesson-row]')) {
    const id = row.dataset['lessonRow'] ?? '';
    const answers = summary.answers.filter(({ lessonId }) => lessonId === id);
    const rightCount = answers.filter(({ attempt }) => attempt.isRight).length;
    fill(row, summary.lessons.get(id), answers.length > 0 ? `${rightCount} of ${answers.length}` : '–');
  }
  for (const row of root.querySelectorAll<HTMLElement>('[data-lab-row]')) {
    const lab = summary.labs.get(row.dataset['labRow'] ?? '');
    const words = stepsDoneWords(lab, readJudgedSteps(row.dataset['steps']));
    fill(row, lab && (lab.completedAtIso ? 'done' : 'begun'), '–', words);
  }
}

function fill(row: HTMLElement, state: 'begun' | 'done' | undefined, questions: string, more = ''): void {
  row.dataset['state'] = state ?? '';
  const [stateCell, questionsCell] = [
    row.querySelector('[data-cell=state]'),
    row.querySelector('[data-cell=questions]'),
  ];
  if (stateCell) stateCell.textContent = [state ?? 'not begun', more].filter(Boolean).join(', ');
  if (questionsCell) questionsCell.textContent = questions;
}
