import {
  fromConsole,
  toConsole,
  toConsoleReply,
  type AgentView,
  type ConsoleFrame,
  type FromConsole,
  type SignedIn,
  type ToConsole,
  type ToConsoleReply,
} from "@aside/protocol";
import type { Api } from "../net/api.ts";
import { NoAnswer, type ConnectionListener } from "../net/connection.ts";
import { createConsole, type Console } from "./create-console.ts";

export const ANNA: AgentView = { id: "agt_anna", name: "Anna", role: "agent" };
export const ANNAS: SignedIn = {
  me: ANNA,
  email: "anna@demo.example",
  tenant: { id: "demo", name: "Demo" },
};
/** What the gateway says first. */
export const WELCOME: ToConsole = {
  type: "welcome",
  me: ANNA,
  tenant: { name: "Demo" },
  agents: [{ ...ANNA, online: true }],
  templates: [{ id: "card", title: "Card", takesAmount: true }],
  replies: [],
  queue: [],
};

export const ID = "cnv_00000000000000000000000001";
export const OBSERVER = "obs_00000000000000000000000001";

/** A console on a gateway that lives in the test: everything is parsed, nothing takes time. */
export interface TestConsole {
  readonly console: Console;
  readonly asked: FromConsole[];
  /** Whose console it said it was, each time that it connected. */
  readonly connectedAs: string[];
  /** Answers requests; by default ok. Null: no answer. */
  answer: (message: FromConsole) => ToConsoleReply | null;
  /** Who the session cookie says it is. */
  session: SignedIn | null;
  /** What its clock says. */
  now: number;
  send(message: ToConsole): void;
  entry(seq: number, frame: ConsoleFrame): void;
  up(): void;
  down(): void;
  refuse(): void;
  runLater(): void;
}

/** @param meanwhile what is done while the agent is being signed in */
export async function startTestConsole(
  meanwhile: (console: TestConsole["console"]) => void = () => {},
): Promise<TestConsole> {
  let listener: ConnectionListener | null = null;
  const later: (() => void)[] = [];
  const on = (): ConnectionListener => {
    if (listener === null) throw new Error("not connected");
    return listener;
  };
  const test: TestConsole = {
    console: createConsole(
      {
        api: createTestApi(() => test.session),
        connect: (wanted, agent) => {
          listener = wanted;
          test.connectedAs.push(agent);
          return {
            async request(message) {
              test.asked.push(fromConsole.parse(message));
              const reply = test.answer(message);
              if (reply === null) throw new NoAnswer("offline");
              return toConsoleReply.parse(reply);
            },
            close: () => {},
          };
        },
        now: () => test.now,
        random: (() => {
          let count = 0;
          return () => new Uint8Array(16).fill((count += 1));
        })(),
        soon: (run) => run(),
        later: (run) => void later.push(run),
      },
      { theme: "system", locale: "en", singleKeys: true },
    ),
    asked: [],
    connectedAs: [],
    answer: (message) => (message.type === "join" ? joined() : { ok: true }),
    session: ANNAS,
    now: 1_000_000,
    send: (message) => on().message(toConsole.parse(message)),
    entry: (seq, frame) =>
      test.send({ type: "entry", conversation: ID, entry: { seq, at: seq * 1_000, frame } }),
    up: () => on().up(),
    down: () => on().down(),
    refuse: () => on().refused(),
    runLater: () => later.splice(0).forEach((run) => run()),
  };
  const started = test.console.do.start();
  meanwhile(test.console);
  await started;
  test.up();
  return test;
}

/** A console in which the one conversation is chosen and heard. */
export async function openConversation(): Promise<TestConsole> {
  const test = await startTestConsole();
  test.console.do.select(ID);
  await settled();
  return test;
}

export function joined(observer: string | null = null): ToConsoleReply {
  const frames: readonly ConsoleFrame[] = [
    { type: "started", customer: "Jane", page: null },
    { type: "phase", phase: "open", step: null, agent: ANNA },
  ];
  return {
    ok: true,
    status: "joined",
    seq: 2,
    entries: frames.map((frame, index) => ({ seq: index + 1, at: (index + 1) * 1_000, frame })),
    observer,
  };
}

function createTestApi(session: () => TestConsole["session"]): Api {
  const refuse = async (): Promise<never> => {
    throw new Error("not in this test");
  };
  return {
    me: async () => session(),
    signIn: async (_tenant, _email, password) => {
      const found = session();
      return password === "right" && found !== null
        ? { ok: true, session: found }
        : { ok: false, why: "wrong" };
    },
    signOut: async () => {},
    demo: async () => null,
    replay: refuse,
    findings: refuse,
    incidents: refuse,
    reviewIncident: refuse,
    exportPreview: refuse,
    exportFile: refuse,
  };
}

/** Lets promises that are settled run their continuations. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
