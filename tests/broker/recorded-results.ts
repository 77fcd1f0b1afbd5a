/**
 * What the real RabbitMQ answered when it was last asked, for machines where it cannot be installed. `npm run
 * broker:record` asks again.
 * @module
 */
import { readFileSync } from 'node:fs';
import type { Results } from './run-scenarios.ts';

export const RECORDING_FILE = 'tests/broker/recorded/rabbitmq.json';

/** What real clients sent in some of the scenarios, each connection as base64. */
export const SESSIONS_FILE = 'tests/broker/recorded/client-sessions.json';

export interface Recording {
  /** `RabbitMQ 3.10.8` */
  readonly product: string;
  /** A day, `2026-11-22`. */
  readonly recordedOn: string;
  readonly results: Results;
}

export const readRecording = (): Recording => JSON.parse(readFileSync(RECORDING_FILE, 'utf8')) as Recording;
