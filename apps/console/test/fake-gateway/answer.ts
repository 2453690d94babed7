import type { AgentView, FromConsole, ToConsoleReply } from "@aside/protocol";
import { type FakeConversation, type World } from "./world.ts";

export const TEMPLATES = [
  { id: "card", title: "Card", takesAmount: true },
  { id: "address", title: "Address", takesAmount: false },
  { id: "bank", title: "Bank account", takesAmount: false },
  { id: "national-id", title: "National ID", takesAmount: false },
];

/** What a gateway would answer, and what it would journal. */
export function answer(
  world: World,
  me: AgentView,
  agents: readonly AgentView[],
  message: FromConsole,
): ToConsoleReply {
  const one = world.conversations.get(message.conversation);
  if (one === undefined) return { ok: false, code: "not_found", text: "No such conversation." };
  const id = message.conversation;
  switch (message.type) {
    case "join":
      return {
        ok: true,
        status: "joined",
        seq: one.entry.seq,
        entries: one.entries.filter((entry) => entry.seq > message.after),
        observer:
          one.entry.agent === null || one.entry.agent.id === me.id
            ? null
            : "obs_00000000000000000000000001",
      };
    case "take":
      world.phase(id, "open", me);
      return { ok: true };
    case "message":
      return sendMessage(world, me, one, message);
    case "canned":
      world.push(id, [
        {
          type: "message",
          from: "agent",
          agent: me,
          message: { id: message.id, text: message.line, cuts: [] },
        },
      ]);
      return { ok: true };
    case "read":
      one.entry = { ...one.entry, unread: 0 };
      world.push(id, []);
      return { ok: true };
    case "note":
      world.push(id, [
        { type: "note", agent: me, message: { id: message.id, text: message.text, cuts: [] } },
      ]);
      return { ok: true };
    case "transfer": {
      const to = agents.find((agent) => agent.id === message.to) ?? null;
      world.phase(id, to === null ? "waiting" : "open", to);
      return { ok: true };
    }
    case "wrap-up":
      world.phase(id, "wrap-up", me);
      return { ok: true };
    case "reopen":
      world.phase(id, "open", me);
      return { ok: true };
    case "close":
      world.close(id, me);
      return { ok: true };
    case "capture.request":
      return requestCapture(world, me, one, message);
    case "capture.cancel":
      world.capture(id, { status: "cancelled" });
      return { ok: true };
    case "leave":
    case "typing":
    case "detached":
      return { ok: true };
  }
}

function sendMessage(
  world: World,
  me: AgentView,
  one: FakeConversation,
  message: Extract<FromConsole, { type: "message" }>,
): ToConsoleReply {
  if (/card number/i.test(message.text)) return { ok: true, status: "nudge", template: "card" };
  if (message.text === "refuse this") return { ok: false, code: "too_many", text: "Wait." };
  one.entry = {
    ...one.entry,
    waitingSince: null,
    unread: 0,
    last: { from: "agent", agent: me, text: message.text.slice(0, 140), cuts: [], at: Date.now() },
  };
  const seq = world.push(one.entry.conversation, [
    {
      type: "message",
      from: "agent",
      agent: me,
      message: { id: message.id, text: message.text, cuts: [] },
    },
  ]);
  return { ok: true, seq };
}

function requestCapture(
  world: World,
  me: AgentView,
  one: FakeConversation,
  message: Extract<FromConsole, { type: "capture.request" }>,
): ToConsoleReply {
  if (one.entry.phase !== "open")
    return { ok: false, code: "capture_running", text: "A capture is on." };
  one.capture = {
    id: message.capture,
    template: message.template,
    title:
      TEMPLATES.find((template) => template.id === message.template)?.title ?? message.template,
    ...(message.purpose === undefined ? {} : { purpose: message.purpose }),
    ...(message.amount === undefined ? {} : { amount: message.amount }),
    requestedBy: { kind: "agent", id: me.id, name: me.name },
    status: "offered",
    deadline: Date.now() + 600_000,
    extensionsLeft: 2,
  };
  world.capture(one.entry.conversation, {});
  return { ok: true };
}
