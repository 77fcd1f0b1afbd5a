/**
 * What the page of a lab in a WebContainer shows, as one immutable value. Pure.
 * @module
 */
import type { ContainerPhase } from '#runtimes/index.ts';
import type { RunState } from '../state/run-state.ts';
import type { WorkbenchData } from '../state/workbench-data.ts';
import type { HelperState } from './isolation-helper.ts';

export interface ContainerState {
  readonly data: WorkbenchData;
  readonly run: RunState;
  /** When the latest run began, in milliseconds since 1970; absent before the first. */
  readonly beganAtMs?: number;
  /** Slug of the check that the next run judges; all of them when absent. */
  readonly only?: string | undefined;
  /** What the run waits for; absent when none is under way. */
  readonly phase?: ContainerPhase | undefined;
  /** The browser has to be asked first, and the reader was. */
  readonly isAsking: boolean;
  /** Whether the host sent the headers that a WebContainer needs. The server draws the page as if. */
  readonly isIsolated: boolean;
  /** What could isolate the page in the host's place. */
  readonly helper: HelperState;
}

/** The page as it is built. */
export const firstContainerState = (data: WorkbenchData): ContainerState => ({
  data,
  run: { kind: 'none' },
  isAsking: false,
  isIsolated: true,
  helper: { kind: 'not-needed' },
});
