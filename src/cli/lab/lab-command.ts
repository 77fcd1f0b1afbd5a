/**
 * What `npm run lab` can be asked for, as values. Pure.
 * @module
 */
import type { BrokerWish } from './broker/parse-broker-flags.ts';

export interface ListCommand {
  readonly name: 'list';
  readonly json: boolean;
}

export interface StartCommand {
  readonly name: 'start';
  readonly lab: string;
  /** A folder that is not there yet; one with the lab's name when absent. */
  readonly folder?: string;
}

/** Files of a lab go from a folder to a workbook, or back. */
export interface TransferCommand {
  readonly name: 'export' | 'import';
  readonly lab: string;
  readonly folder: string;
  /** The workbook's file, as the page downloads it. */
  readonly workbook: string;
  /** What is there and differs may be replaced. */
  readonly overwrite: boolean;
  readonly isDryRun: boolean;
}

export interface OpenCommand {
  readonly name: 'open';
  /** A file that `check --report` wrote. */
  readonly report: string;
}

export interface CheckCommand {
  readonly name: 'check';
  readonly lab: string;
  /** The first seed. */
  readonly seed: number;
  readonly seedCount: number;
  /** One check by number, id or slug; all when absent. */
  readonly check?: string;
  /** A replay line; it names the check and the seed itself. */
  readonly replay?: string;
  /** A learner's folder; the starter when absent. */
  readonly folder?: string;
  readonly json: boolean;
  readonly keepGoing: boolean;
  /** As real processes instead of in the simulation. */
  readonly real: boolean;
  /** With `real`: real milliseconds for each millisecond of a sleep and between arrivals. */
  readonly timeScale: number;
  /** With `real`: a broker in the place of the lab's own. */
  readonly amqp?: BrokerWish;
  /** A file for what the run tells, as JSON lines. */
  readonly report?: string;
  /** Again after every change of the folder. */
  readonly watch: boolean;
}

export interface ProveCommand {
  readonly name: 'prove';
  /** Every lab when absent. */
  readonly lab?: string;
  /** For every variant; the proof's own counts when absent, or one run for each as real processes. */
  readonly seedCount?: number;
  /** As real processes instead of in the simulation. */
  readonly real: boolean;
  /** With `real`: how many runs go on at the same time. */
  readonly laneCount: number;
  /** One solution by its name, such as "starter"; every one when absent. */
  readonly variant?: string;
  readonly json: boolean;
}

export interface DocsCommand {
  readonly name: 'docs';
}

export interface HelpCommand {
  readonly name: 'help';
}

export type LabCommand =
  ListCommand | StartCommand | TransferCommand | OpenCommand | CheckCommand | ProveCommand | DocsCommand | HelpCommand;
