/**
 * What the program inside a WebContainer tells the page, one JSON object a line. Plain ASCII: the vendor's package decodes
 * each chunk for itself, so a character of two bytes that is cut between two chunks would be lost. Pure; page and Node.
 * @module
 */
import { type RunReport, VERDICTS } from '#bench/judge/report.ts';
import type { RunEvent } from '#bench/judge/run-request.ts';
import { parseJson } from '#platform/parse-json.ts';
import { type Guard, isCount, isFlag, isPlainObject, listOf, oneOf, textUpTo } from '#platform/shape.ts';

export type ContainerLine =
  /** Once a second, so that the page notices when nothing runs any more. */
  | { readonly kind: 'beat' }
  | { readonly kind: 'event'; readonly event: RunEvent }
  /** The last line of a run. `leftRunning`: processes that the container could not end. */
  | { readonly kind: 'report'; readonly report: RunReport; readonly leftRunning: number }
  /** The engine itself failed; the last line too. */
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string };

const text = textUpTo(100_000);
const isVerdict = oneOf(VERDICTS);

/** What the page reads of it without asking; the rest is drawn where it is there. */
const isCheckReport: Guard<object> = (value): value is object =>
  isPlainObject(value) &&
  [value['check'], value['slug'], value['title'], value['held'], value['replay']].every(text) &&
  isVerdict(value['verdict']);

const isEvent = (value: unknown): boolean => {
  if (!isPlainObject(value)) return false;
  switch (value['kind']) {
    case 'check-started':
      return text(value['slug']);
    case 'progress':
      return text(value['slug']) && text(value['sentence']) && typeof value['virtualMs'] === 'number';
    case 'check-ended':
      return isCheckReport(value['report']);
    default:
      return false;
  }
};

const isReport = (value: unknown): boolean =>
  isPlainObject(value) &&
  text(value['lab']) &&
  isCount(value['seed']) &&
  value['engine'] === 'real' &&
  isFlag(value['complete']) &&
  isCount(value['realMs']) &&
  listOf(isCheckReport, 1_000)(value['checks']);

/**
 * @example
 * printContainerLine({ kind: 'failed', message: 'Kein Gerät', hint: '' }) // '{"kind":"failed","message":"Kein Ger\\u00e4t","hint":""}\n'
 */
export function printContainerLine(line: ContainerLine): string {
  const ascii = JSON.stringify(line).replaceAll(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${ascii}\n`;
}

/**
 * A line of the program, or `undefined` when it is something else, such as a warning of Node.
 *
 * @example
 * parseContainerLine('{"kind":"beat"}') // { kind: 'beat' }
 */
export function parseContainerLine(line: string): ContainerLine | undefined {
  const value = parseJson(line);
  if (!isPlainObject(value)) return undefined;
  const isKnown = () => {
    switch (value['kind']) {
      case 'beat':
        return true;
      case 'event':
        return isEvent(value['event']);
      case 'report':
        return isReport(value['report']) && isCount(value['leftRunning']);
      case 'failed':
        return text(value['message']) && text(value['hint']);
      default:
        return false;
    }
  };
  return isKnown() ? (value as unknown as ContainerLine) : undefined;
}
