/**
 * Judges whether a concurrent history could have happened one request after the other: in the order of the audit ledger for
 * those that changed something, at some moment between sending and answer for every one.
 * @module
 */

export interface HistoryEntry {
  readonly method: string;
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  readonly outcome: string;
  readonly status: number;
  readonly answer: unknown;
  readonly sentAtMs: number;
  readonly endedAtMs: number;
}

/** What a service is, said a second time in the plainest way: its state, and the answer to a request. */
export interface SequentialModel<State> {
  /** Changes the state as the request does. */
  readonly answer: (state: State, request: HistoryEntry) => { readonly status: number; readonly answer: unknown };
  readonly initial: State;
}

/**
 * @param positionOf The place of the request's own booking in the ledger, from 0; undefined when it booked nothing.
 * @returns What contradicts any order, in words; empty when there is one.
 */
export function contradictions<State>(
  history: readonly HistoryEntry[],
  model: SequentialModel<State>,
  positionOf: (entry: HistoryEntry) => number | undefined,
): readonly string[] {
  const found: string[] = [];
  const writes = history
    .map((entry) => ({ entry, position: positionOf(entry) }))
    .filter((write): write is { entry: HistoryEntry; position: number } => write.position !== undefined)
    .sort((left, right) => left.position - right.position)
    .map(({ entry }) => entry);

  const states = [structuredClone(model.initial)];
  for (const entry of writes) {
    const state = structuredClone(states.at(-1) as State);
    if (!isSame(model.answer(state, entry), entry))
      found.push(`${describe(entry)} does not follow from the ledger's order`);
    states.push(state);
  }

  /** For each request: how many writes had happened when it did. The earliest possible is always the best choice. */
  const placed: { readonly entry: HistoryEntry; readonly after: number }[] = [];
  for (const entry of history.toSorted((left, right) => left.endedAtMs - right.endedAtMs)) {
    const earliest = placed
      .filter((other) => other.entry.endedAtMs < entry.sentAtMs)
      .reduce((most, { after }) => Math.max(most, after), 0);
    const write = writes.indexOf(entry);
    if (write !== -1) {
      if (write < earliest) found.push(`${describe(entry)} was booked before what had ended when it was sent`);
      placed.push({ entry, after: write + 1 });
      continue;
    }
    const at = states.findIndex(
      (state, index) => index >= earliest && isSame(model.answer(structuredClone(state), entry), entry),
    );
    if (at === -1) found.push(`${describe(entry)} fits no moment since it was sent`);
    else placed.push({ entry, after: at });
  }
  return [...found, ...readsOfTheFuture(placed, writes)];
}

/** A request that saw a write must not have ended before the write was sent. */
function readsOfTheFuture(
  placed: readonly { readonly entry: HistoryEntry; readonly after: number }[],
  writes: readonly HistoryEntry[],
): readonly string[] {
  return placed
    .filter(({ entry, after }) =>
      writes.slice(0, after).some((write) => write !== entry && write.sentAtMs > entry.endedAtMs),
    )
    .map(({ entry }) => `${describe(entry)} saw what had not been sent`);
}

const isSame = (left: { status: number; answer: unknown }, right: HistoryEntry): boolean =>
  left.status === right.status && JSON.stringify(left.answer) === JSON.stringify(right.answer);

const describe = ({ method, path, body, status, answer }: HistoryEntry): string =>
  `${method} ${path} ${JSON.stringify(body)} → ${status} ${JSON.stringify(answer)}`;
