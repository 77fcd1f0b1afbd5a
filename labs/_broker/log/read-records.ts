/**
 * Reads the records that a producer sends. Runs in the log service.
 * @module
 */
import { LogProblem } from './log-problem.ts';
import type { NewRecord } from './log-record.ts';
import type { Fields } from './read-fields.ts';

const RECORD_LIMIT = 1000;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

interface GivenRecord {
  readonly record: NewRecord;
  /** Where its producer wants it; else its key decides. */
  readonly partition: number | undefined;
}

/** @throws {LogProblem} 422 `invalid-field` */
export function readRecords(body: Fields): readonly GivenRecord[] {
  const given = body.objects('records', ['key', 'value', 'encoding', 'headers', 'partition'], RECORD_LIMIT);
  return given.map((fields) => {
    const encoding = fields.oneOf('encoding', ['utf8', 'base64'], 'utf8');
    const read = (name: 'key' | 'value'): string | null => {
      const text = fields.textOrNull(name);
      if (text === null || encoding === 'utf8' || BASE64.test(text)) return text;
      throw new LogProblem(422, 'invalid-field', `${name} is no base64, as its "encoding" says`, { field: name });
    };
    const headers = fields.textMap('headers');
    return {
      record: {
        key: fields.has('key') ? read('key') : null,
        value: read('value'),
        ...(encoding === 'base64' && { encoding }),
        ...(headers && { headers }),
      },
      partition: fields.wholeOr('partition', { min: 0, max: 1_000_000 }, undefined),
    };
  });
}
