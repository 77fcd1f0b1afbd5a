/**
 * So many things one event may do; a program that does more runs away and is stopped. A process
 * keeps one more than may be, so that the transport sees it, and nothing grows without end. Pure.
 * @module
 */
export const EFFECT_LIMIT = 50_000;
