/**
 * Makes a message ready for another thread: bytes that are a view into a larger block would take the whole block along.
 * Runs in the bench's Worker and in those of processes.
 * @module
 */
import type { ProcessEffect, ProcessEvent } from '#bench/kernel/protocol.ts';

/** Bytes in a buffer of just their size. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);

/** @example port.postMessage({ kind: 'deliver', events: events.map(eventForPort) }) */
export const eventForPort = (event: ProcessEvent): ProcessEvent =>
  event.kind === 'data' || event.kind === 'piped' ? { ...event, bytes: ownBytes(event.bytes) } : event;

/** @example port.postMessage({ kind: 'effects', effects: effects.map(effectsForPort) }) */
export const effectsForPort = (effects: readonly ProcessEffect[]): readonly ProcessEffect[] =>
  effects.map((effect) => {
    if (effect.kind === 'data' || effect.kind === 'pipe') return { ...effect, bytes: ownBytes(effect.bytes) };
    if (effect.kind !== 'disk' || effect.change.op !== 'write') return effect;
    return { ...effect, change: { ...effect.change, bytes: ownBytes(effect.change.bytes) } };
  });
