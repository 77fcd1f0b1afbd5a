/**
 * A mistake in a check, not in the code it judges: an unknown service, a malformed address. Same shape as the course's
 * developer errors; the engine stands alone and may not import them. Pure.
 * @module
 */

export type BenchUsageCode =
  | 'BENCH_SERVICE_UNKNOWN'
  | 'BENCH_SERVICE_RUNNING'
  | 'BENCH_REPLICAS_INVALID'
  | 'BENCH_WORLD_FIXED'
  | 'BENCH_CRASH_POINT_INVALID'
  | 'BENCH_CLOCK_INVALID'
  | 'BENCH_URL_INVALID'
  | 'BENCH_REQUEST_INVALID'
  | 'BENCH_TRAFFIC_INVALID'
  | 'BENCH_FAULT_INVALID'
  | 'BENCH_LEDGER_UNREADABLE'
  | 'CHECK_UNKNOWN'
  | 'CHECK_INVALID'
  | 'CHECK_STUCK';

/**
 * @example
 * throw new BenchUsageError('BENCH_SERVICE_UNKNOWN', {
 *   message: 'Cannot kill "orders": the lab runs "payment-service" and "bank"',
 *   hint: 'Use one of these names, or add the service to lab.yaml.',
 * });
 */
export class BenchUsageError extends Error {
  readonly code: BenchUsageCode;
  readonly hint: string;

  constructor(
    code: BenchUsageCode,
    details: { readonly message: string; readonly hint: string; readonly cause?: unknown },
  ) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'BenchUsageError';
    this.code = code;
    this.hint = details.hint;
  }
}
