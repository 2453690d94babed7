/** Who can do something about an error. */
export type Who = "customer" | "agent" | "operator" | "bug";

const who = {
  event_unknown: "operator",
  conversation_missing: "agent",
  conversation_busy: "customer",
  too_contended: "operator",
  templates_broken: "operator",
  marking_failed: "bug",
} as const satisfies Record<string, Who>;

export type GatewayErrorCode = keyof typeof who;

/** What can go wrong inside the gateway. Holds no text of a conversation. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: GatewayErrorCode;
  readonly who: Who;

  constructor(code: GatewayErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.who = who[code];
  }
}
