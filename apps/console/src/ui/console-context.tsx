import { createContext, use, useRef, useSyncExternalStore, type ReactNode } from "react";
import type { Actions, Console } from "../actions/create-console.ts";
import type { ConsoleState } from "../store/state.ts";
import { createTranslate, type Translate } from "../text/translate.ts";

interface Bound {
  readonly console: Console;
  readonly text: Translate;
  readonly locale: string;
}

const Context = createContext<Bound | null>(null);

export function ConsoleProvider(props: Bound & { readonly children: ReactNode }): ReactNode {
  const { children, ...bound } = props;
  return <Context value={bound}>{children}</Context>;
}

export function useConsole(): Console {
  return useBound().console;
}

export function useActions(): Actions {
  return useBound().console.do;
}

export function useText(): Translate {
  return useBound().text;
}

export function useLocaleId(): string {
  return useBound().locale;
}

/** A part of the state. `select` must give the same value (by identity) while nothing of it changed. */
export function useConsoleState<T>(select: (state: ConsoleState) => T): T {
  const { store } = useBound().console;
  const latest = useRef(select);
  latest.current = select;
  return useSyncExternalStore(store.subscribe, () => latest.current(store.get()));
}

function useBound(): Bound {
  const bound = use(Context);
  if (bound === null) throw new Error("outside of ConsoleProvider");
  return bound;
}

export const sourceText = createTranslate("en");
