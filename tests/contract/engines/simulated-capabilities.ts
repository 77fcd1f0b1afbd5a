/**
 * What the simulated engine can do, in the page and in the terminal alike. A behaviour that needs more is skipped there,
 * with its reason in `tests/contract/exceptions`.
 * @module
 */
import type { Capability } from './contract-engine.ts';

export const SIMULATED_CAPABILITIES: ReadonlySet<Capability> = new Set<Capability>(['child-processes']);
