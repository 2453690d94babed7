import { tidyText } from "../bytes/tidy-text.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";

const AT = 0x40;
const DOT = 0x2e;

/** An address of the usual shape (HTML's definition, also with UTF-8 as RFC 6531 allows): one @, a dotted domain, no spaces. */
export const emailRule: FieldRule = {
  maxBytes: 254,
  canonical: tidyText,
  verify(text) {
    const at = text.indexOf(AT);
    const domain = text.subarray(at + 1);
    if (text.some((byte) => byte <= 0x20 || byte === 0x2c || byte === 0x3b))
      return refuse("malformed");
    if (at === -1) return refuse("too_short");
    if (at === 0 || at > 64 || domain.includes(AT)) return refuse("malformed");
    const dot = domain.lastIndexOf(DOT);
    if (dot < 1 || domain.length - dot < 3) return refuse("too_short");
    return domain.some((byte, index) => byte === DOT && domain[index + 1] === DOT)
      ? refuse("malformed")
      : accept();
  },
};
