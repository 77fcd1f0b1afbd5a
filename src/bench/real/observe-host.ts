/**
 * Each process is a machine of its own in a lab: `os.hostname()` says what HOSTNAME says, as in a container. Runs inside the real
 * process of a service, before its own program.
 * @module
 */
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const name = process.env['HOSTNAME'];
if (name !== undefined) {
  const hostname = (): string => name;
  // Node's own can be written into a text without being called.
  Object.assign(os, { hostname: Object.assign(hostname, { [Symbol.toPrimitive]: hostname }) });
  syncBuiltinESMExports();
}
