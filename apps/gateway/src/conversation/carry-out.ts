import { setTimeout as delay } from "node:timers/promises";
import type { CollectorClient, CommandResult } from "@aside/collector-client";
import type { Key } from "@aside/journal";
import { verdictFor } from "@aside/policy";
import type { Command, RegisterCommand, SealedStray } from "@aside/protocol";
import {
  duties,
  type Capture,
  type ConversationEvent,
  type JournaledEvent,
  type Played,
} from "@aside/session";
import { codeOf, whereOf } from "@aside/service";
import * as z from "zod";
import type { GatewayLog } from "../events.ts";
import type { Quarantine } from "../screening/quarantine.ts";
import type { Tenant, Tenants } from "../tenants/tenants.ts";
import type { Conversation } from "./conversation.ts";
import type { Conversations } from "./conversations.ts";

/** Tells the collector what a step asks for, and again what it must still be told. */
export interface CarryOut {
  actionsOf(conversation: Conversation, played: Played): void;
  /** Repeats what has not been confirmed. Any node may, any number of times. */
  dutiesOf(conversation: Conversation): void;
  /** Resolves when no call is under way. */
  idle(): Promise<void>;
}

/** Milliseconds between two tries of one call. */
const PAUSE = 300;

export function createCarryOut(options: {
  readonly collector: CollectorClient;
  readonly tenants: Tenants;
  readonly quarantine: Quarantine;
  readonly conversations: () => Conversations;
  readonly log: GatewayLog;
  readonly now?: () => number;
}): CarryOut {
  const { collector, tenants, quarantine, log } = options;
  const now = options.now ?? Date.now;
  const running = new Set<Promise<void>>();

  const start = (work: () => Promise<void>) => {
    const done: Promise<void> = work()
      .catch((error: unknown) =>
        // The alarm comes back to what was not done.
        log("sweep failed", { error: codeOf(error), where: whereOf(error) }),
      )
      .finally(() => running.delete(done));
    running.add(done);
  };
  const send = async (command: Command, tries: number): Promise<CommandResult> => {
    for (let left = tries; ; left -= 1) {
      const result = await collector.send(command);
      if (result.status !== "ok") {
        const { tenant, capture, command: name } = command;
        const code = result.status === "refused" ? result.code : undefined;
        log("collector did not take a command", {
          tenant,
          capture,
          command: name,
          result: result.status,
          code,
        });
      }
      if (result.status !== "unreachable" || left <= 1) return result;
      await delay(PAUSE);
    }
  };
  const note = async (key: Key, event: ConversationEvent & { readonly capture: string }) => {
    await options
      .conversations()
      .change(key, ({ snapshot }) =>
        snapshot.context.capture?.id === event.capture && snapshot.matches("capture")
          ? { event, done: () => null }
          : { answer: null },
      );
  };
  const register = async (key: Key, capture: Capture) => {
    const stray = capture.stray === undefined ? null : await quarantine.find(key, capture.stray);
    const command = registerCommand(key, capture, await tenants.find(key.tenant), stray);
    const result: CommandResult = command
      ? await send(command, 2)
      : { status: "refused", code: "no_template" };
    const about = { capture: capture.id };
    if (result.status === "ok") {
      await note(key, { type: "collector.registered", ...about });
      if (stray !== null) await quarantine.drop(key, stray.message);
      return;
    }
    if (result.status === "unreachable")
      return await note(key, { type: "collector.unreachable", ...about });
    return await note(key, {
      type: "collector.ended",
      ...about,
      outcome: "failed",
      reason: "collector_error",
    });
  };
  const end = async (
    key: Key,
    capture: Capture,
    intent: "declined" | "cancelled" | "expired" | "failed",
  ) => {
    const result = await send(
      { command: "void", tenant: key.tenant, capture: capture.id, intent },
      2,
    );
    // What the collector never had was not stored either. While it does not answer, nobody knows: on hold (CAP1).
    if (result.status === "unknown_capture")
      await note(key, {
        type: "collector.ended",
        capture: capture.id,
        outcome: "failed",
        reason: "collector_error",
      });
  };

  return {
    actionsOf(conversation, { event, actions, after }) {
      if (isDecided(event)) {
        const key = { tenant: conversation.tenant, conversation: conversation.id };
        start(() => quarantine.drop(key, event.id));
      }
      const { capture } = after.context;
      if (capture === null) return;
      const key = { tenant: conversation.tenant, conversation: conversation.id };
      for (const action of actions) {
        if (action.type === "register capture") {
          conversation.dutyAt = now();
          start(() => register(key, capture));
        } else if (action.type === "void capture") {
          conversation.dutyAt = now();
          start(() => end(key, capture, action.intent));
        } else if (action.type === "extend capture") {
          const { deadline } = action;
          const command: Command = {
            command: "extend",
            tenant: key.tenant,
            capture: capture.id,
            deadline,
          };
          start(async () => void (await send(command, 5)));
        }
      }
    },
    dutiesOf(conversation) {
      const { capture } = conversation.snapshot.context;
      if (capture === null || now() - conversation.dutyAt < MINIMUM) return;
      const key = { tenant: conversation.tenant, conversation: conversation.id };
      for (const duty of duties(conversation.snapshot)) {
        conversation.dutyAt = now();
        if (duty.type === "register") start(() => register(key, capture));
        else start(() => end(key, capture, duty.intent));
      }
    },
    idle: async () => void (await Promise.allSettled(running)),
  };
}

/** The stray is let through, thrown away or over its time: what was sealed of it goes. */
function isDecided(
  event: JournaledEvent,
): event is JournaledEvent &
  ({ type: "clock.stray" } | { type: `customer.stray-${"released" | "discarded"}` }) {
  return (
    event.type === "customer.stray-released" ||
    event.type === "customer.stray-discarded" ||
    event.type === "clock.stray"
  );
}

/** A call with its tries takes about this long; a duty is not begun again meanwhile. */
const MINIMUM = 4_700;

function registerCommand(
  { tenant, conversation }: Key,
  capture: Capture,
  settings: Tenant | null,
  stray: SealedStray | null,
): RegisterCommand | null {
  const template = settings?.templates.get(capture.template);
  if (settings === null || template === undefined) return null;
  const classes = template.fields.map((field) => field.class);
  const { rule, version, retentionDays } = verdictFor({
    region: settings.region,
    classes,
    channel: "webchat_iframe",
    purpose: capture.purpose ?? null,
  });
  // The tenant's settings may have changed since it was asked for.
  if (rule !== "allow") return null;
  return {
    command: "register",
    tenant,
    conversation,
    capture: capture.id,
    template: z.json().parse(JSON.parse(JSON.stringify(template))),
    ...(capture.purpose === undefined ? {} : { purpose: capture.purpose }),
    ...(capture.amount === undefined ? {} : { amount: capture.amount }),
    requestedBy: capture.by.kind === "agent" ? capture.by.name : settings.name,
    ...(capture.subject === undefined ? {} : { subject: capture.subject }),
    ...(capture.tokenType === undefined ? {} : { tokenType: capture.tokenType }),
    policy: version,
    retentionDays,
    showExpiry: false,
    deadline: capture.deadline,
    ...(stray === null ? {} : { stray }),
  };
}
