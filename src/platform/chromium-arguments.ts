/**
 * Command-line arguments for a headless Chromium that tests and benchmarks drive. Node only.
 * @module
 */

/** `--no-sandbox`: CI runs as root. The background-networking flags keep Chromium from calling its vendor. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
