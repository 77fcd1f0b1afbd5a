/**
 * Interleaves a coroutine (a check, a session's request) with the kernel: after each answer the coroutine gets one turn
 * before the next event. That keeps a run a function of its seed. Runs everywhere.
 * @module
 */
import type { LabSystem } from './lab-system.ts';

/** What driving needs of its thread; captured before learner code ran. */
export interface DrivePlatform {
  /** Runs the callback in a macrotask of its own: every pending promise has been served by then. */
  hop(callback: () => void): void;
  /** Real milliseconds, monotonic. */
  nowMs(): number;
}

export interface DriveLimits {
  readonly virtualMs: number;
  readonly realMs: number;
  readonly eventCount: number;
}

export const CHECK_LIMITS: DriveLimits = { virtualMs: 600_000, realMs: 20_000, eventCount: 2_000_000 };

/** Why driving ended before the coroutine did. */
export type DriveInterruption = 'virtual-limit' | 'real-limit' | 'event-limit' | 'stopped' | 'stuck';

export type DriveResult<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'interrupted'; readonly why: DriveInterruption };

/**
 * Runs the coroutine to its end, moving virtual time while it waits.
 *
 * @example
 * const result = await drive(system, () => check.run(bench), platform, CHECK_LIMITS);
 */
export async function drive<Value>(
  system: LabSystem,
  coroutine: () => Promise<Value>,
  platform: DrivePlatform,
  limits: DriveLimits,
): Promise<DriveResult<Value>> {
  let result: DriveResult<Value> | undefined;
  const takeTurn = () => new Promise<void>((resolve) => platform.hop(resolve));
  const endRealMs = platform.nowMs() + limits.realMs;

  coroutine().then(
    (value) => (result = { kind: 'done', value }),
    (error: unknown) => (result = { kind: 'failed', error }),
  );
  await takeTurn();

  let turn = system.turn;
  while (!result) {
    const advanced = await system.advance();
    if (system.turn !== turn) {
      turn = system.turn;
      await takeTurn();
    } else if (advanced === 'idle') return { kind: 'interrupted', why: 'stuck' };
    const why = result ? undefined : interruption(system, platform, limits, endRealMs);
    if (why) return { kind: 'interrupted', why };
  }
  return result;
}

function interruption(
  system: LabSystem,
  platform: DrivePlatform,
  limits: DriveLimits,
  endRealMs: number,
): DriveInterruption | undefined {
  if (system.stopped()) return 'stopped';
  if (system.nowMs >= limits.virtualMs) return 'virtual-limit';
  if (system.kernel.eventCount >= limits.eventCount) return 'event-limit';
  if (platform.nowMs() >= endRealMs) return 'real-limit';
  return undefined;
}
