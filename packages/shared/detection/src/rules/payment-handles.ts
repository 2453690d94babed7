import type { Reading } from "../text/reading.ts";
import { eachMatch } from "../text/each-match.ts";
import * as SHAPE from "../text/shape.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Handles that money is sent to in India (UPI): a name and the bank's or the app's word behind an @, where an e-mail address has a domain with a
 * dot. The words are known; another one counts where the message says UPI.
 */
export function paymentHandleProposals({ shape, text }: Reading): Proposal[] {
  const proposals: Proposal[] = [];
  if (!(shape & SHAPE.at)) return proposals;
  const named = NAMED.test(text);
  eachMatch(HANDLE, text, (written, start) => {
    const word = written.slice(written.indexOf("@") + 1);
    if (!named && !OF_BANKS.test(word)) return;
    proposals.push({
      type: "ACCOUNT_ID",
      start,
      end: start + written.length,
      confidence: 0.96,
      evidence: ["the form of a payment handle"],
      rule: "payment-handle",
    });
  });
  return proposals;
}

const NAMED = /\b(?:upi|vpa)\b/i;
const HANDLE = /(?<![\w.@-])\w[\w.-]{1,63}@[a-z]{2,20}(?![\w@-]|\.\w)/gi;
/** By NPCI's list of third-party apps and what their banks begin with. */
const OF_BANKS =
  /^(?:upi|ybl|ibl|axl|apl|yapl|rapl|paytm|pt(?:yes|axis|hdfc|sbi)|ok(?:hdfcbank|icici|sbi|axis)|waicici|wahdfcbank|waaxis|wasbi|jupiteraxis|fbl|barodampay)$/i;
