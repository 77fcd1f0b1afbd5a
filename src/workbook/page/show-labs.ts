/**
 * Draws what the checks of each lab last said.
 * Runs in the browser.
 * @module
 */
import { createElement } from '#platform/create-element.ts';
import type { LabRecord, RunCheck, RunRecord } from '../record.ts';
import { inCourseOrder, type PagePlace } from './page-places.ts';
import { isUnaided } from './summarise-workbook.ts';

const WORDS: Readonly<Record<RunCheck['verdict'], string>> = {
  pass: 'holds',
  fail: 'broken',
  inconclusive: 'not decided',
  error: 'could not run',
  'not-judged': 'not judged',
  'not-run': 'not run',
};

/** What the section holds; empty when no check was run. */
export function showLabs(
  labs: ReadonlyMap<string, LabRecord>,
  places: ReadonlyMap<string, PagePlace>,
  writeInstant: (atIso: string) => string,
): readonly HTMLElement[] {
  const withRuns = [...labs].filter(([, { runs }]) => runs.length > 0);
  return inCourseOrder(withRuns, ([id]) => id, places).flatMap(([id, lab]) => {
    const place = places.get(id);
    const last = lab.runs.at(-1);
    return [
      createElement('h3', {}, place ? createElement('a', { href: place.href }, place.title) : id),
      createElement('p', { class: 'workbook-meaning' }, sentenceOf(lab, writeInstant)),
      ...(last ? [checkTable(last, writeInstant)] : []),
    ];
  });
}

function sentenceOf(lab: LabRecord, writeInstant: (atIso: string) => string): string {
  const runs = lab.runs.length === 1 ? 'One run is kept.' : `${lab.runs.length} runs are kept.`;
  if (lab.completedAtIso === undefined) return `Not complete yet. ${runs}`;
  const aid = isUnaided(lab) ? ', unaided' : '';
  return `Complete since ${writeInstant(lab.completedAtIso)}${aid}. ${runs}`;
}

function checkTable(run: RunRecord, writeInstant: (atIso: string) => string): HTMLElement {
  const head = createElement(
    'tr',
    {},
    ...['Check', 'Last verdict', 'Evidence'].map((text) => createElement('th', { scope: 'col' }, text)),
  );
  const rows = run.checks.map(({ check, title, verdict, held, seen }) =>
    createElement(
      'tr',
      { 'data-verdict': verdict },
      createElement('th', { scope: 'row' }, createElement('span', { class: 'num' }, `${check} `), title),
      createElement('td', {}, WORDS[verdict]),
      createElement('td', {}, plainText(verdict === 'fail' ? (seen ?? held) : held)),
    ),
  );
  return createElement(
    'table',
    { class: 'workbook-table' },
    createElement('caption', {}, `Last run, ${writeInstant(run.atIso)}, seed ${run.seed}`),
    createElement('thead', {}, head),
    createElement('tbody', {}, ...rows),
  );
}

/** Without the marks that the report draws with a highlighter. */
const plainText = (text: string): string => text.replaceAll(/\[\[|\]\]/g, '');
