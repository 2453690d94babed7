import type { SignedIn } from "@aside/protocol";
import { initialState, type ConsoleState, type Session } from "../store/state.ts";
import type { MessageKey } from "../text/keys.ts";
import type { ConnectionListener } from "../net/connection.ts";
import type { Context } from "./context.ts";
import { notify } from "./notify.ts";
import { receive } from "./receive.ts";
import { rejoin } from "./watch.ts";

/** At the start of the page: into the console where a session is, to the sign-in otherwise. */
export async function start(context: Context): Promise<void> {
  const session = await context.ports.api.me().catch(() => null);
  if (session === null) return showSignIn(context, null);
  enter(context, session);
}

export async function signIn(
  context: Context,
  tenant: string,
  email: string,
  password: string,
): Promise<void> {
  changeSignIn(context, { busy: true, error: null });
  const result = await context.ports.api.signIn(tenant, email, password);
  if (result.ok) return enter(context, result.session);
  const error: MessageKey = `signin.${result.why}`;
  changeSignIn(context, { busy: false, error });
}

/** Leaves for good: nothing of this agent's stays in memory. */
export async function signOut(context: Context): Promise<void> {
  disconnect(context);
  const { preferences } = context.store.get();
  context.store.update(() => initialState(preferences));
  await context.ports.api.signOut().catch(() => {});
  await showSignIn(context, null);
}

/** The gateway no longer knows the session. Drafts stay in memory, for the same agent only; conversations do not. */
export function sessionLost(context: Context): void {
  const { session } = context.store.get();
  if (session.state !== "signed-in") return;
  disconnect(context);
  void showSignIn(context, { tenant: session.tenant.id, email: session.email });
}

/**
 * After a refused connection: is it the session, or only the gateway? Tries again where the session is good. Where another tab has made it
 * another agent's, or the agent has another role, this one goes on as that.
 */
export async function checkSession(context: Context): Promise<void> {
  const found = await context.ports.api.me().catch(() => "unreachable" as const);
  const { session } = context.store.get();
  if (session.state !== "signed-in") return;
  if (found === null) return sessionLost(context);
  if (found !== "unreachable" && whoOf(found) !== whoOf(session)) {
    enter(context, found);
    return notify(context, "plain", "signin.another", { name: found.me.name });
  }
  if (found !== "unreachable" && found.me.role !== session.me.role) return enter(context, found);
  context.ports.later(() => connect(context), 2_000);
}

function enter(context: Context, signedIn: SignedIn): void {
  const who = whoOf(signedIn);
  const { agent: before, toldRead } = context.memory;
  const another = before !== null && before !== who;
  context.memory.agent = who;
  if (another) toldRead.clear();
  // Whoever comes first finds what an address has chosen meanwhile.
  const kept = (state: ConsoleState) => {
    if (another) return initialState(state.preferences);
    return state.session.state === "signed-in" ? withoutCustomers(state) : state;
  };
  context.store.update((state) => ({
    ...kept(state),
    session: { state: "signed-in", ...signedIn },
    link: "connecting",
  }));
  connect(context);
}

function whoOf({ me, tenant }: Pick<SignedIn, "me" | "tenant">): string {
  return `${tenant.id}/${me.id}`;
}

function connect(context: Context): void {
  disconnect(context);
  const { session } = context.store.get();
  if (session.state !== "signed-in") return;
  const listener: ConnectionListener = {
    message: (message) => receive(context, message),
    up: () => {
      context.store.update((state) => ({ ...state, link: "online" }));
      rejoin(context);
    },
    down: () => context.store.update((state) => ({ ...state, link: "offline" })),
    refused: () => void checkSession(context),
  };
  context.connection = context.ports.connect(listener, session.me.id);
}

function disconnect(context: Context): void {
  context.connection?.close();
  context.connection = null;
}

/** @param known whose session has expired; null where nobody's has */
async function showSignIn(context: Context, known: Known): Promise<void> {
  context.store.update((state) => ({
    ...withoutCustomers(state),
    session: {
      state: "signed-out",
      known,
      demo: null,
      busy: false,
      error: null,
    },
  }));
  const demo = await context.ports.api.demo().catch(() => null);
  changeSignIn(context, { demo });
}

type Known = Extract<Session, { state: "signed-out" }>["known"];

function withoutCustomers(state: ConsoleState): ConsoleState {
  return {
    ...state,
    page: "desk",
    welcome: null,
    queue: new Map(),
    conversations: new Map(),
    watches: new Map(),
    overlay: null,
    notices: [],
    announcement: null,
  };
}

function changeSignIn(
  { store }: Context,
  change: Partial<Extract<Session, { state: "signed-out" }>>,
): void {
  store.update((state) =>
    state.session.state === "signed-out"
      ? { ...state, session: { ...state.session, ...change } }
      : state,
  );
}
