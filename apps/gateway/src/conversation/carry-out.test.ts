import type { CollectorClient } from "@aside/collector-client";
import { builtInTemplates } from "@aside/fields";
import type { Command } from "@aside/protocol";
import { fold, type ConversationEvent } from "@aside/session";
import { expect, test } from "vitest";
import type { Quarantine } from "../screening/quarantine.ts";
import type { Tenant, Tenants } from "../tenants/tenants.ts";
import { plainTenant } from "../tenants/tenant.fixture.ts";
import { createCarryOut } from "./carry-out.ts";
import { emptyConversation } from "./conversation.ts";
import type { Conversations } from "./conversations.ts";

const events: ConversationEvent[] = [
  { type: "started", customer: null, page: null },
  {
    type: "capture.requested",
    capture: `cap_${"0".repeat(26)}`,
    template: "national-id",
    title: "Id",
    by: { kind: "api" },
    deadline: 1_000_000,
    extensions: 0,
  },
];

/** What the collector is sent, and what is noted, of a capture that was asked for while the tenant was another. */
async function registered(tenant: Tenant) {
  const sent: Command[] = [];
  const noted: ConversationEvent[] = [];
  const snapshot = fold(events.map((event, index) => ({ ...event, seq: index + 1, at: 1 })));
  const collector: Pick<CollectorClient, "send"> = {
    async send(command) {
      sent.push(command);
      return { status: "ok" };
    },
  };
  const tenants: Pick<Tenants, "find"> = { find: async () => tenant };
  const quarantine: Pick<Quarantine, "find"> = { find: async () => null };
  const conversations: Pick<Conversations, "change"> = {
    async change(_, decide) {
      const decision = decide({ ...emptyConversation("demo", "cnv_1", 0), snapshot });
      if ("event" in decision) noted.push(decision.event);
      return { ok: false, code: "not_found" };
    },
  };
  const carryOut = createCarryOut({
    collector: collector as CollectorClient,
    tenants: tenants as Tenants,
    quarantine: quarantine as Quarantine,
    conversations: () => conversations as Conversations,
    log: () => undefined,
    now: () => 10_000,
  });
  carryOut.dutiesOf({ ...emptyConversation("demo", "cnv_1", 0), snapshot });
  await carryOut.idle();
  return { sent: sent.map(({ command }) => command), noted: noted.map(({ type }) => type) };
}

const templates = new Map(builtInTemplates.map((template) => [template.id, template]));

test("a form that the policy has forbidden since it was asked for is not opened: the capture ends", async () => {
  expect(await registered({ ...plainTenant, templates })).toEqual({
    sent: ["register"],
    noted: ["collector.registered"],
  });
  const ended = { sent: [], noted: ["collector.ended"] };
  expect(await registered({ ...plainTenant, templates, region: "IN" })).toEqual(ended);
  expect(await registered({ ...plainTenant, templates: new Map() })).toEqual(ended);
});
