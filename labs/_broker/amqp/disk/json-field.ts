/**
 * Field values as JSON and back, without loss: bytes, big integers and numbers that JSON lacks are wrapped in an object whose
 * only name is `$`. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { FieldTable, FieldValue } from '../model/message.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export function fieldToJson(value: FieldValue): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $: ['number', String(value)] };
  if (typeof value === 'bigint') return { $: ['bigint', String(value)] };
  if (typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return { $: ['bytes', Buffer.from(value).toString('base64')] };
  if (Array.isArray(value)) return value.map((one: FieldValue) => fieldToJson(one));
  const table = tableToJson(value as FieldTable);
  return '$' in table ? { $: ['table', table] } : table;
}

/** Names that hold `undefined` are left out: they were not there. */
export function tableToJson(table: FieldTable): { readonly [name: string]: Json } {
  const there = Object.entries(table).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there.map(([name, value]) => [name, fieldToJson(value)]));
}

export function fieldFromJson(json: Json): FieldValue {
  if (typeof json !== 'object' || json === null) return json;
  if (isList(json)) return json.map(fieldFromJson);
  const wrapped = json['$'];
  if (wrapped === undefined || !isList(wrapped)) return tableFromJson(json);
  const [kind, value] = wrapped;
  if (kind === 'bytes') return Buffer.from(value as string, 'base64');
  if (kind === 'bigint') return BigInt(value as string);
  if (kind === 'number') return Number(value);
  return tableFromJson(value as { readonly [name: string]: Json });
}

export const tableFromJson = (json: { readonly [name: string]: Json }): FieldTable =>
  Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fieldFromJson(value)]));

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);
