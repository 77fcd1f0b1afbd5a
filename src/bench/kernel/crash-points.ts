/**
 * Crash points: kill -9 instead of the k-th touch of the outside. A touch is what others can notice: a connection that is
 * opened, bytes that are sent, a commit to the disk, a process that is started. Pure.
 * @module
 */
import { isKnownAs, type KernelProcess } from './kernel-process.ts';
import type { ProcessEffect } from './protocol.ts';

interface CrashHit {
  readonly atUs: number;
  /** What the process was about to do: `sending POST /charges to bank`. */
  readonly about: string;
}

export interface ArmedCrash {
  /** Undefined until it happened. */
  hit(): CrashHit | undefined;
  disarm(): void;
}

interface Armed {
  readonly name: string;
  touchesLeft: number;
  hit: CrashHit | undefined;
}

/** The name of the process, or else the host, at the far end of an open connection. */
type RemoteOf = (process: KernelProcess, connectionId: string) => string | undefined;

export class CrashPoints {
  readonly #remoteOf: RemoteOf;
  readonly #armed = new Set<Armed>();

  constructor(remoteOf: RemoteOf) {
    this.#remoteOf = remoteOf;
  }

  /** Counts from now, over all processes that go by this name, and over their restarts. `k` counts from 1. */
  arm(name: string, k: number): ArmedCrash {
    const armed: Armed = { name, touchesLeft: k, hit: undefined };
    this.#armed.add(armed);
    return { hit: () => armed.hit, disarm: () => void this.#armed.delete(armed) };
  }

  /** Counts the effect where it touches the outside. True when the process has to end instead. */
  isDueAt(process: KernelProcess, effect: ProcessEffect, atUs: number): boolean {
    if (this.#armed.size === 0) return false;
    const about = this.#touch(process, effect);
    if (about === undefined) return false;
    let isDue = false;
    for (const armed of this.#armed) {
      if (!isKnownAs(process, armed.name)) continue;
      armed.touchesLeft -= 1;
      if (armed.touchesLeft > 0) continue;
      armed.hit = { atUs, about };
      this.#armed.delete(armed);
      isDue = true;
    }
    return isDue;
  }

  /** What the effect is to the outside, in words; undefined when nobody there could notice it. */
  #touch(process: KernelProcess, effect: ProcessEffect): string | undefined {
    switch (effect.kind) {
      case 'connect':
        return `connecting to ${effect.host}:${effect.port}`;
      case 'data': {
        const remote = this.#remoteOf(process, effect.connectionId);
        if (remote === undefined) return undefined;
        const { tag, bytes } = effect;
        if (!tag) return `sending ${bytes.length} bytes to ${remote}`;
        return tag.kind === 'request' ? `sending ${tag.label} to ${remote}` : `answering ${remote} with ${tag.label}`;
      }
      case 'spawn':
        return `starting ${effect.entry}`;
      case 'disk':
        return effect.commits ? `committing ${effect.change.path}` : undefined;
      default:
        return undefined;
    }
  }
}
