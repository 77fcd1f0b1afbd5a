/**
 * Whether a message's headers match the arguments of a binding to a headers exchange. Pure.
 * @module
 */
import { canonicalValue } from './canonical-value.ts';
import type { FieldTable } from './message.ts';

const MODES = ['all', 'any', 'all-with-x', 'any-with-x'];

/**
 * @returns what is wrong with `x-match`, in RabbitMQ's words.
 * @example xMatchProblem({ 'x-match': 'some' }); // 'Invalid x-match field value <<"some">>; expected all, any, …'
 */
export function xMatchProblem(args: FieldTable, typeName: (value: FieldTable[string]) => string): string | undefined {
  const mode = args['x-match'];
  if (mode === undefined || MODES.includes(mode as string)) return undefined;
  if (typeof mode === 'string')
    return `Invalid x-match field value <<"${mode}">>; expected all, any, all-with-x, or any-with-x`;
  return `Invalid x-match field type ${typeName(mode)} (value ${canonicalValue(mode)}); expected longstr`;
}

/**
 * Names that start with `x-` count only where `x-match` ends in `-with-x`. A binding's value of no type (void) asks for
 * presence. `all` of nothing matches, `any` of nothing does not.
 */
export function headersMatch(args: FieldTable, headers: FieldTable): boolean {
  const mode = args['x-match'] ?? 'all';
  const withX = mode === 'all-with-x' || mode === 'any-with-x';
  const names = Object.keys(args).filter((name) => name !== 'x-match' && (withX || !name.startsWith('x-')));
  const holds = (name: string): boolean => {
    if (!Object.hasOwn(headers, name)) return false;
    const wanted = args[name];
    return wanted === null || wanted === undefined || canonicalValue(wanted) === canonicalValue(headers[name]);
  };
  return mode === 'any' || mode === 'any-with-x' ? names.some(holds) : names.every(holds);
}
