import { ForwardError, type ForwardErrorCode } from "@aside/forward";
import { VaultError } from "@aside/vault";
import { isInDoubt } from "../audit/is-in-doubt.ts";
import type { Refusal } from "../refusal.ts";

/** What the tenant's server is told where nothing of the destination's comes back: constant texts, never input. */
export interface ForwardRefusal {
  status: number;
  /** `sent`: the destination may have got it. Ask again with the same `Idempotency-Key`, or look it up there. */
  body: {
    code: string;
    text: string;
    sent?: true;
    /** The same as clients of providers look for it: without it they would take a refusal for an answer. */
    error: { type: "aside_refusal"; code: string; message: string };
  };
}

const STATUS: Record<ForwardErrorCode, number> = {
  destinations_wrong: 503,
  not_allowed: 403,
  content_type: 415,
  malformed_body: 400,
  expression_misplaced: 400,
  value_unfit: 422,
  header_refused: 400,
  request_too_large: 413,
  destination_busy: 503,
  address_refused: 502,
  provider_unreachable: 502,
  provider_silent: 504,
  provider_redirects: 502,
  provider_too_large: 502,
  provider_unreadable: 502,
};

const OTHERS = {
  unauthorised: [401, "No such key: make one with `collector api-key TENANT`"],
  too_many: [429, "Too many requests, or too many that named nothing. Wait a moment"],
  unknown_destination: [404, "No such destination"],
  not_found: [404, "No such value"],
  coded_body: [415, "The body is taken as it is, without a Content-Encoding"],
  log_differs: [
    503,
    "The audit log is in doubt, and nothing is opened until the collector's operator has decided: docs/audit.md",
  ],
  code_gone: [409, "The security code is gone with the process that had it. Ask for it again"],
} as const;

export type OtherRefusal = keyof typeof OTHERS;

export function refusalOf(code: OtherRefusal): ForwardRefusal {
  const [status, text] = OTHERS[code];
  return { status, body: { code, text, error: errorOf(code, text) } };
}

/** The body of what is refused before it is known to be a forward of somebody's. */
export function bodyOfRefusal({ code, body: { text } }: Refusal): ForwardRefusal["body"] {
  return { code, text, error: errorOf(code, text) };
}

/** Null for an error that is none of these. */
export function refusalOfError(error: unknown): ForwardRefusal | null {
  if (error instanceof VaultError && error.code === "not_found") return refusalOf("not_found");
  if (error instanceof VaultError && error.code === "too_many_guesses")
    return refusalOf("too_many");
  if (isInDoubt(error)) return refusalOf("log_differs");
  if (!(error instanceof ForwardError)) return null;
  const { code, message: text, sent } = error;
  return {
    status: STATUS[code],
    body: { code, text, ...(sent && { sent }), error: errorOf(code, text) },
  };
}

function errorOf(code: string, message: string) {
  return { type: "aside_refusal" as const, code, message };
}
