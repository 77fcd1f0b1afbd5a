/**
 * The pids of children: a function of the parent's, so that a program has it at once, and no other process can have it.
 * Pure; kernel and processes share it.
 * @module
 */

/** So many children one process may have in its life. */
export const CHILD_LIMIT = 9_999;

/**
 * @param number From 1, in the order of starting.
 *
 * @example childPid(3, 1); // 30001
 */
export const childPid = (parentPid: number, number: number): number => parentPid * (CHILD_LIMIT + 1) + number;

export const isChildPid = (pid: number, parentPid: number): boolean =>
  Number.isSafeInteger(pid) && Math.floor(pid / (CHILD_LIMIT + 1)) === parentPid && pid % (CHILD_LIMIT + 1) > 0;
