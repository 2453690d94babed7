import type { CollectorRefusal } from "@aside/protocol";

const REFUSALS = {
  malformed: [400, "customer", "The request is not of the expected form"],
  too_large: [413, "customer", "The request is too large"],
  too_many: [429, "customer", "Too many requests. Wait a moment"],
  ticket_invalid: [401, "agent", "The ticket is not valid here"],
  ticket_expired: [401, "customer", "The ticket has expired. Ask for a new one"],
  ticket_used: [409, "customer", "The ticket was used already. Ask for a new one"],
  wrong_origin: [403, "operator", "The form may not be embedded there"],
  unknown_capture: [404, "agent", "This request is not known here"],
  capture_over: [410, "agent", "This request has ended"],
  capture_replaced: [409, "customer", "The form was opened again elsewhere"],
  seal_invalid: [400, "customer", "The sealed form does not open. Open the form again"],
  key_unknown: [409, "customer", "The form is too old. Open it again"],
  different_submission: [409, "customer", "Something else was stored already"],
  unsupported_template: [422, "operator", "This kind of form is not known here"],
  unsupported_suite: [422, "operator", "This kind of sealing is not offered here"],
  unavailable: [503, "operator", "The collector cannot do that now. Try the same again"],
} as const satisfies Record<
  CollectorRefusal["code"],
  readonly [number, "customer" | "agent" | "operator", string]
>;

export type RefusalCode = CollectorRefusal["code"];

/** Why a request was not done. Text and status are constant for a code: nothing of the request is in it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly status: number;
  readonly who: "customer" | "agent" | "operator";
  readonly body: CollectorRefusal;

  constructor(code: RefusalCode, options?: ErrorOptions) {
    const [status, who, text] = REFUSALS[code];
    super("refused", options);
    this.code = code;
    this.status = status;
    this.who = who;
    this.body = { code, text };
  }
}

export const refusalCodes = Object.keys(REFUSALS);
