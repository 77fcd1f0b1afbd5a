/**
 * What the observer inside a real process tells the bench, one JSON object a line. The sender shares its process with
 * learner code, so nothing is believed before it has the right shape. Pure.
 * @module
 */
import { parseJson } from '#platform/parse-json.ts';
import { type Guard, isCount, isPlainObject, listOf, objectOf, oneOf, optional, textUpTo } from '#platform/shape.ts';

/** `atUs`: the machine's monotonic clock in microseconds, which all processes share. `handling`: the `request` of `asked`. */
export type ObserverMessage =
  | { readonly kind: 'listening'; readonly atUs: number; readonly port: number; readonly address: string }
  | { readonly kind: 'closed'; readonly atUs: number; readonly port: number }
  | ObservedError
  | { readonly kind: 'note'; readonly atUs: number; readonly text: string; readonly handling?: number }
  /** A request arrived, the process's `request`th; `remotePort` names the connection. */
  | {
      readonly kind: 'asked';
      readonly atUs: number;
      readonly remotePort: number;
      readonly request: number;
      readonly label: string;
    }
  /** `preview`: the first characters of the body. */
  | {
      readonly kind: 'answered';
      readonly atUs: number;
      readonly remotePort: number;
      readonly label: string;
      readonly preview?: string;
    }
  /** What was written to the file or the database at `path` is durable; paths are the lab's. */
  | { readonly kind: 'stored'; readonly atUs: number; readonly path: string; readonly handling?: number }
  | ObservedAccess
  /** AsyncLocalStorage does not work here, so `handling` will be missing or wrong. */
  | { readonly kind: 'contextless'; readonly atUs: number }
  /** A request left for another process. `localPort` is the other side's `remotePort`. */
  | {
      readonly kind: 'called';
      readonly atUs: number;
      readonly localPort: number;
      readonly port: number;
      readonly label: string;
      readonly handling?: number;
    }
  | { readonly kind: 'call-answered'; readonly atUs: number; readonly localPort: number }
  | {
      readonly kind: 'call-refused';
      readonly atUs: number;
      readonly port: number;
      readonly label: string;
      readonly handling?: number;
    }
  | ProcessState;

/** A file or database was opened, or refused because it belongs to another program. */
export interface ObservedAccess {
  readonly kind: 'accessed';
  readonly atUs: number;
  readonly path: string;
  readonly mode: 'opened' | 'denied';
  /** Of what was refused: where it was asked for. */
  readonly stack?: string;
  readonly handling?: number;
}

/** The error that ends the process, told just before it does. */
export interface ObservedError {
  readonly kind: 'error';
  readonly atUs: number;
  readonly name: string;
  readonly message: string;
  /** As Node prints it: for a syntax error the place, the line and a caret come first. */
  readonly stack: string;
  readonly origin: 'uncaughtException' | 'unhandledRejection';
  readonly code?: string;
  /** Of a failed listen. */
  readonly port?: number;
  readonly handling?: number;
}

/** The answer to a probe; that it comes shows that the process does not compute without end. */
export interface ProcessState {
  readonly kind: 'state';
  readonly probe: number;
  /** What keeps the process busy beside open sockets: `Timeout`, `Immediate`, `FSReqCallback` … */
  readonly pending: readonly string[];
  /** Requests being handled or waited for. */
  readonly openRequests: number;
  /** Requests begun and ended so far. */
  readonly activity: number;
}

const port = isCount;
const label = textUpTo(1_000);
const text = textUpTo(20_000);
const path = textUpTo(5_000);
const handling = optional(isCount);

type Of<Kind> = Extract<ObserverMessage, { kind: Kind }>;
type Shapes = { readonly [Kind in ObserverMessage['kind']]: Guard<Of<Kind>> };

const SHAPES: Shapes = {
  listening: objectOf<Of<'listening'>>({ kind: isKind, atUs: isCount, port, address: label }),
  closed: objectOf<Of<'closed'>>({ kind: isKind, atUs: isCount, port }),
  error: objectOf<Of<'error'>>({
    kind: isKind,
    atUs: isCount,
    name: label,
    message: text,
    stack: text,
    origin: oneOf(['uncaughtException', 'unhandledRejection']),
    code: optional(label),
    port: optional(port),
    handling,
  }),
  note: objectOf<Of<'note'>>({ kind: isKind, atUs: isCount, text, handling }),
  asked: objectOf<Of<'asked'>>({ kind: isKind, atUs: isCount, remotePort: port, request: isCount, label }),
  answered: objectOf<Of<'answered'>>({
    kind: isKind,
    atUs: isCount,
    remotePort: port,
    label,
    preview: optional(label),
  }),
  stored: objectOf<Of<'stored'>>({ kind: isKind, atUs: isCount, path, handling }),
  contextless: objectOf<Of<'contextless'>>({ kind: isKind, atUs: isCount }),
  accessed: objectOf<Of<'accessed'>>({
    kind: isKind,
    atUs: isCount,
    path,
    mode: oneOf(['opened', 'denied']),
    stack: optional(text),
    handling,
  }),
  called: objectOf<Of<'called'>>({ kind: isKind, atUs: isCount, localPort: port, port, label, handling }),
  'call-answered': objectOf<Of<'call-answered'>>({ kind: isKind, atUs: isCount, localPort: port }),
  'call-refused': objectOf<Of<'call-refused'>>({ kind: isKind, atUs: isCount, port, label, handling }),
  state: objectOf<Of<'state'>>({
    kind: isKind,
    probe: isCount,
    pending: listOf(label, 10_000),
    openRequests: isCount,
    activity: isCount,
  }),
};

/**
 * A line of the observer, or `undefined` when it is none.
 *
 * @example
 * parseObserverMessage('{"kind":"closed","atUs":5,"port":80}') // { kind: 'closed', atUs: 5, port: 80 }
 */
export function parseObserverMessage(line: string): ObserverMessage | undefined {
  const value = parseJson(line);
  if (!isPlainObject(value) || !isKind(value['kind'])) return undefined;
  const isShaped: Guard<ObserverMessage> = SHAPES[value['kind']];
  return isShaped(value) ? value : undefined;
}

function isKind(value: unknown): value is ObserverMessage['kind'] {
  return typeof value === 'string' && Object.hasOwn(SHAPES, value);
}
