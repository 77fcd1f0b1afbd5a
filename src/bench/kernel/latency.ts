/**
 * How long bytes travel, in virtual microseconds. Pure.
 * @module
 */
import { hashNumbers } from './hash-numbers.ts';

/** Between two hosts: 0.3 to 2 ms, drawn per effect. */
const BETWEEN_HOSTS_MIN_US = 300;
const BETWEEN_HOSTS_SPAN_US = 1_701;
/** Within one host, and for what the operating system answers by itself. */
export const LOCAL_US = 50;
/** Between the bench's own client and a service: constant, so that a latency the client sees is the system's. */
export const CLIENT_US = 100;

/** Seed and coordinates of one draw. */
export interface LatencyDraw {
  readonly seed: number;
  readonly pid: number;
  readonly effectNumber: number;
  /** Separates several draws of one effect. */
  readonly salt: number;
}

/** Latency between two different service hosts. */
export function latencyBetweenHostsUs({ seed, pid, effectNumber, salt }: LatencyDraw): number {
  return BETWEEN_HOSTS_MIN_US + (hashNumbers(seed, pid, effectNumber, 0x1a7e + salt) % BETWEEN_HOSTS_SPAN_US);
}
