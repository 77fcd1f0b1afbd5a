/**
 * A value that can be watched. Small on purpose: the workbench has one, and every change passes through `update`.
 * @module
 */
export interface Store<State> {
  get(): State;
  /** Replaces some fields; listeners hear of it at once. */
  update(change: Partial<State> | ((state: State) => Partial<State>)): void;
  /** @returns A function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/**
 * @example
 * const store = createStore({ count: 0 });
 * store.update(({ count }) => ({ count: count + 1 }));
 */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update: (change) => {
      state = { ...state, ...(typeof change === 'function' ? change(state) : change) };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
