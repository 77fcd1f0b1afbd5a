/**
 * Where in the learner's files something happens: the first frame of the stack that is theirs, in the lines and columns
 * they wrote. Frames of packages and of the engine are passed over; when there is none, nothing is claimed.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';

/** Translates a frame; undefined when the file is not the learner's. Lines and columns count from 1. */
export type FrameTranslator = (path: string, line: number, column: number) => EffectSource | undefined;

/** Deep enough to look through Hono from `c.json` to the handler that called it. */
const frameLimit = 24;

/** The engine's own frames between a built-in and whoever called it, and one more. */
const nearFrameCount = 5;

/** Before the path of running code, in its own lines and columns. */
export const compiledScheme = 'compiled:///';
/** Before the path of a file, in the lines and columns that the learner wrote. */
const fileScheme = 'file:///';

interface CallSite {
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  toString(): string;
}

interface V8Error {
  captureStackTrace?(target: object, below?: unknown): void;
  prepareStackTrace?: unknown;
  stackTraceLimit?: number;
}

type Capture = (target: object, below: () => unknown) => void;

const v8 = Error as unknown as V8Error;
const captureStackTrace: Capture | undefined = v8.captureStackTrace?.bind(Error);

/**
 * @param below The function whose callers are looked at; it and what it called are passed over.
 * @returns The innermost position in the learner's files.
 */
export const positionOnStack = (translate: FrameTranslator, below: () => unknown): EffectSource | undefined => {
  if (!captureStackTrace) return positionInStack(String(new Error('').stack), translate);
  // Nearly always the learner called the built-in: a look at a few frames is much cheaper than at many.
  const near = positionFromCallSites(captureStackTrace, nearFrameCount, translate, below);
  return near === 'further' ? positionBelow(captureStackTrace, translate, below) : near;
};

const positionBelow = (
  capture: Capture,
  translate: FrameTranslator,
  below: () => unknown,
): EffectSource | undefined => {
  const found = positionFromCallSites(capture, frameLimit, translate, below);
  return found === 'further' ? undefined : found;
};

/** V8 hands out call sites: far cheaper than a formatted stack, and this runs for every message that is sent. */
const positionFromCallSites = (
  capture: Capture,
  limit: number,
  translate: FrameTranslator,
  below: () => unknown,
): EffectSource | 'further' | undefined => {
  const { prepareStackTrace, stackTraceLimit } = v8;
  const holder: { stack?: unknown } = {};
  let found: EffectSource | 'further' | undefined;
  v8.stackTraceLimit = limit;
  v8.prepareStackTrace = (_error: unknown, sites: readonly CallSite[]) => {
    if (sites.length === limit) found = 'further';
    for (const site of sites) {
      const name = site.getScriptNameOrSourceURL();
      if (!name?.startsWith(compiledScheme)) continue;
      const at = translate(name.slice(compiledScheme.length), site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
      if (!at) continue;
      found = at;
      break;
    }
    return '';
  };
  try {
    capture(holder, below);
    void holder.stack;
  } finally {
    v8.prepareStackTrace = prepareStackTrace;
    if (stackTraceLimit !== undefined) v8.stackTraceLimit = stackTraceLimit;
  }
  return found;
};

const framePattern = /(compiled|file):\/\/\/([^\s()]+?):(\d+):(\d+)/g;

/** The same from a stack in text form, V8's, Firefox's or WebKit's. */
export const positionInStack = (stack: string, translate: FrameTranslator): EffectSource | undefined => {
  for (const [, scheme, path = '', line, column] of stack.matchAll(framePattern)) {
    const found = translate(path, Number(line), Number(column));
    if (found) return scheme === 'file' ? { file: path, line: Number(line), column: Number(column) } : found;
  }
  return undefined;
};

/**
 * A stack as the learner should see it, and as it stays when it comes here again: their own frames in their own lines and columns, frames of packages as they
 * are, frames of the engine left out.
 *
 * @param isKnown Whether a path is a file of the process or of a package.
 */
export const learnerStack = (stack: string, translate: FrameTranslator, isKnown: (path: string) => boolean): string =>
  stack
    .split('\n')
    .filter((line) => {
      if (!/^\s+at |^[^\s@]*@/.test(line)) return true;
      const path = /(?:compiled|file):\/\/\/([^\s()]+?):\d+:\d+/.exec(line)?.[1];
      return path !== undefined && isKnown(path);
    })
    .map((line) =>
      // Compiled code has no name of its own: V8 calls it after `eval`.
      line
        .replace(/^(\s+at (?:async )?)eval \((.*)\)$/, '$1$2')
        .replace(/^(\s+at (?:async )?[\w$#.]+)\.eval \(/, '$1.<anonymous> (')
        .replace(framePattern, (frame, scheme: string, path: string, row: string, column: string) => {
          if (scheme === 'file') return frame;
          const at = translate(path, Number(row), Number(column));
          return at ? `${fileScheme}${at.file}:${at.line}:${at.column}` : frame.replace(compiledScheme, fileScheme);
        }),
    )
    .join('\n');

/**
 * Makes `error.stack` that text too, wherever a program reads it. Once a thread; other engines than V8 have no way.
 *
 * @param translate Undefined while no process runs.
 */
export const tellLearnerStacks = (translate: () => ((stack: string) => string) | undefined): void => {
  if (!captureStackTrace) return;
  const before = v8.prepareStackTrace as ((error: unknown, sites: readonly CallSite[]) => unknown) | undefined;
  v8.prepareStackTrace = (error: unknown, sites: readonly CallSite[]) => {
    const ofProcess = translate();
    if (!ofProcess && before) return before.call(Error, error, sites);
    const text = [headline(error), ...sites.map((site) => `    at ${site.toString()}`)].join('\n');
    return ofProcess?.(text) ?? text;
  };
};

const headline = (error: unknown): string => {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
};
