import type { Reading } from "../text/reading.ts";
import * as SHAPE from "../text/shape.ts";
import { eachMatch } from "../text/each-match.ts";
import type { Proposal } from "./proposal.ts";
import { blocker } from "./proposal.ts";

/** URLs with a scheme, `www.` or a path; IPv4 and IPv6 addresses; and UUIDs, which are nobody's number. */
export function internetProposals({ text, shape }: Reading, proposals: Proposal[]): void {
  const dotted = (shape & SHAPE.innerDot) !== 0;
  const pathed = (shape & SHAPE.slash) !== 0 && (dotted || (shape & SHAPE.colon) !== 0);
  if (pathed || (dotted && WWW.test(text))) {
    eachMatch(URL_LIKE, text, (written, at) => {
      const url = written.replace(TRAILING, "");
      proposals.push(found("URL", at, url.length, "the form of a URL"));
    });
  }
  if (dotted && DOTTED.test(text)) {
    const found4: { at: number; length: number }[] = [];
    eachMatch(IPV4, text, ({ length }, at) => found4.push({ at, length }));
    const said = found4.filter(({ length }) => length === SINGLE_DIGITS).length > 1;
    for (const { at, length } of found4) {
      // "4.5.3.9 5.7.8.7": digits with stops between.
      const single = length === SINGLE_DIGITS;
      if (said && single) continue;
      if (VERSION.test(text.slice(Math.max(0, at - 14), at))) continue;
      const ip = found("IP", at, length, "four numbers up to 255");
      proposals.push(single ? { ...ip, confidence: 0.9 } : ip);
    }
  }
  // "at 7:30": most colons are no address's.
  if (shape & SHAPE.colon && (text.includes("::") || EIGHT_GROUPS.test(text))) {
    eachMatch(IPV6, text, (written, at) => {
      if (isIpv6(written)) proposals.push(found("IP", at, written.length, "the form of IPv6"));
    });
  }
  if (shape & SHAPE.dash && text.length >= UUID_LENGTH) {
    eachMatch(UUID, text, (written, at) => {
      proposals.push(blocker(at, at + written.length, "uuid"));
    });
  }
}

function found(type: "URL" | "IP", start: number, length: number, why: string): Proposal {
  const end = start + length;
  return { type, start, end, confidence: 0.97, evidence: [why], rule: type.toLowerCase() };
}

const TOP =
  "com|org|net|io|co|gov|edu|info|biz|uk|us|de|fr|es|pt|br|it|nl|eu|app|dev|me|ly|in|ca|au";
const URL_LIKE = new RegExp(
  `(?<![\\w@])(?:[a-z][a-z0-9+]{1,11}://[^\\s<>"]{2,2000}|www\\.[^\\s<>"]{3,2000}|(?:[a-z0-9-]{1,63}\\.){1,4}(?:${TOP})/[^\\s<>"]{1,2000})`,
  "gi",
);
const WWW = /www\./i;
const TRAILING = /[.,;:!?)\]}'"|\\]{1,20}$/;
const DOTTED = /\d(?:\.\d{1,3}){3}/;
const OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`(?<![\\d.])(?:${OCTET}\\.){3}${OCTET}(?![\\d]|\\.\\d)`, "g");
const SINGLE_DIGITS = 7;
const VERSION = /(?:\bv|\bver\.?|version|firmware|software|release|build)\s*(?:is|:)?\s*$/i;
const IPV6 = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%[a-z0-9]{1,12})?(?![\w:])/gi;
const EIGHT_GROUPS = /(?::[0-9a-f]{1,4}){7}/i;
const UUID_LENGTH = 36;
const UUID = /(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/gi;

function isIpv6(text: string): boolean {
  const [address = ""] = text.split("%");
  const groups = address.split(":");
  const filled = groups.filter((group) => group !== "").length;
  if (address.includes("::")) {
    return address.indexOf("::") === address.lastIndexOf("::") && filled >= 1 && groups.length <= 8;
  }
  return groups.length === 8 && filled === 8;
}
