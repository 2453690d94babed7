import type { Amount, DeclineReason } from "@aside/protocol";
import type { Template } from "@aside/fields";

/** What the collector told of the capture when the form was opened. */
export interface OpenCapture {
  readonly tenantName: string;
  readonly privacyUrl: string | null;
  readonly template: Template;
  readonly purpose: string | undefined;
  readonly amount: Amount | undefined;
  readonly requestedBy: string;
  readonly retentionDays: number;
  /** In a window of its own, with no chat around it. */
  readonly isAlone: boolean;
}

/** `over`: before this page was opened; how, only the conversation says. */
export type Ending = "declined" | "cancelled" | "expired" | "failed" | "completed" | "over";

/** Why the form cannot be shown at all. */
export type Breakage = "no_ticket" | "ticket_refused" | "unreachable" | "unsupported";

/** Where one capture stands in this page. Each arm holds only what is legal there. */
export type FlowState =
  | { readonly state: "waiting" }
  | { readonly state: "opening" }
  /** `declined`: the payment with what was given before was. `codeAgain`: only the security code is asked for. */
  | {
      readonly state: "form";
      readonly capture: OpenCapture;
      readonly declined?: DeclineReason;
      readonly codeAgain?: true;
    }
  | { readonly state: "sending"; readonly capture: OpenCapture }
  /**
   * The sealed submission is kept for the next try. Whether it is stored is open, also where the collector answered that it cannot: it may have
   * lost its database after the commit, or the answer to an earlier try was lost.
   */
  | { readonly state: "retry"; readonly capture: OpenCapture }
  /** The payment is not decided yet. */
  | { readonly state: "charging"; readonly capture: OpenCapture }
  /** The customer's bank asks something, on a page of its own. */
  | { readonly state: "challenge"; readonly capture: OpenCapture; readonly url: string }
  | { readonly state: "stored"; readonly display: string; readonly paid?: true }
  /** `paymentUnknown`: nobody can say yet whether it was paid. */
  | { readonly state: "ended"; readonly ending: Ending; readonly paymentUnknown?: true }
  | { readonly state: "replaced" }
  /** The ticket is spent or too old; the conversation has to give another. */
  | { readonly state: "needs-ticket" }
  | { readonly state: "broken"; readonly why: Breakage };

export interface FlowView {
  readonly flow: FlowState;
  /** Seconds to the deadline where that is less than a minute. */
  readonly secondsLeft: number | undefined;
  /** Something on the page that embeds the form lies over it. */
  readonly covered: boolean;
  readonly locale: string;
}
