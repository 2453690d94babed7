import type { NationalId } from "./national-id.ts";

export const india: readonly NationalId[] = [
  {
    // Three letters, the kind of holder, a letter, four digits, a letter (Income-tax Rules, 1962, rule 114). Its check letter is not published.
    evidence: "the form of an Indian permanent account number",
    digits: [4, 4],
    pattern: /(?<![A-Za-z0-9])[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z](?![A-Za-z0-9])/gi,
    passes: () => true,
    onlyNamed: false,
  },
];
