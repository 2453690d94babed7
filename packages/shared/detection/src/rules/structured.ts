import type { Reading } from "../text/reading.ts";
import { cardProposals } from "./cards.ts";
import { codeProposals } from "./codes.ts";
import type { Context } from "./context.ts";
import { isAsked } from "./context.ts";
import { dateProposals } from "./dates.ts";
import { emailProposals } from "./email.ts";
import { ibanProposals } from "./iban.ts";
import { internetProposals } from "./internet.ts";
import { nationalIdProposals } from "./national-ids.ts";
import { numberProposals } from "./numbers.ts";
import { postcodeProposals } from "./postcodes.ts";
import type { Proposal } from "./proposal.ts";
import { wordProposals } from "./words.ts";

/** Everything that has a form, a cue or a question; no lexicon of names. What runs in the widget. */
export function structuredProposals(reading: Reading, context: Context): Proposal[] {
  const proposals = [
    ...emailProposals(reading),
    ...internetProposals(reading),
    ...wordProposals(reading, context),
  ];
  if (isAsked(context, "POSTCODE") || reading.runs.length > 0) {
    proposals.push(...postcodeProposals(reading, context));
  }
  if (reading.runs.length === 0) return proposals;
  proposals.push(
    ...cardProposals(reading, context),
    ...ibanProposals(reading),
    ...nationalIdProposals(reading),
    ...dateProposals(reading, context),
    ...codeProposals(reading, context),
    ...numberProposals(reading, context),
  );
  return proposals;
}
