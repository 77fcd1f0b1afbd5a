/**
 * Marks links to lessons and labs with how far the learner is: `data-progress` on every `[data-lesson]` and `[data-lab]`
 * in a list, and the word at the end of its link. `wake.css` draws it in room that is there already.
 * Runs in the browser; importing it starts it.
 * @module
 */
import { pageWorkbook } from './page-workbook.ts';
import { readJudgedSteps, stepsDoneWords } from './count-steps.ts';
import { recordKey } from './record.ts';
import type { Workbook } from './workbook.ts';

const marked = document.querySelectorAll<HTMLElement>('a[data-lesson], li[data-lesson], a[data-lab], li[data-lab]');
if (marked.length > 0)
  void pageWorkbook().then((workbook) => Promise.all([...marked].map((item) => follow(item, workbook))));

async function follow(item: HTMLElement, workbook: Workbook): Promise<void> {
  const { lesson, lab = '' } = item.dataset;
  const word = document.createElement('span');
  word.className = 'vh';
  (item.closest('a') ?? item.querySelector('a'))?.append(word);
  const show = async () => {
    const facts = lesson ? undefined : await workbook.read('lab', lab);
    const record = lesson ? await workbook.read('lesson', lesson) : facts;
    const steps = stepsDoneWords(facts, readJudgedSteps(item.dataset['steps']));
    const place = item.querySelector('[data-steps-done]');
    if (place) place.textContent = steps;
    const progress = record?.completedAtIso ? 'done' : record ? 'begun' : '';
    item.dataset['progress'] = progress;
    word.textContent = progress && `, ${progress}`;
  };
  const key = lesson ? recordKey('lesson', lesson) : recordKey('lab', lab);
  workbook.onChange((keys) => void (keys.includes(key) && show()));
  await show();
}
