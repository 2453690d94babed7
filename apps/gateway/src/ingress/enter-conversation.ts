import { hash, randomBytes } from "node:crypto";
import { createId, type WidgetHello } from "@aside/protocol";
import { admit, isCapturing, type ConversationEvent } from "@aside/session";
import { isFull } from "../conversation/is-full.ts";
import type { Gateway } from "../gateway.ts";
import { cleanFacts } from "../screening/clean-facts.ts";
import { OPEN_CHAT } from "../screening/cut-out.ts";
import type { CustomerSession } from "../tenants/customer-sessions.ts";

/** Which conversation a customer's tab belongs to: the session's, or a new one where it has none or asks for a fresh one. */
export async function enterConversation(
  gateway: Gateway,
  hello: Pick<WidgetHello, "tenant" | "session" | "fresh" | "name" | "page">,
): Promise<CustomerSession> {
  const { tenant } = hello;
  const { customerSessions, now } = gateway;
  const facts = cleanFacts(hello, (await gateway.tenants.find(tenant)) ?? OPEN_CHAT);
  const known = hello.session === null ? null : await customerSessions.find(tenant, hello.session);
  if (known === null) {
    const conversation = createId("cnv", randomBytes(16));
    await begin(gateway, tenant, conversation, facts);
    return await customerSessions.create(tenant, conversation, now());
  }
  const stands = await begin(gateway, tenant, known.conversation, facts);
  if (stands !== "over" || !hello.fresh) return known;
  const conversation = createId("cnv", randomBytes(16));
  await begin(gateway, tenant, conversation, facts);
  return await customerSessions.move(tenant, known.secret, conversation, now());
}

/**
 * A conversation of this id for a tenant's server, and a session of its customer. @returns `first`: it was not there before; null where it was begun
 * with other facts
 */
export async function openConversation(
  gateway: Gateway,
  tenant: string,
  conversation: string,
  customer: Pick<WidgetHello, "name" | "page">,
): Promise<(CustomerSession & { readonly first: boolean }) | null> {
  const facts = cleanFacts(customer, (await gateway.tenants.find(tenant)) ?? OPEN_CHAT);
  // Of the facts as they are kept: a number that was cut out of a name is in no digest either.
  const clientId = `started:${hash("sha256", JSON.stringify([facts.name, facts.page]))}`;
  const first = (await begin(gateway, tenant, conversation, facts, clientId)) === "begun";
  const same = first || (await gateway.journal.seqOf({ tenant, conversation, clientId }));
  if (same === undefined) return null;
  return { ...(await gateway.customerSessions.create(tenant, conversation, gateway.now())), first };
}

/** Sees to it that a conversation has its first event. @returns `over`: another may follow it, for it is closed, or full and without a capture */
async function begin(
  { conversations, settings }: Gateway,
  tenant: string,
  conversation: string,
  { name, page }: Pick<WidgetHello, "name" | "page">,
  clientId = "started",
): Promise<Begun> {
  const changed = await conversations.change<Begun>({ tenant, conversation }, (conversation) => {
    const { seq, snapshot } = conversation;
    if (seq === 0)
      return {
        event: { type: "started", customer: name ?? null, page: page ?? null },
        clientId,
        done: () => "begun",
        again: () => "there",
      };
    const over =
      snapshot.matches("closed") || (isFull(conversation, settings) && !isCapturing(snapshot));
    return { answer: over ? "over" : "there" };
  });
  return changed.ok ? changed.value : "there";
}

type Begun = "begun" | "there" | "over";

/** Notes what a known customer's tab brought along: that somebody is there, and a name or page that is new. Nothing of it during a capture. */
export async function noteArrival(
  { conversations, settings, tenants }: Gateway,
  key: { readonly tenant: string; readonly conversation: string },
  hello: Pick<WidgetHello, "name" | "page">,
): Promise<void> {
  const { name, page } = cleanFacts(hello, (await tenants.find(key.tenant)) ?? OPEN_CHAT);
  const note = (event: ConversationEvent, known: (customer: Customer) => boolean) =>
    conversations.change(key, (conversation) => {
      const { snapshot } = conversation;
      const isOver = isFull(conversation, settings) || known(snapshot.context.customer);
      const verdict = isOver ? null : admit(snapshot, event);
      return verdict?.verdict === "take"
        ? { event: verdict.event, done: () => null }
        : { answer: null };
    });
  await note({ type: "customer.online", online: true }, ({ online }) => online);
  if (name !== undefined) await note({ type: "customer.named", name }, (one) => one.name === name);
  if (page !== undefined)
    await note(
      { type: "customer.page", page },
      (one) => one.page?.url === page.url && one.page.title === page.title,
    );
}

interface Customer {
  readonly name: string | null;
  readonly page: { readonly title: string; readonly url: string } | null;
  readonly online: boolean;
}
