/**
 * Why a real process ended, in the words that every engine uses. Pure.
 * @module
 */
import type { ProcessEnding } from '#bench/kernel/kernel-observer.ts';
import type { ProcessError } from '#bench/kernel/protocol.ts';
import type { ObservedError } from './observer-message.ts';
import type { ProgramFolder } from './program-folder.ts';
import type { RealExit } from './real-process.ts';

const LINK_CODES = new Set(['ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_UNSUPPORTED_DIR_IMPORT']);
const FATAL = /^FATAL ERROR: (.+)$/m;
/** What a shell reports for a program that aborted. */
const ABORTED_CODE = 134;

/**
 * @param stopped why the bench stopped the process, when it did.
 *
 * @example
 * realEnding(exit, error, undefined, folder) // { kind: 'exit', code: 1, error: { name: 'TypeError', … } }
 */
export function realEnding(
  exit: RealExit,
  error: ObservedError | undefined,
  stopped: string | undefined,
  folder: ProgramFolder,
): ProcessEnding {
  if (stopped !== undefined) return { kind: 'stopped', reason: stopped, bySelf: true };
  const fatal = FATAL.exec(exit.tail)?.[1];
  if (exit.signal === 'SIGABRT' && fatal !== undefined) {
    const name = 'FATAL ERROR';
    return { kind: 'exit', code: ABORTED_CODE, error: { name, message: fatal, stack: '', phase: 'thrown' } };
  }
  if (exit.code === null) return { kind: 'killed', signal: exit.signal ?? 'SIGKILL' };
  // An error that the program handled after all, or a wish to exit with 0, is no cause.
  return { kind: 'exit', code: exit.code, ...(error && exit.code !== 0 && { error: toProcessError(error, folder) }) };
}

function toProcessError(error: ObservedError, folder: ProgramFolder): ProcessError {
  const source = folder.placeIn(error.stack);
  return {
    name: error.name,
    message: folder.shorten(error.message),
    stack: folder.shorten(error.stack),
    ...(source && { source }),
    phase: phaseOf(error),
  };
}

function phaseOf({ name, code = '', message, stack, origin }: ObservedError): ProcessError['phase'] {
  const isOfLoader = /\n\s+at .*node:internal\/(modules|process\/esm|vm)/.test(stack);
  if (LINK_CODES.has(code) || (isOfLoader && message.includes('does not provide an export'))) return 'link';
  if (name.startsWith('SyntaxError') && isOfLoader) return 'syntax';
  // Node runs modules in a promise of its own, so what their top level throws looks like a rejection.
  return origin === 'unhandledRejection' && !isOfLoader ? 'rejected' : 'thrown';
}
