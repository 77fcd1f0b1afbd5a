/**
 * One event or effect in a line, with all of it that counts for the hash. Pure.
 * @module
 */
import type { ProcessEffect, ProcessEvent } from './protocol.ts';

const SHOWN_BYTES = 400;
/** Engines word these differently, so the hash leaves them out. */
const leftOut = new Set(['kind', 'atUs', 'source', 'tag', 'error', 'text', 'droppedBytes']);

/**
 * @example
 * describeLogged({ kind: 'connect', connectionId: '2-1', host: 'orders', port: 80 }); // 'connect connectionId=2-1 host=orders port=80'
 */
export function describeLogged(logged: ProcessEvent | ProcessEffect): string {
  const isPrinted = 'channel' in logged && (logged.channel === 'stdout' || logged.channel === 'stderr');
  const fields = Object.entries(logged)
    .filter(([name]) => !leftOut.has(name) && !(isPrinted && name === 'bytes'))
    .map(([name, value]) => `${name}=${shown(value)}`);
  return [logged.kind, ...fields].join(' ');
}

function shown(value: unknown): string {
  if (value instanceof Uint8Array) {
    const text = JSON.stringify(String.fromCharCode(...value.subarray(0, SHOWN_BYTES)));
    return `${value.length} bytes ${text}`;
  }
  return typeof value === 'object' && value !== null
    ? `{${Object.entries(value)
        .map(([name, inner]) => `${name}=${shown(inner)}`)
        .join(' ')}}`
    : String(value);
}
