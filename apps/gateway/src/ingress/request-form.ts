import type { PieceType } from "@aside/detection/inline";
import type { Template } from "@aside/fields";
import type { Key } from "@aside/journal";
import { admit, type ConversationEvent } from "@aside/session";
import type { Conversation } from "../conversation/conversation.ts";
import type { Changed, Decision } from "../conversation/conversations.ts";
import type { Gateway } from "../gateway.ts";
import { screenPieces, strayNote } from "../screening/screen-message.ts";
import type { Tenant } from "../tenants/tenants.ts";

/** A form that is asked for in a conversation. */
interface Asked extends Key {
  readonly template: string;
  /** Messages that the customer's client names: what it kept back goes on with them. */
  readonly parts?: readonly string[] | undefined;
}

/**
 * Decides a form's request, and before it is appended takes back what stands in the chat of a number that the form is about to take: with the
 * last four digits that its agent gets to see, it would be more of the number than anybody may. By the gateway's own screen; a client only
 * says where to look. Where the request comes to nothing, or the journal does not take the retraction, no form opens and nothing is taken back.
 */
export async function requestForm<R>(
  gateway: Gateway,
  { template, parts = [], ...key }: Asked,
  decide: (conversation: Conversation) => Decision<R>,
): Promise<Changed<R>> {
  const tenant = await gateway.tenants.find(key.tenant);
  const type = pieceTypeOf(tenant?.templates.get(template));
  if (tenant !== null && type !== null) {
    const named = new Set(parts);
    const taken = await gateway.conversations.change<null>(key, (conversation) => {
      if (!("event" in decide(conversation))) return NOTHING;
      const event = retraction(conversation, tenant, type, named);
      if (event === null || admit(conversation.snapshot, event).verdict !== "take") return NOTHING;
      gateway.metrics.cuts.add(event.stray.found.length, { side: "customer" });
      return { event, done: () => null };
    });
    if (!taken.ok) return taken;
  }
  return await gateway.conversations.change(key, decide);
}

const NOTHING: Decision<null> = { answer: null };

function retraction(
  { screening, snapshot }: Conversation,
  tenant: Tenant,
  type: PieceType,
  named: ReadonlySet<string>,
): Extract<ConversationEvent, { type: "customer.retracted" }> | null {
  const seen = screenPieces(screening, "customer", { type, named }, tenant);
  if (seen.retracts.length === 0) return null;
  const agent = snapshot.context.agent?.id ?? null;
  return {
    type: "customer.retracted",
    stray: strayNote(seen, { until: null, agent }),
    retracts: [...seen.retracts],
  };
}

/** Which number a form takes that may come in pieces. */
function pieceTypeOf(template: Template | undefined): PieceType | null {
  const classes = template?.fields.map((field) => field.class) ?? [];
  if (classes.includes("card.pan")) return "CARD_NUMBER";
  if (classes.includes("bank.iban")) return "IBAN";
  return classes.includes("id.national") ? "SSN" : null;
}
