import type {
  AgentView,
  Amount,
  CaptureResult,
  Cut,
  FailureReason,
  Page,
  RequestedBy,
  StatusWord,
  TokenType,
} from "@aside/protocol";

/** A capture as the machine knows it. `intent`: how it is to end once the collector has confirmed that nothing was stored. */
export interface Capture {
  readonly id: string;
  readonly template: string;
  readonly title: string;
  readonly purpose?: string | undefined;
  readonly amount?: Amount | undefined;
  readonly by: RequestedBy;
  readonly requestedAt: number;
  readonly deadline: number;
  readonly extensionsLeft: number;
  readonly status: StatusWord;
  readonly registered: boolean;
  /** Observers that have not confirmed detachment. */
  readonly attached: readonly string[];
  readonly cutAsked: boolean;
  readonly intent: Intent | null;
  readonly reason?: FailureReason | undefined;
  readonly result?: CaptureResult | undefined;
  /** The message whose cut spans it took along. */
  readonly stray?: string | undefined;
  /** Whose value it is, by an id of the tenant's server; the conversation's where there is none. */
  readonly subject?: string | undefined;
  readonly tokenType?: TokenType | undefined;
}

/** What was cut out of a message and waits for its customer's word. */
export interface Stray {
  /** The message's id. */
  readonly id: string;
  readonly until: number;
  readonly mayPass: boolean;
}

export type Intent = "declined" | "cancelled" | "expired";

/** What a conversation is, folded from its journal. `last`, `unread`, `toldOnline` are what agents were told, not what is. */
export interface Context {
  readonly startedAt: number;
  readonly customer: {
    readonly name: string | null;
    readonly page: Page | null;
    readonly online: boolean;
  };
  readonly toldOnline: boolean;
  readonly agent: AgentView | null;
  readonly observers: readonly { readonly id: string; readonly name: string }[];
  readonly waitingSince: number | null;
  readonly last: {
    readonly seq: number;
    readonly from: "customer" | "agent";
    readonly agent?: AgentView | undefined;
    readonly text: string;
    readonly cuts: Cut[];
    readonly at: number;
  } | null;
  readonly unread: number;
  /** The running capture, or the last one. */
  readonly capture: Capture | null;
  /** The journal number of the last exit fence; 0 before the first. */
  readonly exitFence: number;
  /** Those that wait, the oldest first. */
  readonly strays: readonly Stray[];
}

export const emptyContext: Context = {
  startedAt: 0,
  customer: { name: null, page: null, online: false },
  toldOnline: false,
  agent: null,
  observers: [],
  waitingSince: null,
  last: null,
  unread: 0,
  capture: null,
  exitFence: 0,
  strays: [],
};

/** The capture of a conversation that is in a state of one. */
export function running(context: Context): Capture {
  if (context.capture === null) throw new Error("a capture state without a capture");
  return context.capture;
}
