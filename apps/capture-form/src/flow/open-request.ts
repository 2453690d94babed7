import type { OpenRequest } from "@aside/protocol";
import type { Sealer } from "./ports.ts";

/** @param parentOrigin the browser's word on who embeds; null in a window of its own */
export function openRequestOf(
  ticket: string,
  parentOrigin: string | null,
  { suite, epk }: Pick<Sealer, "suite" | "epk">,
): OpenRequest {
  return { ticket, parentOrigin, suite, epk };
}
