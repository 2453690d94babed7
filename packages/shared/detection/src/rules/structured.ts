import type { Reading } from "../text/reading.ts";
import * as SHAPE from "../text/shape.ts";
import { besideCardProposals } from "./beside-card.ts";
import { cardProposals } from "./cards.ts";
import { codeProposals } from "./codes.ts";
import type { Context } from "./context.ts";
import { isAsked } from "./context.ts";
import { disguisedCardProposals } from "./disguised-cards.ts";
import { dateProposals } from "./dates.ts";
import { encodedCardProposals } from "./encoded-cards.ts";
import { emailProposals } from "./email.ts";
import { gluedCardProposals } from "./glued-card.ts";
import { ibanProposals } from "./iban.ts";
import { internetProposals } from "./internet.ts";
import { nationalIdProposals } from "./national-ids.ts";
import { numberProposals } from "./numbers.ts";
import { postcodeProposals } from "./postcodes.ts";
import type { Proposal } from "./proposal.ts";
import { spacedCodeProposals } from "./spaced-codes.ts";
import { spelledCodeProposals } from "./spelled-code.ts";
import { wordProposals } from "./words.ts";

/** Everything that has a form, a cue or a question; no lexicon of names. What runs in the widget. */
export function structuredProposals(reading: Reading, context: Context): Proposal[] {
  const { shape } = reading;
  const proposals: Proposal[] = [];
  if (shape & (SHAPE.at | SHAPE.saidAt)) emailProposals(reading, proposals);
  if (shape & (SHAPE.slash | SHAPE.colon | SHAPE.innerDot | SHAPE.dash))
    internetProposals(reading, proposals);
  wordProposals(reading, context, proposals);
  if (shape & SHAPE.number || isAsked(context, "POSTCODE"))
    postcodeProposals(reading, context, proposals);
  const encoded = encodedCardProposals(reading);
  for (const one of encoded) proposals.push(one);
  if (reading.runs.length === 0) {
    if (isAsked(context, "DATE_OF_BIRTH")) dateProposals(reading, context, proposals);
    return proposals;
  }
  if (!cardProposals(reading, context, encoded, proposals)) {
    gluedCardProposals(reading, proposals);
    disguisedCardProposals(reading, context, proposals);
  }
  besideCardProposals(reading, context, proposals);
  ibanProposals(reading, proposals);
  if (shape & SHAPE.digit) {
    nationalIdProposals(reading, context, proposals);
  }
  dateProposals(reading, context, proposals);
  codeProposals(reading, context, proposals);
  spacedCodeProposals(reading, context, proposals);
  spelledCodeProposals(reading, context, proposals);
  numberProposals(reading, context, proposals);
  return proposals;
}
