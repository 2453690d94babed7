import type { ConsoleEntry } from "@aside/protocol";
import { useEffect, useState } from "react";
import { useConsole } from "../console-context.tsx";

export type ReplayState =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly again: () => void }
  | { readonly state: "ready"; readonly entries: readonly ConsoleEntry[] };

export function useReplay(conversation: string): ReplayState {
  const { api } = useConsole().ports;
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<ReplayState>({ state: "loading" });
  useEffect(() => {
    let current = true;
    setState({ state: "loading" });
    api.replay(conversation).then(
      ({ entries }) => current && setState({ state: "ready", entries }),
      () => current && setState({ state: "failed", again: () => setAttempt((one) => one + 1) }),
    );
    return () => {
      current = false;
    };
  }, [api, conversation, attempt]);
  return state;
}
