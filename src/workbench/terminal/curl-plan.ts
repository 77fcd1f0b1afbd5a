/**
 * What one call of curl is going to do, read from its arguments. Pure data.
 * @module
 */
export interface CurlPlan {
  readonly urls: readonly string[];
  readonly method: string;
  /** In the order in which curl sends them, without Host and Content-Length. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** `-i`: print status line and headers before the body. */
  readonly include: boolean;
  /** `-I`: ask for the headers only. */
  readonly head: boolean;
  readonly silent: boolean;
  /** `-S`: print errors although `-s` was given. */
  readonly showError: boolean;
  readonly fail: 'no' | 'without-body' | 'with-body';
  readonly verbose: boolean;
  readonly discardBody: boolean;
  readonly writeOut?: string;
  readonly maxTimeMs?: number;
  /** `-G`: the body goes into the query. Already done in `urls`. */
  readonly version?: boolean;
}

/** A mistake in the arguments, in curl's own words and with its exit code. */
export interface CurlRefusal {
  readonly exitCode: number;
  readonly message: string;
  /** A line of this terminal's own, below curl's. */
  readonly note?: string;
}
