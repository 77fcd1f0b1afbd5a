/**
 * Between the page and the sandbox frame. The first message carries a port; calls go over it. Pure types.
 * @module
 */
import type { EnginePartName } from '#platform/engine-part.ts';
import type { LabFiles, LabProgram, RunRequest, SeedSearchRequest, ServiceStatus, StorePage } from '../lab-runtime.ts';

/** Posted to the frame's window once it has loaded, with a MessagePort. */
export const CONNECT_MESSAGE = 'ensemble-connect';

/** A part of the engine as the page fetched it. */
export interface PartBytes {
  readonly code: string;
  readonly wasm: Uint8Array;
}

export interface AddPartInput {
  readonly name: EnginePartName;
  readonly part: PartBytes;
}

export interface RunInput {
  readonly runId: number;
  readonly program: LabProgram;
  readonly request: RunRequest;
}

export interface SearchInput {
  readonly runId: number;
  readonly program: LabProgram;
  readonly request: SeedSearchRequest;
}

export interface OpenSessionInput {
  readonly sessionId: number;
  readonly program: LabProgram;
  readonly files: LabFiles;
}

export interface SessionCall {
  readonly sessionId: number;
  readonly method: 'send' | 'start' | 'stop' | 'kill' | 'wipe' | 'stores' | 'reload';
  readonly input: unknown;
}

/** Input of the call `stores`. */
export interface StoresInput {
  readonly service: string;
  readonly page: StorePage | undefined;
}

/** Each answer brings the statuses along, so that the page can show them without asking. */
export interface SessionAnswer {
  readonly value: unknown;
  readonly statuses: readonly ServiceStatus[];
}
