import type { Incident } from "@aside/protocol";
import type { Translate } from "../../text/translate.ts";
import { spellType } from "../../text/spell-type.ts";
import { formatMinute } from "../parts/format-time.ts";

/** `Card number, security code: cut out of the chat` */
export function spellIncident({ kind, found }: Incident, text: Translate, locale: string): string {
  if (kind === "asked") return text("incident.title.asked");
  const types = [...new Set(found.map(({ type }) => spellType(type, text)))];
  const list = new Intl.ListFormat(locale, { type: "conjunction" }).format(types);
  return text(kind === "passed" ? "incident.title.passed" : "incident.title.cut", { types: list });
}

/** What became of it, in a sentence; null where there is nothing to tell. */
export function spellEnd(
  { kind, became, keptUntil, by }: Incident,
  text: Translate,
  locale: string,
): string | null {
  if (kind === "asked") return text("incident.end.stopped");
  if (kind === "passed") return text("incident.end.passed");
  if (became !== null && became.kind !== "discarded") return text(`incident.end.${became.kind}`);
  if (became !== null || keptUntil === null)
    return text(by === "agent" ? "incident.end.agent" : "incident.end.discarded");
  return text("incident.end.waits", { time: formatMinute(keptUntil, locale) });
}
