/**
 * Whoever hears of a run while it goes on: the terminal's session, a page that watches a check. Pure types.
 * @module
 */
import type { ObservedProcess, ProcessEnding } from '#bench/kernel/kernel-observer.ts';
import type { BrokerRecord } from './broker-record.ts';
import type { TimelineColumn, TimelineMessage, TimelineMoment } from './report.ts';
import type { LogLine } from './session-event.ts';
import type { TimelineConnection, TimelineTransfer } from './timeline-bytes.ts';

/** Who watches while it happens: the terminal's session. */
export interface TimelineWatcher {
  message?(message: TimelineMessage): void;
  moment?(moment: TimelineMoment): void;
  log?(line: LogLine): void;
  ended?(process: ObservedProcess, ending: ProcessEnding): void;
  changed?(process: ObservedProcess): void;
  columns?(columns: readonly TimelineColumn[]): void;
  /** A connection that is not HTTP, as it is now; with what was sent on it, where that changed it. */
  connection?(connection: TimelineConnection, transfer?: TimelineTransfer): void;
  broker?(record: BrokerRecord): void;
}
