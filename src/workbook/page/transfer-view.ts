/**
 * What the workbook's page says about a copy before it is brought in, and after something was changed.
 * Runs in the browser.
 * @module
 */
import { createElement } from '#platform/create-element.ts';
import type { MergedWorkbook } from '../merge-workbook.ts';
import { describeRecord, type Titles } from './describe-record.ts';
import { previewSentences } from './preview-sentences.ts';

const LISTED = 12;

/** The dry run with its two buttons. */
export function previewView(
  fileName: string,
  madeAt: string,
  merged: MergedWorkbook,
  titles: Titles,
  actions: { readonly accept: () => void; readonly cancel: () => void },
): readonly HTMLElement[] {
  const changed = [...merged.outcomes].filter(([, outcome]) => outcome === 'added' || outcome === 'merged');
  const items = changed
    .slice(0, LISTED)
    .map(([key, outcome]) =>
      createElement('li', {}, `${describeRecord(key, titles)} (${outcome === 'added' ? 'new' : 'joined'})`),
    );
  const more = changed.length - items.length;
  return [
    createElement('h2', {}, `A copy made ${madeAt}`),
    createElement('p', { class: 'workbook-where' }, fileName),
    ...previewSentences(merged).map((sentence) => createElement('p', {}, sentence)),
    createElement(
      'ul',
      { class: 'workbook-list' },
      ...items,
      ...(more > 0 ? [createElement('li', {}, `and ${more} more`)] : []),
    ),
    createElement(
      'p',
      { class: 'workbook-actions' },
      ...(changed.length > 0 ? [button('Bring it in', 'btn primary', actions.accept)] : []),
      button(changed.length > 0 ? 'Leave it' : 'Close', 'btn', actions.cancel),
    ),
  ];
}

/** One sentence, and a button when it can be taken back. */
export const doneView = (sentence: string, undo?: () => void): readonly HTMLElement[] => [
  createElement('p', {}, sentence),
  ...(undo ? [createElement('p', { class: 'workbook-actions' }, button('Undo', 'btn', undo))] : []),
];

function button(label: string, style: string, action: () => void): HTMLElement {
  const element = createElement('button', { type: 'button', class: style }, label);
  element.addEventListener('click', action);
  return element;
}
