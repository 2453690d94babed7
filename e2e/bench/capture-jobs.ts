import { builtInTemplates } from "@aside/fields";
import { createId, type Command } from "@aside/protocol";
import {
  createEphemeral,
  fromBase64url,
  hashTemplate,
  sealSubmission,
  type SealingKey,
  toBase64url,
} from "@aside/seal";
import { openForm } from "../clients/form.ts";
import type { GatewayKey } from "../clients/gateway-key.ts";
import type { System } from "../system/system.ts";
import type { RequestJob } from "./request-load.ts";

const CARD = {
  "card.pan": "4111111111111111",
  "card.holder": "Jane Doe",
  "card.exp": "12/30",
  "card.cvv": "123",
};
const AT_ONCE = 16;

/** The key that forms seal to. */
export async function currentKey(key: GatewayKey, system: System): Promise<SealingKey> {
  const registered = await register(key);
  const ticket = await key.ticket(ticketOf(registered, system));
  const { opened } = await openForm(system.collector.url, ticket, system.gateway.url);
  return {
    kid: opened.key.kid,
    publicKey: fromBase64url(opened.key.publicKey) ?? new Uint8Array(),
  };
}

/** What as many forms would send, all of it sealed: the bodies of `open` and of `submit`. */
export async function prepare(
  count: number,
  sealing: SealingKey,
  key: GatewayKey,
  system: System,
): Promise<RequestJob["jobs"]> {
  const jobs: { path: string; body: string }[][] = [];
  const queue = Array.from({ length: count }).keys();
  const worker = async () => {
    for (const _ of queue) jobs.push(await prepareOne(sealing, key, system));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return jobs;
}

/** Known before the form is opened: the ticket is minted here, and so is the ephemeral key. */
async function prepareOne(sealing: SealingKey, key: GatewayKey, system: System) {
  const registered = await register(key);
  const ticket = await key.ticket(ticketOf(registered, system));
  const ephemeral = createEphemeral();
  const envelope = sealSubmission({
    key: sealing,
    ephemeral,
    binding: {
      tenant: "demo",
      capture: registered.capture,
      jti: jtiOf(ticket),
      templateHash: hashTemplate(registered.template),
    },
    fields: Object.entries(CARD).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
  });
  const epk = toBase64url(ephemeral.publicKey);
  return [
    {
      path: "/v1/captures/open",
      body: JSON.stringify({ ticket, epk, parentOrigin: system.gateway.url }),
    },
    {
      path: "/v1/captures/submit",
      body: JSON.stringify({ capture: registered.capture, envelope }),
    },
  ];
}

/** A capture of a card, as the gateway registers it. */
export async function register(key: GatewayKey) {
  const template = builtInTemplates.find(({ id }) => id === "card");
  const command = {
    command: "register",
    tenant: "demo",
    conversation: createId("cnv", random(16)),
    capture: createId("cap", random(16)),
    template: JSON.parse(JSON.stringify(template)),
    requestedBy: "bench",
    policy: "bench",
    retentionDays: 1,
    showExpiry: false,
    deadline: Date.now() + 500_000,
  } satisfies Command;
  const answer = await key.command(command);
  if (!answer.ok) throw new Error(`register: ${answer.status} ${await answer.text()}`);
  await answer.body?.cancel();
  return command;
}

function ticketOf(registered: { conversation: string; capture: string }, system: System) {
  const { conversation, capture } = registered;
  const parentOrigin = system.gateway.url;
  return { tenant: "demo", conversation, capture, template: "card", parentOrigin, locale: "en" };
}

function jtiOf(ticket: string): string {
  const claims: { jti: string } = JSON.parse(
    Buffer.from(ticket.split(".")[1] ?? "", "base64url").toString(),
  );
  return claims.jti;
}

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
