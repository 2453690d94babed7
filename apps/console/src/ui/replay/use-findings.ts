import type { MessageFindings } from "@aside/protocol";
import { useEffect, useState } from "react";
import { useConsole } from "../console-context.tsx";

export type FindingsState =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "ready"; readonly byMessage: ReadonlyMap<string, MessageFindings> };

/** Why spans of a conversation's messages were cut, or would be replaced in an export. */
export function useFindings(conversation: string): FindingsState {
  const { api } = useConsole().ports;
  const [state, setState] = useState<FindingsState>({ state: "loading" });
  useEffect(() => {
    let current = true;
    setState({ state: "loading" });
    api.findings(conversation).then(
      ({ messages }) => {
        if (!current) return;
        const byMessage = new Map(messages.map((one) => [one.message, one]));
        setState({ state: "ready", byMessage });
      },
      () => current && setState({ state: "failed" }),
    );
    return () => {
      current = false;
    };
  }, [api, conversation]);
  return state;
}
