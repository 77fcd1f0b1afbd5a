/**
 * Compares an answer with the recorded one: as data, without regard to the order of fields, and without the wording of
 * refusals. Of lists only `orders` has an order that customers were promised.
 * @module
 */
import type { HttpResponse } from '../../_kit/bench.ts';
import type { GoldenAnswer } from './golden-exchange.ts';
import type { GoldenValues } from './golden-values.ts';

export interface Difference {
  /** Which part: `status`, `body.lines[0].priceCents`. */
  readonly where: string;
  readonly expected: string;
  readonly received: string;
}

export const PROBLEM_TYPE = 'application/problem+json';

export const contentTypeOf = ({ headers }: HttpResponse): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

export function compareAnswer(
  golden: GoldenAnswer,
  response: HttpResponse,
  values: GoldenValues,
): Difference | undefined {
  const { status, headers, body } = response;
  const differs = (where: string, expected: string, received: string) => ({ where, expected, received });
  if (status !== golden.status) return differs('status', String(golden.status), `${status} ${body}`.trim());
  const promised = promisedBody(golden);
  const contentType = contentTypeOf(response);
  if (promised !== undefined && contentType !== promised.contentType) {
    return differs('Content-Type', promised.contentType, contentType || 'none');
  }
  if (golden.hasLocation && !headers['location']) return differs('Location', 'the path of the new order', 'none');
  const isReplayed = headers['idempotency-replayed'] === 'true';
  if (isReplayed !== (golden.isReplayed ?? false)) {
    return differs('Idempotency-Replayed', golden.isReplayed ? 'true' : 'no such header', String(isReplayed));
  }
  if (promised === undefined) return undefined;
  const data = parse(body);
  if (data === undefined) return differs('body', 'JSON', body);
  return compareData('body', promised.body, data, values, promised.contentType === PROBLEM_TYPE);
}

/** Of a refusal the sentence is free, and so is what is said beside the code, but for the field that is invalid. */
function promisedBody({ status, problem, field, body }: GoldenAnswer) {
  if (problem === undefined) return body === undefined ? undefined : { contentType: 'application/json', body };
  const refusal = { status, code: problem, detail: '{sentence-any}', ...(field !== undefined && { field }) };
  return { contentType: PROBLEM_TYPE, body: refusal };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function compareData(
  where: string,
  golden: unknown,
  received: unknown,
  values: GoldenValues,
  mayHaveMore = false,
): Difference | undefined {
  const differs = (expected: string): Difference => ({
    where,
    expected,
    received: JSON.stringify(received) ?? 'nothing',
  });
  if (typeof golden === 'string') {
    const expected = values.match(golden, received);
    return expected === undefined ? undefined : differs(expected);
  }
  if (Array.isArray(golden)) {
    if (!Array.isArray(received)) return differs('a list');
    if (received.length !== golden.length) return differs(`${golden.length} of them`);
    if (where === 'body.orders') {
      return first(golden, (part, index) => compareData(`${where}[${index}]`, part, received[index], values));
    }
    return compareSets(where, golden, received, values);
  }
  if (typeof golden !== 'object' || golden === null) {
    return golden === received ? undefined : differs(JSON.stringify(golden) ?? 'nothing');
  }
  if (typeof received !== 'object' || received === null || Array.isArray(received)) return differs('an object');
  const fields = received as Readonly<Record<string, unknown>>;
  const more = Object.keys(fields).find((key) => !Object.hasOwn(golden, key));
  if (more !== undefined && !mayHaveMore) {
    return {
      where: `${where}.${more}`,
      expected: 'no such field',
      received: JSON.stringify(fields[more]) ?? 'nothing',
    };
  }
  return first(Object.entries(golden), ([key, part]) => compareData(`${where}.${key}`, part, fields[key], values));
}

/** Each recorded part has one that is like it. */
function compareSets(
  where: string,
  golden: readonly unknown[],
  received: readonly unknown[],
  values: GoldenValues,
): Difference | undefined {
  const left = received.map((part, index) => ({ part, index }));
  return first(golden, (wanted, at) => {
    const found = left.findIndex(({ part }) => values.attempt(() => !compareData(where, wanted, part, values)));
    if (found !== -1) {
      left.splice(found, 1);
      return undefined;
    }
    const nearest = left.find(({ index }) => index === at) ?? left[0];
    return compareData(`${where}[${nearest?.index ?? at}]`, wanted, nearest?.part, values);
  });
}

function first<Part>(
  parts: readonly Part[],
  look: (part: Part, index: number) => Difference | undefined,
): Difference | undefined {
  for (const [index, part] of parts.entries()) {
    const difference = look(part, index);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
