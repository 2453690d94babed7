import { utilityReport } from "@aside/protocol";
import * as z from "zod";
import { LANGUAGES } from "../utility/language.ts";

/** The machine, the second detector and this form of marks: what is older than it is marked again. */
export const MARKS_VERSION = "4";

// Compiled, as what a chat message goes through is (ADR 35): an export reads two of these a conversation.
const compiled = { strict: true } as const;

const numbers = z.array(z.int());
const counts = z.record(z.string(), z.int().min(0));

/** A list of so many numbers an entry. */
function entries(each: number) {
  return numbers.refine(({ length }) => length % each === 0);
}

/**
 * What is known of a conversation's turns without their text: kept beside the journal, so that an export of what was
 * detected before only slices and joins. The text stays in the journal and nowhere else.
 */
export const marksSchema = z.compile(
  z
    .strictObject({
      startedAt: z.int(),
      /** `c` customer, `a` agent, `k` a capture; a letter a turn. */
      speakers: z.string().regex(/^[cak]*$/),
      /** Milliseconds from the turn before to each turn, from `startedAt` to the first. */
      gaps: numbers,
      /** The placeholders that stand for what was captured, a text a capture. */
      captured: z.array(z.string().max(400)),
      /** What the numbers below stand for. */
      names: z.array(z.string().max(40)),
      /** Six numbers a span: turn, start, end, type, source, group or −1; four a fact or residual: turn, start, end, type. */
      spans: entries(6),
      quasi: entries(4),
      residuals: entries(4),
    })
    .refine(({ speakers, gaps }) => speakers.length === gaps.length),
  compiled,
);

/** What an export needs to know of a conversation before it reads it: for filters, counts and risk. */
export const factsSchema = z.compile(
  z.strictObject({
    agents: z.array(z.string().max(60)),
    outcomes: z.array(z.string().max(20)),
    language: z.enum(LANGUAGES),
    messages: z.int().min(0),
    /** UTF-16 units of all turns. */
    length: z.int().min(0),
    /** How many spans of each type. */
    replaced: counts,
    /** Digests of all quasi-identifiers as they are, and one step coarser: what is counted for k. Empty when there are none. */
    classes: z.tuple([z.string().max(40), z.string().max(40)]),
    quasi: counts,
    residuals: counts,
    /** What replacing by defaults costs. */
    utility: utilityReport,
  }),
  compiled,
);

export type Marks = z.infer<typeof marksSchema>;
export type Facts = z.infer<typeof factsSchema>;
