const CODES = {
  destinations_wrong: ["operator", "The file of destinations is wrong"],
  not_allowed: ["operator", "The destination takes no such request: see its method and path"],
  content_type: ["operator", "The destination takes another content type there"],
  malformed_body: ["operator", "The body is not of its content type"],
  expression_misplaced: ["operator", "A token stands where the destination takes none"],
  value_unfit: ["operator", "A value does not have the form that the destination wants there"],
  header_refused: ["operator", "A header holds what no header may hold"],
  request_too_large: ["operator", "The body is larger than the destination takes"],
  destination_busy: [
    "operator",
    "Too many requests to the destination are under way. Wait a moment",
  ],
  address_refused: ["operator", "The destination's name leads to an address that is not allowed"],
  provider_unreachable: ["operator", "The destination cannot be reached"],
  provider_silent: ["operator", "The destination did not answer in time"],
  provider_redirects: [
    "operator",
    "The destination answered with a redirect, which is not followed",
  ],
  provider_too_large: ["operator", "The destination's answer is larger than allowed"],
  provider_unreadable: ["operator", "The destination's answer is of no form that can be read"],
} as const satisfies Record<string, readonly ["operator", string]>;

export type ForwardErrorCode = keyof typeof CODES;

/** Why nothing came back of a forward. The text is constant for a code. */
export class ForwardError extends Error {
  override readonly name = "ForwardError";
  readonly code: ForwardErrorCode;
  readonly who: "operator";
  /** Whether the destination may have got the request: what it did with it is then unknown. */
  readonly sent: boolean;

  constructor(code: ForwardErrorCode, options: ErrorOptions & { sent?: boolean } = {}) {
    const [who, text] = CODES[code];
    super(text, options);
    this.code = code;
    this.who = who;
    this.sent = options.sent ?? false;
  }
}
