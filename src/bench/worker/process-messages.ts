/**
 * Between the bench's Worker and the Worker of one process, over a port of their own. Pure types.
 * @module
 */
import type { ProcessEffect, ProcessEvent, ProcessSpec } from '#bench/kernel/protocol.ts';
import type { CompiledFiles } from '#bench/process/module/compiled-files.ts';
import type { EngineParts } from '#platform/engine-part.ts';

export type ToProcess =
  | {
      readonly kind: 'create';
      readonly spec: ProcessSpec;
      readonly compiled: CompiledFiles;
      readonly parts: EngineParts;
    }
  | { readonly kind: 'deliver'; readonly events: readonly ProcessEvent[] };

export type FromProcess =
  /** The Worker's code is loaded; from here on an event that takes long is the program's doing. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'effects'; readonly effects: readonly (readonly ProcessEffect[])[] }
  | { readonly kind: 'failed'; readonly message: string };
