/**
 * A check's report as the terminal prints it. Pure.
 * @module
 */
import type { CheckReport, ReportMessage, SourceNote } from '#bench/judge/report.ts';

const MARKS: Readonly<Record<CheckReport['verdict'], string>> = {
  pass: 'pass        ',
  fail: 'FAIL        ',
  inconclusive: 'inconclusive',
  error: 'ERROR       ',
  'not-judged': 'not judged  ',
  'not-run': 'not run     ',
};

/**
 * One line for a check that passed; the message, the places to look at and the replay line for one that did not.
 *
 * @param command what runs this check again but for its seed, such as "npm run lab -- check hello-payment".
 *
 * @example
 * describeCheckReport(report, 'npm run lab -- check hello-payment') // 'pass         C1 The line as printed: 5 of 5 answers agreed …'
 */
export function describeCheckReport(report: CheckReport, command: string): string {
  const { verdict, check, title, held, reason, message, parts = [] } = report;
  const head = `${MARKS[verdict]} ${check} ${title}${held === '' ? '' : `: ${held}`}`;
  const partLines = parts.map(
    ({ title: found, isHeld }) => `    ${isHeld ? 'held      ' : 'open      '}${plain(found)}`,
  );
  if (verdict === 'pass' || verdict === 'not-run') return [head, ...partLines].join('\n');
  const where = message?.where ?? ('where' in report ? (report.where as readonly SourceNote[]) : []);
  return [
    head,
    ...(reason === undefined ? [] : [`    ${reason}`]),
    ...(message === undefined ? [] : fourLines(message)),
    ...partLines,
    ...(verdict === 'not-judged'
      ? [
          '    This engine cannot run the check; that is neither a pass nor a failure. Leave out --real to have it judged.',
        ]
      : []),
    ...(message?.whereUnknown === undefined ? [] : [`    look at   ${message.whereUnknown}`]),
    ...where.slice(0, 3).map((note) => `    look at   ${note.file}:${note.line}:${note.column}  ${plain(note.note)}`),
    `    replay    ${command} --replay "${report.replay}"`,
  ].join('\n');
}

function fourLines(message: ReportMessage): string[] {
  return [
    `    ${plain(message.seen)}`,
    `    expected  ${plain(message.expected)}`,
    `    received  ${plain(message.received)}`,
    `    why       ${plain(message.why)}`,
  ];
}

/** The page marks `[[r-1]]` with a highlighter; a terminal has the bare word. */
const plain = (text: string): string => text.replaceAll(/\[\[(.+?)\]\]/g, '$1');
