/**
 * The wall behind a process's Worker: learner code shares that Worker with the engine's own and may have changed whatever
 * the engine uses there. What comes out is looked at before the kernel sees it; a process can only act for itself, and
 * what is no effect ends it. Runs in the bench's Worker.
 * @module
 */
import { EFFECT_LIMIT } from '#bench/kernel/effect-limit.ts';
import type { DiskChange, ProcessEffect } from '#bench/kernel/protocol.ts';

type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isBytes: Test = (value) => value instanceof Uint8Array;
const isFlag: Test = (value) => typeof value === 'boolean';
const isCount: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isDelay: Test = (value) => typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
const isPort: Test = (value) => isCount(value) && (value as number) <= 65_535;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isOneOf =
  (...values: readonly string[]): Test =>
  (value) =>
    values.includes(value as string);
const optional =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const shaped = (shape: Readonly<Record<string, Test>>): Test => {
  const fields = Object.entries(shape);
  return (value) => isFields(value) && fields.every(([name, test]) => test(value[name]));
};

const source = optional(shaped({ file: isText, line: isCount, column: isCount }));

const changes: Readonly<Record<DiskChange['op'], Test>> = {
  write: shaped({ path: isText, offset: isCount, bytes: isBytes }),
  truncate: shaped({ path: isText, size: isCount }),
  remove: shaped({ path: isText }),
  rename: shaped({ path: isText, to: isText }),
  'create-folder': shaped({ path: isText }),
  'remove-folder': shaped({ path: isText }),
};
const isChange: Test = (value) =>
  isFields(value) && Object.hasOwn(changes, String(value['op'])) && changes[value['op'] as DiskChange['op']](value);

const isTexts: Test = (value) => Array.isArray(value) && value.every(isText);
const isEnvironment: Test = (value) => isFields(value) && Object.values(value).every(isText);
const isChannel = isOneOf('stdin', 'stdout', 'stderr', 'ipc');
const isSignal = isOneOf('SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2');
const isProcess = shaped({ to: isCount, as: isCount });
const isTarget: Test = (value) => value === 'log' || value === 'ignore' || isProcess(value);
const isLaunch = shaped({
  args: isTexts,
  cwd: isText,
  stdin: isOneOf('pipe', 'ignore'),
  stdout: isTarget,
  stderr: isTarget,
  hasChannel: isFlag,
});

const tests: Readonly<Record<ProcessEffect['kind'], Test>> = {
  'set-timer': shaped({ timerId: isCount, afterUs: isDelay }),
  'clear-timer': shaped({ timerId: isCount }),
  listen: shaped({ listenerId: isCount, port: isPort }),
  unlisten: shaped({ listenerId: isCount }),
  connect: shaped({ connectionId: isText, host: isText, port: isPort, giveUpAfterMs: optional(isCount), source }),
  data: shaped({
    connectionId: isText,
    bytes: isBytes,
    tag: optional(shaped({ kind: isOneOf('request', 'response'), label: isText, preview: optional(isText) })),
    source,
  }),
  window: shaped({ connectionId: isText, byteCount: isCount }),
  end: shaped({ connectionId: isText }),
  reset: shaped({ connectionId: isText }),
  log: shaped({ stream: isOneOf('stdout', 'stderr'), text: isText, droppedBytes: optional(isCount), source }),
  disk: shaped({ change: isChange, commits: isFlag, source }),
  'disk-access': shaped({ path: isText, mode: isOneOf('opened', 'denied'), source }),
  note: shaped({ text: isText, source }),
  told: shaped({ channel: isText, record: isText }),
  spawn: shaped({ pid: isCount, entry: isText, env: isEnvironment, launch: isLaunch, source }),
  pipe: shaped({ pid: isCount, as: isCount, channel: isChannel, bytes: isBytes }),
  'pipe-end': shaped({ pid: isCount, as: isCount, channel: isChannel }),
  kill: shaped({ pid: isCount, signal: (value) => value === 'SIGKILL' || isSignal(value), source }),
  exit: shaped({
    code: isCount,
    error: optional(
      shaped({
        name: isText,
        message: isText,
        stack: isText,
        phase: isOneOf('syntax', 'link', 'thrown', 'rejected'),
        source,
      }),
    ),
    source,
  }),
};

const isEffect: Test = (value) =>
  isFields(value) &&
  Object.hasOwn(tests, String(value['kind'])) &&
  tests[value['kind'] as ProcessEffect['kind']](value);

/** Said of a program that does too much in one event, by both transports. */
export const TOO_MUCH = `stopped by the bench after ${EFFECT_LIMIT / 1_000} 000 sends, timers and prints in one event`;

const NO_EFFECT = 'stopped by the bench: it sent something that no program can send';

/**
 * @returns The effects of each event, or the sentence that says why the process has to end.
 *
 * @example
 * parseDelivery([[{ kind: 'exit', code: 0 }]], 1); // the same list
 * parseDelivery([[{ kind: 'pass' }]], 1); // 'stopped by the bench: it sent something that no program can send'
 */
export function parseDelivery(value: unknown, eventCount: number): readonly (readonly ProcessEffect[])[] | string {
  if (!Array.isArray(value) || value.length > eventCount) return NO_EFFECT;
  for (const list of value as readonly unknown[]) {
    if (!Array.isArray(list)) return NO_EFFECT;
    if (list.length > EFFECT_LIMIT) return TOO_MUCH;
    if (!list.every(isEffect)) return NO_EFFECT;
  }
  return value as ProcessEffect[][];
}
