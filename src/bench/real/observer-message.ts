/**
 * What the observer inside a real process tells the bench, one JSON object a line. The sender shares its process with
 * learner code, so nothing is believed before it has the right shape; and no verdict rests on it. Pure.
 * @module
 */
import { parseJson } from '#platform/parse-json.ts';
import { type Guard, isCount, isPlainObject, listOf, objectOf, oneOf, optional, textUpTo } from '#platform/shape.ts';

/** `atUs`: the machine's monotonic clock in microseconds, which all processes share. `handling`: see `asked`. */
export type ObserverMessage =
  | { readonly kind: 'listening'; readonly atUs: number; readonly port: number; readonly address: string }
  | { readonly kind: 'closed'; readonly atUs: number; readonly port: number }
  | ObservedError
  | { readonly kind: 'note'; readonly atUs: number; readonly text: string; readonly handling?: number }
  /** A request arrived; `remotePort` names the connection, and `handling` in other messages refers to it. */
  | { readonly kind: 'asked'; readonly atUs: number; readonly remotePort: number; readonly label: string }
  | { readonly kind: 'answered'; readonly atUs: number; readonly remotePort: number; readonly label: string }
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
  asked: objectOf<Of<'asked'>>({ kind: isKind, atUs: isCount, remotePort: port, label }),
  answered: objectOf<Of<'answered'>>({ kind: isKind, atUs: isCount, remotePort: port, label }),
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
