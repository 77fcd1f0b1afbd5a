/**
 * MicroPython as its npm package gives it, from the part that a lab brought along. Runs inside one process.
 * @module
 */
import { currentProcess } from './process-context.ts';

/** What a program imports. */
export const MICROPYTHON = '@micropython/micropython-webassembly-pyscript';

export const micropythonModule = (): Record<string, unknown> => {
  const { parts } = currentProcess();
  if (!parts.micropython) throw new Error('The part for MicroPython was not loaded');
  return parts.micropython();
};
