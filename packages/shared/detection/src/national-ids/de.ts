import { passesMod1110, valueOf } from "./check-digits.ts";
import type { NationalId } from "./national-id.ts";

/** Steuer-Identifikationsnummer (§ 139b AO): eleven digits, one of the first ten twice or three times. */
const steuerId: Pick<NationalId, "evidence" | "digits" | "passes"> = {
  evidence: "a German tax number with a right check digit",
  digits: [11, 11],
  passes(compact) {
    if (compact.startsWith("0")) return false;
    const repeated = [..."0123456789"]
      .map((digit) => compact.slice(0, 10).split(digit).length - 1)
      .filter((times) => times > 1);
    return repeated.length === 1 && (repeated[0] ?? 0) <= 3 && passesMod1110(compact);
  },
};

export const de: readonly NationalId[] = [
  { ...steuerId, pattern: /(?<!\d)\d{2} \d{3} \d{3} \d{3}(?!\d)/g, onlyNamed: false },
  { ...steuerId, pattern: /(?<!\d)\d{11}(?!\d)/g, onlyNamed: true },
  {
    // Serial number of an identity card and its check digit (ICAO 9303: weights 7, 3, 1).
    evidence: "a German identity card number with a right check digit",
    digits: [2, 10],
    pattern: /(?<![A-Za-z0-9])[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d(?![A-Za-z0-9])/gi,
    passes: (compact) =>
      [...compact.slice(0, 9)].reduce(
        (sum, one, at) => sum + valueOf(one) * ([7, 3, 1][at % 3] ?? 0),
        0,
      ) %
        10 ===
      Number(compact[9]),
    onlyNamed: true,
  },
];
