import type { NationalId } from "./national-id.ts";

export const gb: readonly NationalId[] = [
  {
    // Two letters, six digits, a letter from A to D (HMRC, NIM39110). It has no check digit.
    evidence: "the form of a British National Insurance number",
    digits: [6, 6],
    pattern:
      /(?<![A-Za-z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?![A-Za-z0-9])/gi,
    passes: (compact) => !/^(?:BG|GB|NK|KN|TN|NT|ZZ)/.test(compact),
    onlyNamed: false,
  },
  {
    // Five letters of the surname, the birth's decade, month (50 more for a woman), day and year, initials, three more; perhaps the issue (DVLA).
    type: "DRIVER_LICENSE",
    evidence: "the form of a British driving licence",
    digits: [6, 7],
    pattern:
      /(?<![A-Za-z0-9])[A-Z][A-Z9]{4} ?\d[0156]\d[0-3]\d\d ?[A-Z9]{2}\d[A-Z]{2}(?: ?\d{2})?(?![A-Za-z0-9])/gi,
    passes: () => true,
    onlyNamed: false,
  },
];
