import type { ConsoleEntry, FindingsView, Message } from "@aside/protocol";
import type { JournaledEvent } from "@aside/session";
import { explainBy, type Span, type Turn, type Why } from "@aside/transcript";
import { readEvents } from "../conversation/read-journal.ts";
import { replayOf } from "../egress/replay.ts";
import type { Gateway } from "../gateway.ts";
import type { Tenant } from "../tenants/tenants.ts";

type Cuts = FindingsView["messages"][number]["cuts"];

/** Why spans of a conversation's messages were cut, or would be replaced in an export. Only of messages that agents were told. */
export async function findingsOf(
  gateway: Gateway,
  tenant: Tenant,
  conversation: string,
  signal?: AbortSignal,
): Promise<FindingsView> {
  const told = spoken(await replayOf(gateway, tenant.id, conversation));
  const cuts = new Map<string, Cuts>();
  for await (const event of readEvents(gateway.journal, { tenant: tenant.id, conversation }))
    noteCuts(cuts, event);
  const turns = told.map(({ speaker, message: { text, cuts: cut } }): Turn => ({
    at: 0,
    speaker,
    text,
    spans: cut.map((one) => ({ ...one, source: "cut" })),
  }));
  const { detection, defaults } = tenant;
  const work = { turns, detection, defaults };
  const [marked, reasons] = await Promise.all([
    gateway.marker.find(work, signal),
    gateway.marker.explain(work, signal),
  ]);
  const explain = explainBy(reasons);
  return {
    conversation,
    messages: told.flatMap(({ message }, turn) => {
      const found = (marked[turn] ?? []).filter(({ source }) => source === "found");
      const own = cuts.get(message.id) ?? [];
      if (found.length === 0 && own.length === 0) return [];
      const explained = found.map((span) => foundOf(span, explain(turn, span)));
      return [{ message: message.id, length: message.text.length, cuts: own, found: explained }];
    }),
  };
}

interface Told {
  readonly speaker: "customer" | "agent";
  readonly message: Message;
}

/** Every message as it stands at the end. */
function spoken(entries: readonly ConsoleEntry[]): readonly Told[] {
  const told = new Map<string, Told>();
  for (const { frame } of entries) {
    if (frame.type === "message")
      told.set(frame.message.id, { speaker: frame.from, message: frame.message });
    if (frame.type !== "amended") continue;
    for (const message of frame.messages) {
      const known = told.get(message.id);
      if (known !== undefined) told.set(message.id, { ...known, message });
    }
  }
  return [...told.values()];
}

function noteCuts(cuts: Map<string, Cuts>, event: JournaledEvent): void {
  if (!("stray" in event) || typeof event.stray !== "object") return;
  for (const { type, why } of event.stray.found) {
    if (why === undefined) continue;
    const { message, start, ...reasons } = why;
    const own = cuts.get(message) ?? [];
    cuts.set(message, [...own, { start, type, why: reasons }]);
  }
}

function foundOf(
  { start, end, type }: Span,
  why: Why | undefined,
): FindingsView["messages"][number]["found"][number] {
  const bare = { start, end, type };
  return why === undefined ? bare : { ...bare, why: { ...why, evidence: [...why.evidence] } };
}
