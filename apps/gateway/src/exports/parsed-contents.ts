import { marksSchema, type Facts, type MarkedConversation } from "@aside/transcript";
import * as z from "zod";
import type { ContentRow } from "./marked-rows.ts";

/** A conversation that was marked just now, or what the database holds of it. */
export type Content =
  | MarkedConversation
  | { readonly id: string; readonly facts: Facts; readonly row: ContentRow };

/**
 * Conversations in their order, each parsed when it is wanted: what is parsed and not yet written, the garbage collector copies
 * piece by piece, which took a fifth of an export's time.
 */
export function* parsedContents(page: readonly Content[]): Generator<MarkedConversation> {
  for (const one of page) {
    if (!("row" in one)) yield one;
    else {
      const { id, facts, row } = one;
      const marks = marksSchema.parse(JSON.parse(row.marks));
      yield { id, facts, marks, texts: textsSchema.parse(JSON.parse(row.texts)) };
    }
  }
}

const textsSchema = z.compile(z.array(z.string()), { strict: true });
