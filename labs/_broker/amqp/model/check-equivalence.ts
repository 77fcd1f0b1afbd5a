/**
 * Whether a second declaration agrees with the first, and RabbitMQ's text when it does not. Pure.
 * @module
 */
import { bareValue } from './bare-value.ts';
import { canonicalValue } from './canonical-value.ts';
import { fieldTypeName, INTEGER_TYPES } from './field-type-name.ts';
import type { FieldTable, FieldValue } from './message.ts';
import { refusal, type ResourceKind } from './refusal.ts';

interface Declaration {
  /** Fields by AMQP's name, in the order in which they are compared. */
  readonly fields: Readonly<Record<string, string | boolean>>;
  readonly args: FieldTable;
}

/** @throws AmqpError 406 that names the first difference. */
export function checkEquivalence(
  kind: ResourceKind,
  name: string,
  current: Declaration,
  received: Declaration,
  comparedArgs: readonly string[],
): void {
  for (const [field, value] of Object.entries(current.fields)) {
    const asked = received.fields[field];
    if (asked !== value) throw refusal.inequivalent(kind, name, field, `'${asked}'`, `'${value}'`);
  }
  for (const arg of comparedArgs) {
    const was = current.args[arg];
    const is = received.args[arg];
    if (typeClass(was) === typeClass(is) && canonicalValue(was) === canonicalValue(is)) continue;
    if (arg === 'x-queue-type' && (was ?? 'classic') === (is ?? 'classic')) continue;
    const bothThere = was !== undefined && is !== undefined;
    const shown = bothThere ? quoted : typed;
    throw refusal.inequivalent(kind, name, arg, shown(is), shown(was));
  }
}

const typeClass = (value: FieldValue): string => {
  const type = fieldTypeName(value);
  if (value === undefined) return 'none';
  return type === 'decimal' || INTEGER_TYPES.has(type) ? 'int' : type;
};

const bare = (value: FieldValue): string => {
  const held = bareValue(value);
  return typeof held === 'string' ? held : canonicalValue(held);
};
const quoted = (value: FieldValue): string => `'${bare(value)}'`;
const typed = (value: FieldValue): string =>
  value === undefined ? 'none' : `the value '${bare(value)}' of type '${fieldTypeName(value)}'`;
