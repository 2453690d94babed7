import type { RefusalCode } from "@aside/protocol";
import type { Words } from "../locale/words.ts";

/** Why a wish of the customer was not granted, and what to do. */
export function troubleText(code: RefusalCode | "offline", { trouble, full }: Words): string {
  if (code === "conversation_full") return full;
  if (code === "offline" || code === "policy_denied" || code === "unavailable")
    return trouble[code];
  return trouble.other;
}
