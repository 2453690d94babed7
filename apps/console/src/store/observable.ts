/** A value that can be watched. Listeners hear every change once, after it. */
export interface Observable<S> {
  get(): S;
  update(change: (state: S) => S): void;
  subscribe(listener: () => void): () => void;
}

export function createObservable<S>(initial: S): Observable<S> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update(change) {
      const next = change(state);
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
