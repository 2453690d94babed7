import type { Refusal, RefusalCode } from "@aside/protocol";

const texts: Readonly<Record<RefusalCode, string>> = {
  malformed: "This request is not as the protocol says.",
  too_large: "This is too long. Send it in parts.",
  too_many: "Too many at once. Wait a moment and try again.",
  not_signed_in: "Sign in again.",
  not_found: "There is no such conversation.",
  not_allowed: "This is not possible now.",
  conversation_closed: "The conversation is closed. Start a new one.",
  conversation_full: "The conversation is as long as it may be. Start a new one.",
  capture_running: "A secure form is open. This has to wait until it is done.",
  no_capture: "There is no such secure form any more.",
  unknown_template: "There is no form of that name.",
  policy_denied: "The policy does not allow to ask for this here.",
  unavailable: "This could not be stored just now. Try again in a moment.",
};

/** Constant texts: a refusal never repeats what was sent. */
export function refusalOf(code: RefusalCode): Refusal {
  return { ok: false, code, text: texts[code] };
}
