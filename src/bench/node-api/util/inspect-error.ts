/**
 * The stack of an error as the program that runs should show it.
 * @module
 */
import { processOrNone } from '../process-context.ts';

/** Takes the engine's frames out; outside a simulated process the stack stays as it is. */
export const cleanStack = (stack: string): string => processOrNone()?.learnerStack(stack) ?? stack;
