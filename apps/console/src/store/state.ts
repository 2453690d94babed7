import type {
  AgentView,
  DemoView,
  Message,
  QueueEntry,
  RefusalCode,
  ToConsole,
  SignedIn,
} from "@aside/protocol";
import type { MessageKey, Params } from "../text/keys.ts";
import type { Conversation } from "./conversation.ts";
import type { Queue, SectionName } from "./queue.ts";
import type { CaptureDraft } from "./slash.ts";

export type Welcome = Extract<ToConsole, { type: "welcome" }>;

export type Session =
  | { readonly state: "starting" }
  | {
      readonly state: "signed-out";
      /** Whose session has expired, who needs only a password; null where nobody's has. */
      readonly known: { readonly tenant: string; readonly email: string } | null;
      readonly demo: DemoView | null;
      readonly busy: boolean;
      readonly error: MessageKey | null;
    }
  | {
      readonly state: "signed-in";
      readonly me: AgentView;
      readonly email: string;
      readonly tenant: SignedIn["tenant"];
    };

/** A message that is on its way: `sending` until the journal has it, `failed` until it is tried again or taken back. */
export interface Outgoing {
  readonly id: string;
  readonly at: number;
  readonly text: string;
  readonly state: "sending" | "failed";
  readonly error: MessageKey | null;
}

/** Whether this console hears a conversation, and if not, why. */
export type Watch =
  | { readonly state: "joining" }
  | { readonly state: "joined"; readonly observer: string | null }
  | { readonly state: "detached" }
  /** Another agent has it now, and it is theirs to read. */
  | { readonly state: "taken"; readonly by: string }
  | { readonly state: "refused"; readonly code: RefusalCode };

/** Above the composer: nothing was sent, and what to do instead. */
export type Nudge =
  | { readonly why: "asks-for-value" | "card-number"; readonly template: string | null }
  | { readonly why: "no-command"; readonly command: string; readonly nearest: string | null };

export type Overlay =
  | { readonly kind: "palette" | "keys" | "export" | "transfer" | "note" | "close" }
  | { readonly kind: "capture"; readonly draft: CaptureDraft };

export interface Notice {
  readonly id: number;
  readonly tone: "danger" | "plain";
  readonly key: MessageKey;
  readonly params?: Params;
}

export interface Announcement {
  readonly id: number;
  readonly key: MessageKey;
  readonly params: Params;
  /** What was written: its placeholders are in the reader's language only once it is said. */
  readonly message: Pick<Message, "text" | "cuts"> | null;
}

export interface Preferences {
  readonly theme: "system" | "light" | "dark";
  readonly locale: string;
  /** Keys without Ctrl or Cmd; whoever dictates or shakes can turn them off. */
  readonly singleKeys: boolean;
}

export interface ConsoleState {
  readonly session: Session;
  readonly link: "connecting" | "online" | "offline";
  readonly welcome: Welcome | null;
  readonly agentsOnline: ReadonlyMap<string, boolean>;
  readonly queue: Queue;
  readonly folded: ReadonlySet<SectionName>;
  readonly filter: string;
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly watches: ReadonlyMap<string, Watch>;
  readonly outgoing: ReadonlyMap<string, readonly Outgoing[]>;
  readonly drafts: ReadonlyMap<string, string>;
  readonly nudges: ReadonlyMap<string, Nudge>;
  /** The desk with its queue, or what a supervisor looks after. */
  readonly page: "desk" | "incidents";
  readonly selected: string | null;
  readonly view: "chat" | "replay";
  /** Which pane a narrow window shows. */
  readonly pane: "queue" | "conversation" | "context";
  /** Whether the context stands beside the conversation where there is room for it. */
  readonly contextOpen: boolean;
  readonly overlay: Overlay | null;
  /** The conversation whose composer is to take the focus as soon as it is there. */
  readonly focusWanted: string | null;
  readonly notices: readonly Notice[];
  readonly announcement: Announcement | null;
  readonly preferences: Preferences;
  /** The server's clock minus this machine's. */
  readonly skew: number;
}

export function initialState(preferences: Preferences): ConsoleState {
  return {
    session: { state: "starting" },
    link: "connecting",
    welcome: null,
    agentsOnline: new Map(),
    queue: new Map<string, QueueEntry>(),
    folded: new Set(),
    filter: "",
    conversations: new Map(),
    watches: new Map(),
    outgoing: new Map(),
    drafts: new Map(),
    nudges: new Map(),
    page: "desk",
    selected: null,
    view: "chat",
    pane: "queue",
    contextOpen: true,
    overlay: null,
    focusWanted: null,
    notices: [],
    announcement: null,
    preferences,
    skew: 0,
  };
}

/** A map with one key set, or removed where the value is null. */
export function withKey<V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V | null,
): ReadonlyMap<string, V> {
  const next = new Map(map);
  if (value === null) next.delete(key);
  else next.set(key, value);
  return next;
}
