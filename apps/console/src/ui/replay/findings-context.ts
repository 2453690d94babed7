import type { MessageFindings } from "@aside/protocol";
import { createContext, use } from "react";

/** What is known of messages by their ids; null where nothing is explained, as in a live conversation. */
export const FindingsContext = createContext<ReadonlyMap<string, MessageFindings> | null>(null);

export function useFindingsOf(message: string): MessageFindings | "none" | null {
  const findings = use(FindingsContext);
  return findings === null ? null : (findings.get(message) ?? "none");
}
